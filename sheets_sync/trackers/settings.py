"""What a team's configuration says about its trackers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from sheets_sync.errors import did_you_mean
from sheets_sync.trackers.mapping.match import UNUSED
from sheets_sync.trackers.row import TrackerRow, reads
from sheets_sync.trackers.values import WordRules
from sheets_sync.trackers.vocabulary import ENUMERATIONS, canonical_values
from sheets_sync.trackers.zone_names import known_zone

DEFAULT_LOCALE = "en_GB"
DEFAULT_TIMEZONE = "Europe/Berlin"


_LOCALE = re.compile(r"[a-z]{2}_[A-Z]{2}")
_CURRENCY = re.compile(r"[A-Z]{3}")


def _locale(name: str) -> str:
    if not _LOCALE.fullmatch(name) or name[:2] not in canonical_values("language"):
        raise ValueError("is not a locale; write language and country, as in 'en_GB' or 'de_DE'")
    return name


def _market(code: str) -> str:
    known = canonical_values("market")
    if code not in known:
        raise ValueError("is not a market's code; write its two letters in capitals, as in 'DE'")
    return code


def _currency(code: str) -> str:
    if not _CURRENCY.fullmatch(code):
        raise ValueError("is not a currency's code; write three letters, as in 'EUR'")
    return code


class ReadingSettings(BaseModel):
    """How cells are read where they do not say so themselves; None is the default, said where it decided."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    timezone: Annotated[str, AfterValidator(known_zone)] | None = None
    locale: Annotated[str, AfterValidator(_locale)] | None = None
    markets: Annotated[tuple[Annotated[str, AfterValidator(_market)], ...], Field(min_length=1)] | None = None
    currency: Annotated[str, AfterValidator(_currency)] | None = None


class WordSettings(BaseModel):
    """Further words of one field: `canonical_value = [spellings]`, and what to add, blank or keep."""

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[str, tuple[str, ...]] = Field(init=False)

    add: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()
    any: bool = False

    def rules(self) -> WordRules:
        """The same, as the cell reader takes it."""
        return WordRules(spellings=self.__pydantic_extra__, add=self.add, blank=self.blank, any=self.any)


def _share(share: float) -> float:
    if not 0 <= share <= 1:
        raise ValueError("is not a share; write a number from 0 to 1, as in 0.5")
    return share


class TrackerSettings(BaseModel):
    """Where one tracker is and how the team writes it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    workbook: str | None = None  # its own, when it does not live in the team's
    tabs: tuple[str, ...] = ()  # names or patterns; none: the tabs whose headings fit
    headings: dict[str, tuple[str, ...]] = {}  # field: headings accepted besides the known ones
    unused: tuple[str, ...] = ()  # headings of columns that are not read, whatever they seem to be
    words: dict[str, WordSettings] = {}
    shrink_limit: Annotated[float, Field(strict=True), AfterValidator(_share)] | None = None  # None: the usual one

    def own_headings(self) -> Mapping[str, Sequence[str]]:
        """The team's headings by field, and those of the columns it does not want read, as headings are matched."""
        return {**self.headings, UNUSED: self.unused}


def unknown_names(schema: type[TrackerRow], settings: Mapping[str, Any]) -> Iterator[str]:
    """What a tracker's section of the configuration names that nobody knows: fields and canonical values."""
    for part in ("headings", "words"):
        section = settings.get(part)
        for field, entry in section.items() if isinstance(section, dict) else ():
            if field not in schema.model_fields:
                yield f"{part}.{field}: is not a field of {schema.tracker}; {did_you_mean(field, schema.model_fields)}"
            elif part == "words" and isinstance(entry, dict):
                yield from (f"words.{field}.{mistake}" for mistake in _unknown_values(schema, field, entry))


def _unknown_values(schema: type[TrackerRow], field: str, entry: Mapping[str, Any]) -> Iterator[str]:
    kind = reads(schema, field).kind.removesuffix("_list")
    if kind not in ENUMERATIONS:
        yield from (f"{key}: {field} is no list of words; only blank may stand here" for key in entry if key != "blank")
        return
    known = canonical_values(kind)
    added = entry.get("add")
    known = (*known, *(added if isinstance(added, list) else ()))
    for value in entry:
        if value not in WordSettings.model_fields and value not in known:
            yield f"{value}: is not a value of {field}; {did_you_mean(value, known)}"


def said_twice(settings: Mapping[str, Any]) -> Iterator[str]:
    """What a tracker's section gives two meanings: a heading of two fields, a spelling of two values."""
    headings = settings.get("headings")
    fields = headings if isinstance(headings, dict) else {}
    yield from _with_two_meanings("headings", "heading", fields | {"unused": settings.get("unused")})
    words = settings.get("words")
    for field, entry in words.items() if isinstance(words, dict) else ():
        if isinstance(entry, dict):
            meanings = {name: spellings for name, spellings in entry.items() if name not in ("add", "any")}
            yield from _with_two_meanings(f"words.{field}", "spelling", meanings)


def _with_two_meanings(where: str, what: str, section: Any) -> Iterator[str]:
    first: dict[str, str] = {}
    for meaning, names in section.items() if isinstance(section, dict) else ():
        for name in names if isinstance(names, list) else ():
            other = first.setdefault(str(name).strip().casefold(), meaning)
            if other != meaning:
                yield f"{where}: the {what} {name!r} stands under both {other} and {meaning}; keep one of them"
