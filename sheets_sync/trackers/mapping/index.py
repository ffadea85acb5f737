"""The known headings of a tracker, by what may be left of them when they are looked up."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

from sheets_sync.trackers.mapping.lent import lent_headings, record_words
from sheets_sync.trackers.mapping.units import CURRENCIES
from sheets_sync.trackers.mapping.words import Words, bag, heading_words, word_set
from sheets_sync.trackers.row import TrackerRow, reads

WEAKLY_KNOWN = 0.2  # what it costs the surety of a heading to be known weakly
_LENT_RANK = 1000  # behind all that the tracker knows itself

# Words that say what kind of value a column holds, not which: 'Ticket number' is 'Ticket', 'Due date' 'Due'.
_ID_WORDS = word_set(
    "id ids number ref reference code key identifier kennung identifiant referencia riferimento codigo codice"
)
_PLAIN_ID_WORDS = word_set("id ids number")
_COUNT_WORDS = word_set(
    "number count total anzahl nombre cantidad quantita quantity qty nb nbre totale gesamt conteggio"
)
NAME_WORDS = word_set("name nom nombre nome")
_DAY_WORDS = word_set("date utc gmt cet cest mez mesz")
KIND_WORDS = {
    "date": _DAY_WORDS,
    "datetime": _DAY_WORDS,
    "id": _ID_WORDS,
    "list": _ID_WORDS,
    "integer": _COUNT_WORDS,
    "number": _COUNT_WORDS,
    "money": CURRENCIES | word_set("total amount totale betrag montant importe importo gesamt"),
    "duration": word_set("in min minute sec second s hour hr h"),
    "ratio": word_set("percent in"),
    "url_list": word_set("url link lien enlace collegamento"),
    "market": NAME_WORDS | {"code", "iso"},
    "market_list": NAME_WORDS | {"code", "iso"},
    "language": NAME_WORDS | {"code"},
}
_POINTERS = word_set("am le el il")


class Meaning(NamedTuple):
    """A field a heading may stand for; of equal scores the lower rank is the better heading."""

    field: str
    score: float
    rank: int


@dataclass(frozen=True)
class Known:
    field: str
    kind: str
    rank: int
    is_weak: bool

    def meaning(self, cost: float) -> Meaning:
        return Meaning(self.field, round(1 - cost - WEAKLY_KNOWN * self.is_weak, 3), self.rank)


@dataclass
class Index:
    """The known headings of a schema by what may be left of them."""

    as_written: dict[Words, list[Known]] = field(default_factory=lambda: defaultdict(list))
    bags: dict[Words, list[Known]] = field(default_factory=lambda: defaultdict(list))
    less_kind_word: dict[tuple[str, Words], list[Known]] = field(default_factory=lambda: defaultdict(list))
    beside_any_word: list[tuple[str, int, Known]] = field(default_factory=list)  # the word, its place
    others: set[Words] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    record_words: frozenset[str] = frozenset()

    def means_something_else(self, words: Words) -> bool:
        return words in self.others or (len(words) > 1 and bag(words) in self.others)


@cache
def index_of(schema: type[TrackerRow]) -> Index:
    index = Index(record_words=record_words(schema))
    for heading in schema.not_fields.split("|"):
        words = heading_words(heading).all
        index.others |= {words, bag(words)} if len(words) > 1 else {words}
    for name in schema.model_fields:
        kind = reads(schema, name).kind
        index.kinds.add(kind)
        strong, weak = [name, *schema.said(name, "headings")], schema.said(name, "weak_headings")
        for rank, heading in enumerate((*strong, *weak)):
            _add(index, heading, Known(name, kind, rank, rank >= len(strong)))
    _add_lent(index, schema)
    _add_participles(index)
    return index


def _add(index: Index, heading: str, known: Known) -> None:
    words = heading_words(heading).all
    if "*" in heading:
        index.beside_any_word.append((words[0], -1 if heading.startswith("*") else 0, known))
        return
    key = bag(words)
    index.as_written[words].append(known)
    index.bags[key].append(known)
    # 'Reference case' is no case's id, though 'Case reference' may be: what is known loses 'id' and 'number' alone.
    dropped = _PLAIN_ID_WORDS if kind_words(known.kind) is _ID_WORDS else kind_words(known.kind)
    if rest := less(key, dropped):
        index.less_kind_word[known.kind, rest].append(known)


def _add_lent(index: Index, schema: type[TrackerRow]) -> None:
    """The headings other trackers lend, where they mean nothing in this one."""
    own = frozenset(index.bags)
    for name in schema.model_fields:
        for heading in lent_headings(schema, name):
            words = heading_words(heading).all
            if bag(words) not in own and not index.means_something_else(words):
                _add(index, heading, Known(name, reads(schema, name).kind, _LENT_RANK, is_weak=False))


def _add_participles(index: Index) -> None:
    """'Résolu' alone weakly means the day that 'Résolu le' is, unless it is known by itself."""
    pointed = [(words[:-1], known) for words, known in index.as_written.items() if words[-1] in _POINTERS and words[1:]]
    for words, known in pointed:
        if bag(words) not in index.bags:
            index.bags[bag(words)] = [replace(meaning, is_weak=True) for meaning in known]


def kind_words(kind: str) -> frozenset[str]:
    return KIND_WORDS.get(kind, NAME_WORDS)


def less(key: Words, dropped: frozenset[str]) -> Words:
    return tuple(word for word in key if word not in dropped)
