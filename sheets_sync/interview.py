"""A talk about a workbook: what is unclear is asked, and each answer changes what is recognised."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sheets_sync.config import TeamConfig
from sheets_sync.questions import NO, YES, Ask, about_column, about_field, about_locale, about_tab, about_timezone
from sheets_sync.trackers.beside import tables_apart
from sheets_sync.trackers.doubts import tracker_looks, ways_assumed
from sheets_sync.trackers.recognition import Recognition, recognition
from sheets_sync.trackers.settings import TrackerSettings
from sheets_sync.trackers.workbook_locale import own_timezone
from sheets_sync.workbooks.grid import Grid


class Interview:
    """The tabs as they are recognised so far, and what was answered, as keys of a configuration and their values."""

    def __init__(self, grids: Sequence[Grid], trackers: frozenset[str], config: TeamConfig, ask: Ask) -> None:
        self._grids = grids
        self._trackers = trackers
        self._config = config
        self._ask = ask
        self.answers: dict[tuple[str, ...], str | tuple[str, ...]] = {}
        self.assumed: tuple[str, ...] = ()  # what a locale would decide, where none was named
        self.tabs = self._looked_at()

    @property
    def settings(self) -> Mapping[str, TrackerSettings]:
        """What the configuration says of its trackers, with what was answered."""
        raw = {name: own.model_dump() for name, own in self._config.trackers.items()}
        for path, value in self.answers.items():
            if path[0] == "trackers":
                table = raw.setdefault(path[1], {})
                for name in path[2:-1]:
                    table = table.setdefault(name, {})
                table[path[-1]] = (*table.get(path[-1], ()), *value)
        return {name: TrackerSettings.model_validate(own) for name, own in raw.items()}

    def hold(self, now: datetime) -> None:
        """Ask about tabs, then columns, then fields without a column, then how times, days and numbers are written."""
        for ask in (self._about_tabs, self._about_columns, self._about_fields):
            before = len(self.answers)
            ask()
            if len(self.answers) != before:
                self.tabs = self._looked_at()
        self._about_writing(now)

    def _looked_at(self) -> list[Recognition]:
        settings = self.settings
        apart = tables_apart(self._grids, self._trackers, settings)
        return [
            recognition(grid, self._grids, settings, trackers=self._trackers, only=tracker) for grid, tracker in apart
        ]

    def _add(self, value: str, *path: str) -> None:
        self.answers[path] = (*self.answers.get(path, ()), value)

    def _about_tabs(self) -> None:
        for tab in self.tabs:
            question = about_tab(tab, self._trackers)
            tracker = self._ask(question) if question else ""
            if tracker:
                self._name_tab(tab.grid.title, tracker)

    def _name_tab(self, title: str, tracker: str) -> None:
        """Once one tab of a tracker is named, all have to be: the others are no longer looked for."""
        path = ("trackers", tracker, "tabs")
        own = self._config.trackers.get(tracker)
        if path not in self.answers and not (own and own.tabs):
            for tab in self.tabs:
                if tab.layout and tab.layout.tracker == tracker:
                    self._add(tab.grid.title, *path)
        self._add(title, *path)

    def _about_columns(self) -> None:
        for look in tracker_looks(self.tabs, self.settings):
            for column in look.unsure:
                answer = self._ask(about_column(look, column))
                if answer == NO:
                    self._add(column.heading, "trackers", look.tracker, "unused")
                elif answer:
                    field = column.field if answer == YES and column.field else answer
                    self._add(column.heading, "trackers", look.tracker, "headings", field)

    def _about_fields(self) -> None:
        for look in tracker_looks(self.tabs, self.settings):
            headings = list(look.unread)
            for field in look.lacking if headings else ():
                heading = self._ask(about_field(look, field, headings))
                if heading:
                    headings.remove(heading)
                    self._add(heading, "trackers", look.tracker, "headings", field)

    def _about_writing(self, now: datetime) -> None:
        if not self._config.timezone and not any(own_timezone(grid) for grid in self._grids):
            zone = self._ask(about_timezone())
            self.answers |= {("timezone",): zone} if zone else {}
        self.assumed = ways_assumed(self.tabs, self._config.reading(), self.settings, now)
        locale = self._ask(about_locale(self.assumed)) if self.assumed else ""
        if locale:
            self.answers["locale",] = locale
            self.assumed = ()
