"""The known words of every enumeration: the tables in words/, with what a team adds to them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property

from sheets_sync.trackers.reading.answers import WordRules, without_accents
from sheets_sync.trackers.reading.tables import table

ENUMERATIONS = (
    "status", "priority", "severity", "team", "enforcement_type", "violation_type", "detection_source",
    "decision_ground", "automated_decision", "content_type", "appeal_status", "appeal_outcome", "qa_verdict",
    "root_cause", "channel", "sentiment", "playbook_kind", "playbook_status", "audience", "event_kind", "theme",
    "market", "language",
)  # fmt: skip

_SAME_TABLE = {"severity": "priority"}

_APOSTROPHE = re.compile("['’`´ʼ]")
# Marks that change what a word says: "high?", "P1/P2", "~high".
_BETWEEN_WORDS = re.compile(r"(?:[^\w/&+?%~<>=→≥≤≈≠±]|_)+")
_JOINED = re.compile(r" ?([/&+]) ?")
_EMOJI_DRESS = re.compile("[\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff\\s]+")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


@dataclass(frozen=True)
class Vocabulary:
    """The words of one field; every spelling is a `word_key`."""

    noun: str
    plural: str
    values: tuple[str, ...]  # canonical
    spellings: Mapping[str, str]  # spelling: canonical value
    beginnings: tuple[tuple[str, str], ...]  # of spellings with an open end, longest first
    codes: frozenset[str]  # spellings that a word beside them beats: P1 in "P1 - critical"
    any_order: Mapping[frozenset[str], str]  # the words of a longer spelling: canonical value
    refused: Mapping[str, str]  # spelling: why it is not read
    ignored: frozenset[str]  # words that say nothing: "team" in "policy team"
    same: re.Pattern[str] | None  # phrases that mean the same as a shorter one
    shorter: Mapping[str, str]
    keeps_any: bool

    @cached_property
    def all_spellings(self) -> tuple[str, ...]:
        """The spellings that are read and those that are refused."""
        return (*self.spellings, *self.refused)

    def key(self, text: str) -> str:
        """The text as `spellings` has it."""
        key = word_key(text)
        if self.same:
            key = self.same.sub(lambda phrase: self.shorter[phrase[0]], key)
        return key


def word_key(text: str) -> str:
    """A spelling without case, accents and decoration: '🟡 In-Progress' is 'in progress'. Emoji alone stay."""
    folded = _APOSTROPHE.sub("", without_accents(text))
    return _JOINED.sub(r"\1", _BETWEEN_WORDS.sub(" ", folded)).strip() or _EMOJI_DRESS.sub("", folded)


def canonical_values(kind: str) -> tuple[str, ...]:
    """The values of an enumeration, in the order of its table; of a theme there are none."""
    return _known(kind).values


@cache
def known_words() -> frozenset[str]:
    """The spellings of one word of every enumeration, read or refused."""
    return frozenset(
        spelling for kind in ENUMERATIONS for spelling in _known(kind).all_spellings if " " not in spelling
    )


def vocabulary_of(kind: str, rules: WordRules) -> Vocabulary:
    """The known words of an enumeration with the team's own."""
    if rules.spellings or rules.add or rules.any:
        return _extended(kind, rules)
    return _known(kind)


@cache
def _known(kind: str) -> Vocabulary:
    words = dict(table(_SAME_TABLE.get(kind, kind))) if kind != "theme" else {"about": {"noun": "theme"}}
    about, codes, refused, same = (words.pop(name, {}) for name in ("about", "codes", "refused", "same"))
    words.pop("groups", None)
    noun = about.get("noun", kind)
    shorter = {word_key(long): short for short, longs in same.items() for long in longs}
    bare = Vocabulary(
        noun=noun, plural=about.get("plural", f"{noun}s"), values=tuple(words), spellings={}, beginnings=(),
        codes=frozenset(), any_order={}, refused={}, ignored=frozenset(map(word_key, about.get("ignored", ()))),
        same=_any_of(shorter), shorter=shorter, keeps_any=kind == "theme",
    )  # fmt: skip
    return _with_words(bare, words, codes=codes, refused=refused)


@cache
def _extended(kind: str, rules: WordRules) -> Vocabulary:
    known = _known(kind)
    own = {**dict.fromkeys(rules.add, ()), **rules.spellings}
    words = _with_words(known, own, codes={}, refused={})
    return replace(words, keeps_any=True) if rules.any else words


def _with_words(
    known: Vocabulary,
    words: Mapping[str, Iterable[str]],
    *,
    codes: Mapping[str, Iterable[str]],
    refused: Mapping[str, Iterable[str]],
) -> Vocabulary:
    """The vocabulary with further words, which win over those it has."""
    exact: dict[str, str] = {}
    open_ended: dict[str, str] = {}
    for value, spellings in words.items():
        for spelling in (value, *spellings):
            (open_ended if spelling.endswith(" *") else exact).update(dict.fromkeys(_keys(known, spelling), value))
    coded, reasons = _by_key(known, codes), _by_key(known, refused)
    beginnings = dict(known.beginnings) | {f"{key} ": value for key, value in open_ended.items()}
    everything = {**known.spellings, **coded, **exact}
    return Vocabulary(
        noun=known.noun, plural=known.plural, values=tuple(dict.fromkeys((*known.values, *words))),
        spellings=everything, any_order=_in_any_order(everything, known.ignored),
        beginnings=tuple(sorted(beginnings.items(), key=lambda item: (-len(item[0]), item))),
        codes=known.codes | coded.keys() | {key for key in exact if key.isdigit()},
        refused={key: why for key, why in {**known.refused, **reasons}.items() if key not in exact},
        ignored=known.ignored, same=known.same, shorter=known.shorter, keeps_any=known.keeps_any,
    )  # fmt: skip


def _by_key(vocabulary: Vocabulary, words: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {key: value for value, texts in words.items() for text in texts for key in _keys(vocabulary, text)}


def _in_any_order(spellings: Mapping[str, str], ignored: frozenset[str]) -> dict[frozenset[str], str]:
    """The spellings of several words by their telling words, where these mean one thing in every order."""
    values: dict[frozenset[str], set[str]] = {}
    for spelling, value in spellings.items():
        telling = frozenset(spelling.split()) - ignored
        if len(telling) > 1:
            values.setdefault(telling, set()).add(value)
    return {telling: meanings.pop() for telling, meanings in values.items() if len(meanings) == 1}


def _keys(vocabulary: Vocabulary, spelling: str) -> set[str]:
    """The keys of a spelling: with umlauts also the one that writes them with an e."""
    spelling = spelling.removesuffix(" *").casefold()
    return {vocabulary.key(spelling), vocabulary.key(spelling.translate(_UMLAUTS))}


def _any_of(phrases: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted(phrases, key=len, reverse=True)
    if not longest_first:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
