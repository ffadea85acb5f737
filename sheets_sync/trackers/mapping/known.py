"""What a heading may mean in a tracker: the fields it is known to stand for, and how surely."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from sheets_sync.trackers.mapping.index import (
    KIND_WORDS,
    NAME_WORDS,
    WEAKLY_KNOWN,
    Index,
    Known,
    Meaning,
    index_of,
    kind_words,
    less,
)
from sheets_sync.trackers.mapping.lent import record_words
from sheets_sync.trackers.mapping.spelling import LEAST_LETTERS, known_words, respelled
from sheets_sync.trackers.mapping.units import may_stand_aside
from sheets_sync.trackers.mapping.words import (
    Words,
    bag,
    heading_words,
    says_nothing_alone,
    singular,
    without,
    word_set,
)
from sheets_sync.trackers.row import TrackerRow
from sheets_sync.trackers.schemas import SCHEMAS

# What it costs the surety of a heading, out of 1, to be read in another way than it is known.
_ANY_WORD_BESIDE = 0.28
_OTHER_ORDER = 0.02
_LESS_KIND_WORD = 0.06
_LESS_BRACKETS = 0.04
_LESS_RECORD_WORD = 0.08
_LESS_GROUP = 0.1
_ONE_OF_ALTERNATIVES = 0.12
_RESPELLED = 0.12
_ASKED_FOR = 0.12

_MOST_BESIDE_ANY_WORD = 3  # words of a heading in which one word is enough
_FILLERS = word_set(
    "current actual overall main primary original final aktuell aktueller aktuelle actuel actuelle attuale"
)
_ASKING = word_set("which what welches welche welcher was quel quelle cual que quale che")
_ASKED = _ASKING | word_set(
    "is are do does did you your yours we our this it with from to belong sell ist sind sie ihr ihre ihrem ihren "
    "welchem welchen est sont vous votre vos etes es son esta su sus tu siete sei vostro vostra suo sua"
)
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


@lru_cache(maxsize=16_384)
def meanings(heading: str, schema: type[TrackerRow], group: str = "") -> tuple[Meaning, ...]:
    """The fields a heading may stand for below `group`, the surest first; none if it means something else."""
    index, words = index_of(schema), heading_words(heading)
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
    return _FILLERS.union(_ASKED, *map(record_words, SCHEMAS.values()))


@cache
def _all_known_words() -> frozenset[str]:
    """Every word a heading of any tracker may have without meaning something else by it."""
    of_records = map(record_words, SCHEMAS.values())
    words = known_words().union(_FILLERS, _ASKED, NAME_WORDS, *KIND_WORDS.values(), *of_records)
    return words.union(map(singular, words))


@cache
def _beside_any_word() -> frozenset[str]:
    return frozenset(word for schema in SCHEMAS.values() for word, _, _ in index_of(schema).beside_any_word)


def is_a_group(text: str, schema: type[TrackerRow]) -> bool:
    """Whether a cell above a heading says what the columns below it are about: 'Case', 'Seller', 'Appeal'."""
    words = {singular(word) for word in heading_words(text).outside}
    return bool(words & (_PARTIES | record_words(schema)))


def _readings(outside: Words, inside: Words, group: Words, index: Index) -> Iterator[tuple[Words, Words, float]]:
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
    if outside[0] in _ASKING and (rest := tuple(word for word in outside if word not in _ASKED)) not in ((), outside):
        yield rest, inside, base + _ASKED_FOR
    if (mended := tuple(map(respelled, outside))) != outside:
        yield mended, inside, base + _RESPELLED


def _found(words: Words, aside: Words, cost: float, index: Index) -> list[Meaning]:
    """The best meaning of these words for each field."""
    found: dict[str, Meaning] = {}
    for known, more in _known_by(words, index):
        meaning = known.meaning(cost + more)
        if known.field in found and found[known.field].score >= meaning.score:
            continue
        if not aside or may_stand_aside(aside, known.kind) or _say_the_same(aside, known.field, index):
            found[known.field] = meaning
    return list(found.values())


def _say_the_same(aside: Words, name: str, index: Index) -> bool:
    """Whether the words in brackets are but another name of the field: 'Viewers (UV)'."""
    return any(known.field == name for known in index.bags.get(bag(aside), ()))


def _known_by(words: Words, index: Index) -> Iterator[tuple[Known, float]]:
    key = bag(words)
    yield from ((known, 0.0) for known in index.as_written.get(words, ()))
    yield from ((known, _OTHER_ORDER) for known in index.bags.get(key, ()))
    for kind in index.kinds:
        if (rest := less(key, kind_words(kind))) != key:
            yield from ((known, _LESS_KIND_WORD) for known in index.less_kind_word.get((kind, rest), ()))
    for word, place, known in index.beside_any_word:
        if 1 < len(words) <= _MOST_BESIDE_ANY_WORD and words[place] == word and not _PARTIES.intersection(words):
            yield known, _ANY_WORD_BESIDE - WEAKLY_KNOWN


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
