"""What a heading may mean in a tracker: the fields it is known to stand for, and how surely."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from sheets_sync.trackers.mapping.spelling import LEAST_LETTERS, known_words, respelled
from sheets_sync.trackers.mapping.units import CURRENCIES, may_stand_aside
from sheets_sync.trackers.mapping.words import (
    Words,
    bag,
    heading_words,
    says_nothing_alone,
    singular,
    without,
    word_set,
)
from sheets_sync.trackers.row import Reads, TrackerRow
from sheets_sync.trackers.schemas import SCHEMAS

# What it costs the surety of a heading, out of 1, to be read in another way than it is known.
_WEAKLY_KNOWN = 0.2
_ANY_WORD_BESIDE = 0.28
_OTHER_ORDER = 0.02
_LESS_KIND_WORD = 0.06
_LESS_BRACKETS = 0.04
_LESS_RECORD_WORD = 0.08
_LESS_GROUP = 0.1
_ONE_OF_ALTERNATIVES = 0.12
_RESPELLED = 0.12

# Words that say what kind of value a column holds, not which: 'Ticket number' is 'Ticket', 'Due date' 'Due'.
_ID_WORDS = word_set(
    "id ids number ref reference code key identifier kennung identifiant referencia riferimento codigo codice"
)
_PLAIN_ID_WORDS = word_set("id ids number")
_COUNT_WORDS = word_set(
    "number count total anzahl nombre cantidad quantita quantity qty nb nbre totale gesamt conteggio"
)
_MOST_BESIDE_ANY_WORD = 3  # words of a heading in which one word is enough
_NAME_WORDS = word_set("name nom nombre nome")
_KIND_WORDS = {
    "date": frozenset(("date",)),
    "datetime": frozenset(("date",)),
    "id": _ID_WORDS,
    "list": _ID_WORDS,
    "integer": _COUNT_WORDS,
    "number": _COUNT_WORDS,
    "money": CURRENCIES | word_set("total amount totale betrag montant importe importo gesamt"),
    "duration": word_set("in min minute sec second s hour hr h"),
    "ratio": word_set("percent in"),
    "url_list": word_set("url link lien enlace collegamento"),
    "market": _NAME_WORDS | {"code", "iso"},
    "market_list": _NAME_WORDS | {"code", "iso"},
    "language": _NAME_WORDS | {"code"},
}
_FILLERS = word_set("current actual overall main primary aktuell aktueller aktuelle actuel actuelle attuale")
_ALTERNATIVES = re.compile(r"\s*[/|]\s*(?![^(]*\))")

# Who and what else a record speaks of. Under such a group 'ID' or 'Status' is theirs, not the record's.
_PARTIES = word_set(
    "seller merchant shop store vendor creator host product reporter notifier requester customer client contact user "
    "reviewer agent complainant appeal qa quality escalation haendler verkaeufer kunde produkt melder pruefer "
    "einspruch eskalation vendeur marchand boutique createur produit demandeur appel recours escalade vendedor "
    "tienda comercio producto creador cliente apelacion recurso venditore negozio prodotto creatore ricorso appello"
)
_SAID_OF_ANYTHING = word_set(
    "id number name type status state date start end started ended submitted received created closed opened decided "
    "reason country language category code ref reference email nom nombre nome typ art tipo beginn ende debut fin "
    "inicio inizio fine statut estado stato pays pais paese land result outcome decision comment link url time"
)


class Meaning(NamedTuple):
    """A field a heading may stand for; of equal scores the lower rank is the better heading."""

    field: str
    score: float
    rank: int


@lru_cache(maxsize=16_384)
def meanings(heading: str, schema: type[TrackerRow], group: str = "") -> tuple[Meaning, ...]:
    """The fields a heading may stand for below `group`, the surest first; none if it means something else."""
    index, words = _index(schema), heading_words(heading)
    for read, aside, cost in _readings(words.outside, words.inside, heading_words(group).outside, index):
        if index.means_something_else(read):
            return ()
        if found := _found(read, aside, cost, index):
            return tuple(sorted(found, key=lambda meaning: (-meaning.score, meaning.rank, meaning.field)))
    return _of_alternatives(heading, schema)


@lru_cache(maxsize=16_384)
def may_be_known(heading: str, group: str = "", *, is_mended: bool = True) -> bool:
    """Whether the words of a heading let it mean anything in any tracker; a quick no before `meanings` are looked for.

    Without `is_mended` a slip of the keyboard is a word nobody knows.
    """
    above = heading_words(group).outside
    return any(
        _may_be_known(heading_words(text).outside, above, is_mended=is_mended)
        for text in {heading, _ALTERNATIVES.split(heading, maxsplit=1)[0]}
    )


def _may_be_known(words: Words, above: Words, *, is_mended: bool) -> bool:
    if not words:
        return False
    if _are_known(words, above):
        return True
    if not is_mended or (len(words) > _MOST_BESIDE_ANY_WORD and any(map(_is_beyond_mending, words))):
        return False
    return _are_known(tuple(map(respelled, words)), above)


def _are_known(words: Words, above: Words) -> bool:
    if all(map(_is_known, words)):
        return True
    if _beside_any_word().isdisjoint(above + words):
        return False
    return sum(not _may_be_left_out(word) for word in words) <= _MOST_BESIDE_ANY_WORD


def _is_beyond_mending(word: str) -> bool:
    return len(word) < LEAST_LETTERS and not _is_known(word)


def _is_known(word: str) -> bool:
    known = _all_known_words()
    return word in known or singular(word) in known or says_nothing_alone(word)


def _may_be_left_out(word: str) -> bool:
    return says_nothing_alone(word) or singular(word) in _words_left_out()


@cache
def _words_left_out() -> frozenset[str]:
    return _FILLERS.union(*map(record_words, SCHEMAS.values()))


@cache
def _all_known_words() -> frozenset[str]:
    """Every word a heading of any tracker may have without meaning something else by it."""
    words = known_words().union(_FILLERS, _NAME_WORDS, *_KIND_WORDS.values(), *map(record_words, SCHEMAS.values()))
    return words.union(map(singular, words))


@cache
def _beside_any_word() -> frozenset[str]:
    return frozenset(word for schema in SCHEMAS.values() for word, _, _ in _index(schema).beside_any_word)


def is_a_group(text: str, schema: type[TrackerRow]) -> bool:
    """Whether a cell above a heading says what the columns below it are about: 'Case', 'Seller', 'Appeal'."""
    words = {singular(word) for word in heading_words(text).outside}
    return bool(words & (_PARTIES | record_words(schema)))


@cache
def record_words(schema: type[TrackerRow]) -> frozenset[str]:
    """The words one record of a tracker is called by."""
    return frozenset(singular(word) for name in schema.record_words.split("|") for word in heading_words(name).all)


@dataclass(frozen=True)
class _Known:
    field: str
    kind: str
    rank: int
    is_weak: bool

    def meaning(self, cost: float) -> Meaning:
        return Meaning(self.field, round(1 - cost - _WEAKLY_KNOWN * self.is_weak, 3), self.rank)


@dataclass
class _Index:
    """The known headings of a schema by what may be left of them."""

    as_written: dict[Words, list[_Known]] = field(default_factory=lambda: defaultdict(list))
    bags: dict[Words, list[_Known]] = field(default_factory=lambda: defaultdict(list))
    less_kind_word: dict[tuple[str, Words], list[_Known]] = field(default_factory=lambda: defaultdict(list))
    beside_any_word: list[tuple[str, int, _Known]] = field(default_factory=list)  # the word, its place
    others: set[Words] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    record_words: frozenset[str] = frozenset()

    def means_something_else(self, words: Words) -> bool:
        return words in self.others or (len(words) > 1 and bag(words) in self.others)


@cache
def _index(schema: type[TrackerRow]) -> _Index:
    index = _Index(record_words=record_words(schema))
    for name, info in schema.model_fields.items():
        kind = next(entry.kind for entry in info.metadata if isinstance(entry, Reads))
        index.kinds.add(kind)
        strong, weak = [name, *schema.said(name, "headings")], schema.said(name, "weak_headings")
        for rank, heading in enumerate((*strong, *weak)):
            _add(index, heading, _Known(name, kind, rank, rank >= len(strong)))
    for heading in schema.not_fields.split("|"):
        words = heading_words(heading).all
        index.others |= {words, bag(words)} if len(words) > 1 else {words}
    return index


def _add(index: _Index, heading: str, known: _Known) -> None:
    words = heading_words(heading).all
    if "*" in heading:
        index.beside_any_word.append((words[0], -1 if heading.startswith("*") else 0, known))
        return
    key = bag(words)
    index.as_written[words].append(known)
    index.bags[key].append(known)
    # 'Reference case' is no case's id, though 'Case reference' may be: what is known loses 'id' and 'number' alone.
    dropped = _PLAIN_ID_WORDS if _kind_words(known.kind) is _ID_WORDS else _kind_words(known.kind)
    if less := _less(key, dropped):
        index.less_kind_word[known.kind, less].append(known)


def _kind_words(kind: str) -> frozenset[str]:
    return _KIND_WORDS.get(kind, _NAME_WORDS)


def _less(key: Words, dropped: frozenset[str]) -> Words:
    return tuple(word for word in key if word not in dropped)


def _readings(outside: Words, inside: Words, group: Words, index: _Index) -> Iterator[tuple[Words, Words, float]]:
    """The ways to read a heading, the surest first: the words looked up, the words set aside, what it costs."""
    if not outside:
        return
    base = 0.0
    if group:
        yield (*group, *outside, *inside), (), 0.0
        yield (*group, *outside), inside, _LESS_BRACKETS
        if _PARTIES.intersection(map(singular, group)) and _SAID_OF_ANYTHING.issuperset(bag(outside)):
            return
        base = _LESS_GROUP
    yield (*outside, *inside), (), base
    if inside:
        yield outside, inside, base + _LESS_BRACKETS
    for dropped in (index.record_words, _FILLERS):
        if (rest := without(outside, dropped)) not in ((), outside):
            yield rest, inside, base + _LESS_RECORD_WORD
    if (mended := tuple(map(respelled, outside))) != outside:
        yield mended, inside, base + _RESPELLED


def _found(words: Words, aside: Words, cost: float, index: _Index) -> list[Meaning]:
    """The best meaning of these words for each field."""
    found: dict[str, Meaning] = {}
    for known, more in _known_by(words, index):
        meaning = known.meaning(cost + more)
        if known.field in found and found[known.field].score >= meaning.score:
            continue
        if not aside or may_stand_aside(aside, known.kind) or _say_the_same(aside, known.field, index):
            found[known.field] = meaning
    return list(found.values())


def _say_the_same(aside: Words, name: str, index: _Index) -> bool:
    """Whether the words in brackets are but another name of the field: 'Viewers (UV)'."""
    return any(known.field == name for known in index.bags.get(bag(aside), ()))


def _known_by(words: Words, index: _Index) -> Iterator[tuple[_Known, float]]:
    key = bag(words)
    yield from ((known, 0.0) for known in index.as_written.get(words, ()))
    yield from ((known, _OTHER_ORDER) for known in index.bags.get(key, ()))
    for kind in index.kinds:
        if (less := _less(key, _kind_words(kind))) != key:
            yield from ((known, _LESS_KIND_WORD) for known in index.less_kind_word.get((kind, less), ()))
    for word, place, known in index.beside_any_word:
        if 1 < len(words) <= _MOST_BESIDE_ANY_WORD and words[place] == word and not _PARTIES.intersection(words):
            yield known, _ANY_WORD_BESIDE - _WEAKLY_KNOWN


def _of_alternatives(heading: str, schema: type[TrackerRow]) -> tuple[Meaning, ...]:
    """What 'Notes / Flag' may mean: its first part's fields, unless another part is known to mean something else."""
    first, *others = _ALTERNATIVES.split(heading)
    if not others:
        return ()
    fields = [{meaning.field for meaning in meanings(other, schema)} for other in others]
    return tuple(
        Meaning(name, score - _ONE_OF_ALTERNATIVES, rank)
        for name, score, rank in meanings(first, schema)
        if all(not other or name in other for other in fields)
    )
