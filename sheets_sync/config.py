"""One TOML file, checked whole: every mistake at once, each with the nearest name."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Final, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails

from sheets_sync.analysis.findings import Policies
from sheets_sync.analysis.journal_retention import JOURNAL_DAYS
from sheets_sync.analysis.patterns import PatternPolicy
from sheets_sync.analysis.sla_policies import SlaSettings, names_in_doubt
from sheets_sync.errors import AccessError, ConfigError, did_you_mean
from sheets_sync.schedule import ScheduleSettings
from sheets_sync.trackers.schemas import SCHEMAS
from sheets_sync.trackers.settings import (
    DEFAULT_TIMEZONE,
    ReadingSettings,
    TrackerSettings,
    WordSettings,
    said_twice,
    unknown_names,
)
from sheets_sync.trackers.values import WordRules

_PLAINLY = {  # what pydantic calls by its own words
    "tuple_type": "is not a list; write it in brackets, as in [{written}]",
    "list_type": "is not a list; write it in brackets, as in [{written}]",
    "dict_type": "is not a table; write it as [name] or {{ key = value }}",
    "model_type": "is not a table; write it as [name] or {{ key = value }}",
    "model_attributes_type": "is not a table; write it as [name] or {{ key = value }}",
    "string_type": "is not a text; write it in quotation marks",
    "bool_type": "is not true or false",
    "bool_parsing": "is not true or false",
    "float_parsing": "is not a number",
    "float_type": "is not a number",
    "missing": "is missing",
    "string_too_short": "is empty",
    "greater_than": "is not more than {gt:g}",
    "less_than_equal": "is more than {le:g}",
}


_JOURNAL_DAYS: Final = range(30, 3651)  # below a month, every line that people can read would be packed already


class SummarySettings(BaseModel):
    """Where the summary goes, and how long it remembers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    workbook: str | None = None
    journal_days: int = JOURNAL_DAYS  # how long what is gone from the trackers is remembered

    @field_validator("journal_days", mode="before")
    @classmethod
    def _days(cls, days: Any) -> int:
        if type(days) is int and days in _JOURNAL_DAYS:
            return days
        raise ValueError(f"is not a number of days from {_JOURNAL_DAYS[0]} to {_JOURNAL_DAYS[-1]}; write it as 400")


class GoogleSettings(BaseModel):
    """How the service signs in to Google, where the machine has no account of its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key_file: Path | None = None  # of a service account; the file itself is a secret and stays out of here


class TeamConfig(ReadingSettings):
    """Everything a team may configure. Without a file, every default stands."""

    workbook: str | None = None  # of every tracker that names none of its own
    summary: SummarySettings = SummarySettings()
    google: GoogleSettings = GoogleSettings()
    trackers: dict[str, TrackerSettings] = Field(default_factory=dict)
    sla: SlaSettings = SlaSettings()
    schedule: ScheduleSettings | None = None  # of the service alone; a run started from elsewhere needs none

    def reading(self) -> ReadingSettings:
        """How cells are read."""
        return ReadingSettings(**{name: getattr(self, name) for name in ReadingSettings.model_fields})

    def policies(self) -> Policies:
        """What steers the findings."""
        return Policies(timezone=self.timezone or DEFAULT_TIMEZONE, sla=self.sla, patterns=PatternPolicy())


def load_config(path: Path) -> TeamConfig:
    """The configuration in a TOML file. Raises ConfigError, naming every mistake in it."""
    raw = _toml(path)
    mistakes = list(_unknown_names(raw))
    try:
        config = TeamConfig.model_validate(raw, context={"own_words": _own_words(raw)})
    except ValidationError as error:
        told = [*map(_mistake, error.errors()), *_names_in_doubt(raw), *mistakes]
        mistakes = list(dict.fromkeys(told))
    if mistakes:
        raise ConfigError("\n".join(f"{path.name}: {_with_policy(mistake, raw)}" for mistake in mistakes))
    return config


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError as error:
        raise ConfigError(f"{path}: there is no such configuration file. {_beside(path)}") from error
    except IsADirectoryError as error:
        raise ConfigError(f"{path}: is a folder, not a configuration file. Name the .toml file in it.") from error
    except PermissionError as error:
        raise AccessError(f"{path}: may not be read. Give this account the right to read it.") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not a text file in UTF-8. Save it again as UTF-8.") from error
    except RecursionError as error:
        raise ConfigError(f"{path}: is nested too deeply. Write it like config/example.toml.") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: is not valid TOML: {error}. Mend that line.") from error


def _beside(path: Path) -> str:
    names = [entry.name for entry in path.parent.glob("*.toml")] if path.parent.is_dir() else []
    return f"Beside it: {did_you_mean(path.name, names)}" if names else "Check the path after --config."


def _own_words(raw: Mapping[str, Any]) -> dict[str, dict[str, WordRules]]:
    """The team's own words by tracker and field: a policy may name them too."""
    trackers = raw.get("trackers")
    return {name: _words_of(entry) for name, entry in trackers.items()} if isinstance(trackers, dict) else {}


def _words_of(settings: Any) -> dict[str, WordRules]:
    """None where they are not written as they should be."""
    try:
        return {field: WordSettings.model_validate(entry).rules() for field, entry in settings["words"].items()}
    except (KeyError, TypeError, AttributeError, ValidationError):
        return {}


def _names_in_doubt(raw: Mapping[str, Any]) -> Iterator[str]:
    """Names that do not fit together, which is not looked at where anything else is wrong."""
    for where, sentence in names_in_doubt(raw.get("sla")):
        yield f"{'.'.join(filter(None, ('sla', where)))}: {sentence}"


def _with_policy(mistake: str, raw: Mapping[str, Any]) -> str:
    """A mistake in a policy also by that policy's name, because nobody counts policies."""
    place = re.match(r"sla\.policies\.(\d+)[^:]*(?=:)", mistake)
    policy = raw["sla"]["policies"][int(place[1])] if place else None
    if place is None or not isinstance(policy, dict) or not isinstance(policy.get("name"), str):
        return mistake
    return f"{place[0]} ({policy['name']!r}){mistake[place.end() :]}"


def _mistake(detail: ErrorDetails) -> str:
    where = ".".join(str(part) for part in detail["loc"] if part != "[key]")
    if detail["type"] == "extra_forbidden":
        known = _names_at(TeamConfig, detail["loc"][:-1])
        return f"{where}: is not known here; {did_you_mean(str(detail['loc'][-1]), known)}"
    found, details = detail["input"], detail.get("ctx", {})
    plain = _PLAINLY.get(detail["type"], "").format(written=_written(found), **details) or detail["msg"]
    message = str(details["error"]) if detail["type"] == "value_error" else plain
    shown = "" if isinstance(found, (dict, list)) else f" (found {found!r})"
    return f"{where}: {message[:1].lower()}{message[1:]}{shown}"


def _written(found: Any) -> str:
    """A value as it stands in the file; of a table only that it is one."""
    if isinstance(found, dict):
        return "{ key = value }"
    return f'"{found}"' if isinstance(found, str) else str(found)


def _names_at(annotation: Any, loc: Sequence[int | str]) -> Sequence[str]:
    """The keys the configuration knows at a place."""
    for key in loc:
        annotation = get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            annotation = annotation.model_fields[str(key)].annotation
        else:
            annotation = next(part for part in reversed(get_args(annotation)) if part is not ...)
    model = next(part for part in (annotation, *get_args(annotation)) if hasattr(part, "model_fields"))
    return list(model.model_fields)


def _unknown_names(raw: Mapping[str, Any]) -> Iterator[str]:
    trackers = raw.get("trackers")
    for tracker, settings in trackers.items() if isinstance(trackers, dict) else ():
        if tracker not in SCHEMAS:
            yield f"trackers.{tracker}: is not a tracker; {did_you_mean(tracker, SCHEMAS)}"
        elif isinstance(settings, dict):
            mistakes = (*unknown_names(SCHEMAS[tracker], settings), *said_twice(settings))
            yield from (f"trackers.{tracker}.{mistake}" for mistake in mistakes)
