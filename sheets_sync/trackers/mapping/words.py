"""What a heading says, free of how it was written: case, accents, brackets, emoji, joined words, little words."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

Words = tuple[str, ...]


def word_set(text: str) -> frozenset[str]:
    """The words of a text, for a list that reads like one."""
    return frozenset(text.split())


_LONGEST = 200  # letters of a cell that are looked at
_WORD = re.compile(r"[^\W_]+")
_BRACKETS = re.compile(r"[(\[{<]([^()\[\]{}<>]*)[)\]}>]?")
_WRAPPED = re.compile(r"^\s*custom field \((.+)\)\s*$", re.IGNORECASE)  # as Jira exports a team's own columns
_PLURAL_ENDING = re.compile(r"(?<=\w)\((?:s|es|n|en|e|x|i)\)", re.IGNORECASE)  # 'Link(s)'
_CAMEL = re.compile(r"(?<=[a-zß-öø-ÿ0-9])(?=[A-ZÀ-ÖØ-Þ])|(?<=[A-ZÀ-ÖØ-Þ])(?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{2})")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufe0e\ufe0f]")
_NUMBER_SIGN = re.compile(r"\b[Nn]\.?\s?[°ºª]s?|№|#|\b[Nn]r\b\.?|\b[Nn][ou]\.(?!\w)|\bNo\b|\b[Nn]\.(?=\s|$)")
_SIGNS = {"%": "percent", "€": "eur", "$": "usd", "£": "gbp", "Σ": "total", "∑": "total", "Ø": "average", "&": "and"}
_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "’": " ", "'": " "}
)

_LITTLE = word_set(
    "a an the of in for and or is on at am our your my der die das des dem den im vom zum zur fuer und oder "
    "le la les l d de du un une au aux et ou en el los las del al y o il lo gli i di dello della dei degli delle dell "
    "e ed nel nella"
)
_POINTERS = word_set("at on am le el il")  # behind another word they point to a day: 'Created at', 'Créé le'
_DAY = word_set("date dates datum fecha data datetime timestamp dt ts zeitpunkt horodatage")
_DATED = word_set("create created start end due open opened close closed resolved update updated modified submitted")
_SAME_WORD = {
    "1ere": "premiere",
    "1re": "premiere",
    "1st": "first",
    "avg": "average",
    "esc": "escalation",
    "livestreams": "livestream",
    "misjudgment": "misjudgement",
    "nr": "number",
    "nro": "number",
    "num": "number",
    "numero": "number",
    "nummer": "number",
    "organisation": "organization",
}
_SAME_PHRASE = {
    ("live", "stream"): "livestream",
    ("e", "mail"): "email",
    ("tik", "tok"): "tiktok",
    ("user", "name"): "username",
    ("follow", "up"): "followup",
    ("re", "open"): "reopen",
    ("date", "time"): "date",
    ("date", "heure"): "date",
    ("fecha", "hora"): "date",
    ("data", "ora"): "date",
}
_SAID_FIRST = word_set(  # of a record, in Romance languages: 'Descrizione NC', 'ID segnalazione'
    "descrizione descripcion description stato estado statut etat data fecha date id titolo titulo titre tipo type "
    "numero number codice codigo reference responsabile responsable priorita prioridad priorite categoria categorie"
)
_FEMININE = (
    ("ee", "e"), ("lue", "lu"), ("ada", "ado"), ("ida", "ido"), ("ata", "ato"), ("uta", "uto"), ("ita", "ito"),
    ("usa", "uso"), ("rta", "rto"), ("lta", "lto"),
)  # fmt: skip
_SHORTEST_PARTICIPLE = 5
_JOINED = ("nummer", "datum", "status", "name", "beschreibung", "kategorie", "titel", "typ")  # as German joins nouns


@dataclass(frozen=True)
class HeadingWords:
    """The words of a heading, those in brackets apart."""

    outside: Words
    inside: Words

    @property
    def all(self) -> Words:
        return (*self.outside, *self.inside)


def folded(text: str) -> str:
    """A text without case, accents, invisible signs and doubled spaces: what two spellings of a heading share."""
    if text.isascii():
        return " ".join(text.casefold().replace("'", " ").split())
    spelled = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold().translate(_LETTERS)
    return " ".join("".join(c for c in unicodedata.normalize("NFD", spelled) if not unicodedata.combining(c)).split())


@lru_cache(maxsize=16_384)
def heading_words(heading: str) -> HeadingWords:
    """The words of a heading as people wrote it."""
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", heading[:_LONGEST]))
    text = _PLURAL_ENDING.sub("", _WRAPPED.sub(r"\1", text))
    outside, inside = _BRACKETS.sub(" ", text), " ".join(_BRACKETS.findall(text))
    words, words_inside = _words(outside), _words(inside)
    return HeadingWords(words, words_inside) if words else HeadingWords(words_inside, ())


def _words(text: str) -> Words:
    if not text:
        return ()
    text = _NUMBER_SIGN.sub(" number ", _CAMEL.sub(" ", text))
    for sign, word in _SIGNS.items():
        text = text.replace(sign, f" {word} ")
    return _with_phrases_joined([part for word in _WORD.findall(folded(text)) for part in _parts(word)])


def _parts(word: str) -> Words:
    """A word in its usual spelling, apart from the noun that was joined to it: 'Ticketnummer', 'duedate'."""
    if word.endswith("date") and word[:-4] in _DATED:
        return word[:-4], "date"
    if word.endswith(_JOINED):
        for noun in _JOINED:
            if word.endswith(noun) and len(word) > len(noun) + 2:
                return word[: -len(noun)], _SAME_WORD.get(noun, noun)
    return (_SAME_WORD.get(word, word),)


def _with_phrases_joined(words: list[str]) -> Words:
    joined: list[str] = []
    for word in words:
        if joined and (phrase := _SAME_PHRASE.get((joined[-1], word))):
            joined[-1] = phrase
        else:
            joined.append(word)
    return tuple(joined)


def bag(words: Words) -> Words:
    """The words that carry the meaning, in one order and number: 'Date of creation' is 'Creation date'."""
    if len(words) > 1 and (words[-1] in _POINTERS or (words[-1] == "time" and words[-2].endswith("ed"))):
        words = (*words[:-1], "date")
    meaning = {"date" if word in _DAY else _masculine(singular(word)) for word in words if word not in _LITTLE}
    return tuple(sorted(meaning)) or words


def says_nothing_alone(word: str) -> bool:
    """Whether a word is a little one, or only says that something is a day."""
    return word in _LITTLE or word in _DAY


def singular(word: str) -> str:
    """An English, French or Spanish plural without its ending; other words as they are."""
    if len(word) <= 3 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]


def _masculine(word: str) -> str:
    """A French, Spanish or Italian participle in one gender: 'Résolue' is 'Résolu', 'Cerrada' is 'Cerrado'."""
    for feminine, masculine in _FEMININE:
        if word.endswith(feminine) and len(word) > _SHORTEST_PARTICIPLE:
            return word[: -len(feminine)] + masculine
    return word


def without(words: Words, dropped: frozenset[str]) -> Words:
    """The words less those to be dropped: at the beginning, or at the end where they only say of what the rest is.

    That is behind a little word ('Status of ticket'), or behind what Romance languages put first ('Stato ticket').
    """
    start, end = 0, len(words)
    while start < end and singular(words[start]) in dropped | _LITTLE:
        start += 1
    last = end
    while last > start + 1 and singular(words[last - 1]) in dropped:
        last -= 1
    if last < end and words[last - 1] in _LITTLE:
        while last > start + 1 and words[last - 1] in _LITTLE:
            last -= 1
        end = last
    elif last < end and singular(words[last - 1]) in _SAID_FIRST:
        end = last
    return words[start:end] if end > start else ()
