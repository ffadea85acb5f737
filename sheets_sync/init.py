"""From a workbook to a configuration: what is recognised, what is asked, what is written."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sheets_sync.config import TeamConfig, load_config
from sheets_sync.documents.init_words import new_file_words, news_words
from sheets_sync.errors import ConfigError, TrackerError
from sheets_sync.interview import Interview
from sheets_sync.questions import Ask
from sheets_sync.team_file import Values, has_news, new_text, news_of, others_new, with_notes, with_tables, with_values
from sheets_sync.trackers.doubts import TrackerLook, lost_names, tracker_looks
from sheets_sync.trackers.recognition import Recognition
from sheets_sync.trackers.schemas import SCHEMAS
from sheets_sync.trackers.settings import DEFAULT_TIMEZONE
from sheets_sync.trackers.workbook_locale import own_timezone
from sheets_sync.workbooks.connect import Place, Workbooks
from sheets_sync.workbooks.whole_file import whole_file

Show = Callable[[Sequence[Recognition]], None]


@dataclass(frozen=True)
class InitReport:
    """What was found, and what of it the configuration did not name before."""

    path: Path
    tabs: tuple[Recognition, ...]
    looks: tuple[TrackerLook, ...]
    news: tuple[TrackerLook, ...]
    others: tuple[Recognition, ...]  # tabs that are no trackers and are not named either
    lost: tuple[str, ...]  # what the configuration names and the workbook no longer has
    assumed: tuple[str, ...]  # what a locale would decide
    is_new: bool
    is_written: bool

    def words(self) -> str:
        """The report for people."""
        if self.is_new:
            return new_file_words(self.path, self.looks, self.assumed)
        return news_words(self.path, self.news, self.others, self.lost, is_written=self.is_written)

    def as_json(self) -> Mapping[str, Any]:
        """The report as one object for machines."""
        return {
            "config": str(self.path),
            "written": self.is_written,
            "tabs": [tab.as_json() for tab in self.tabs],
            "new": [look.as_json() for look in self.news],
            "lost": list(self.lost),
        }


def standing_configuration(path: Path) -> tuple[str | None, TeamConfig]:
    """The configuration at `path` as it was written and as it is understood; None where there is none yet.

    Raises ConfigError where something else stands there.
    """
    if not path.exists():
        if path.suffix != ".toml":
            raise ConfigError(f"{path}: the name of a configuration ends in .toml. Name another file with --config.")
        return None, TeamConfig()
    try:
        config = load_config(path)
    except ConfigError as error:
        raise ConfigError(f"{error}\n{path}: stays as it is. Mend it, or name another file with --config.") from error
    return path.read_bytes().decode("utf-8-sig"), config


def init_once(source: Place, path: Path, workbooks: Workbooks, ask: Ask, show: Show, now: datetime) -> InitReport:
    """Look at a workbook, show it, ask what is unclear, and write the configuration at `path` or complete it.

    Raises ConfigError where `path` holds something else or the workbook cannot be read, TrackerError where the
    workbook has no tracker; then nothing is written.
    """
    text, config = standing_configuration(path)
    trackers, is_default = _trackers_here(source, path, config)
    interview = Interview(workbooks.source(source).grids(), trackers, config, ask)
    show(interview.tabs)
    interview.hold(now)
    _require_a_tracker(source, interview.tabs)
    values: Values = interview.answers
    if text is not None and is_default and not config.workbook:
        values = {("workbook",): _written_from(path, source), **values}
    base = _new_text(source, path, workbooks, interview) if text is None else text
    looks = tracker_looks(interview.tabs, interview.settings)
    completed = _completed(base, values, looks, interview.tabs)
    if completed != text:
        _write(path, completed)
    news = (news_of(look, base) for look in looks)
    return InitReport(
        path=path,
        tabs=tuple(interview.tabs),
        looks=tuple(looks),
        news=tuple(look for look in news if has_news(look)),
        others=tuple(others_new(interview.tabs, base)),
        lost=lost_names(interview.tabs, {name: own for name, own in config.trackers.items() if name in trackers}),
        assumed=interview.assumed,
        is_new=text is None,
        is_written=completed != text,
    )


def _trackers_here(source: Place, path: Path, config: TeamConfig) -> tuple[frozenset[str], bool]:
    """The trackers that a configuration looks for in a workbook, and whether that is every one without its own.

    Raises ConfigError where it looks for none there.
    """
    own = {name: Place(one.workbook, path.parent) for name, one in config.trackers.items() if one.workbook}
    here = frozenset(name for name, place in own.items() if place.is_same(source))
    default = Place(config.workbook, path.parent) if config.workbook else None
    if default.is_same(source) if default else not here:
        return frozenset(SCHEMAS) - set(own) | here, True
    if here:
        return here, False
    raise ConfigError(
        f"{path}: is the configuration of {config.workbook!r}, not of {source.where!r}. "
        "Name another file with --config, or correct workbook in it."
    )


def _require_a_tracker(source: Place, tabs: Sequence[Recognition]) -> None:
    if not any(tab.layout for tab in tabs):
        raise TrackerError(
            f"{source.where}: no tab was recognised as a tracker, so there is nothing to configure and nothing was "
            "written. Look at it with `inspect --as TRACKER`, or give its columns headings that say what they hold."
        )


def _new_text(source: Place, path: Path, workbooks: Workbooks, interview: Interview) -> str:
    summary = workbooks.summary_beside(source)
    own = next(filter(None, (own_timezone(tab.grid) for tab in interview.tabs)), None)
    told = interview.answers.get(("timezone",))
    return new_text(
        name=interview.tabs[0].grid.workbook,
        workbook=_written_from(path, source),
        summary=summary.name if source.spreadsheet_id else _written_from(path, Place(str(summary))),
        timezone=(told, "as you said")
        if isinstance(told, str)
        else (own or DEFAULT_TIMEZONE, "the workbook's own" if own else "the usual one, as the workbook names none"),
        assumed=interview.assumed,
    )


def _written_from(path: Path, place: Place) -> str:
    """A workbook as the configuration at `path` names it: relative to itself, or by its link."""
    if place.spreadsheet_id:
        return f"https://docs.google.com/spreadsheets/d/{place.spreadsheet_id}/edit"
    relative = Path(os.path.relpath(place.path, path.parent.absolute())).as_posix()
    return f"./{relative}" if relative.startswith("~") else relative


def _completed(base: str, answers: Values, looks: Sequence[TrackerLook], tabs: Sequence[Recognition]) -> str:
    text = with_values(with_tables(base, [news_of(look, base) for look in looks], answers), answers)
    return with_notes(text, [news_of(look, text) for look in looks], others_new(tabs, text))


def _write(path: Path, text: str) -> None:
    """Put the configuration in place, once it is known that a run would take it."""
    with whole_file(path) as file:
        file.write_bytes(text.encode())
        load_config(file)
