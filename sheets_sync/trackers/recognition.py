"""What a look at a tab tells: which tracker it is, what its columns hold, and why not where that stays unclear."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sheets_sync.trackers.headings import (
    LEAST_SCORE,
    ROWS_LOOKED_AT,
    ColumnMatch,
    OwnHeadings,
    TabLayout,
    looks_like_data,
    recognise,
)
from sheets_sync.trackers.mapping.match import written
from sheets_sync.trackers.row import Need, TrackerRow
from sheets_sync.trackers.schemas import SCHEMAS
from sheets_sync.trackers.settings import TrackerSettings
from sheets_sync.trackers.tab_names import name_meant
from sheets_sync.workbooks.grid import Grid

_MOST_SHOWN = 3
_MORE_THAN_A_TITLE = 2  # filled cells


@dataclass(frozen=True)
class Recognition:
    """What was recognised of one tab.

    `could_be` are the readings it may have, likeliest first, where none was clear enough for `layout`; `passed_over`
    is the reading that fits, where the configuration names other tabs for that tracker. `notes` are what its owner
    should know, a sentence each.
    """

    grid: Grid
    layout: TabLayout | None
    could_be: tuple[TabLayout, ...] = ()
    passed_over: TabLayout | None = None
    notes: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[ColumnMatch, ...]:
        """Every column of the heading row; none where no tracker was recognised."""
        return self.layout.columns if self.layout else ()

    def as_json(self) -> Mapping[str, Any]:
        """The same as one object for machines."""
        return {
            "tab": self.grid.title,
            "tracker": self.layout and self.layout.tracker,
            "header_row": self.layout and self.layout.header_row + 1,
            "columns": [
                {"index": column.index, "heading": column.heading, "field": column.field, "score": column.score}
                for column in self.columns
            ],
            "notes": list(self.notes),
        }


def own_headings(settings: Mapping[str, TrackerSettings]) -> OwnHeadings:
    """The team's headings of every tracker it says something about."""
    return {tracker: own.own_headings() for tracker, own in settings.items()}


def tab_layout(
    grid: Grid,
    grids: Sequence[Grid],
    trackers: Collection[str],
    settings: Mapping[str, TrackerSettings],
    *,
    only: str | None = None,
) -> TabLayout | None:
    """What a run reads a tab as: the tracker whose configuration names it, else the one its headings fit.

    `trackers` are those that live in the workbook, `grids` all its tabs; with `only` its tracker is known.
    """
    own = own_headings(settings)
    if only:
        return recognise(grid, own=own, only=only)
    named = [tracker for tracker in trackers if names_meant(grid, grids, settings.get(tracker))]
    if named:
        return recognise(grid, own=own, only=min(named, key=list(SCHEMAS).index))
    layout = recognise(grid, own=own)
    return layout if layout and layout.tracker in trackers and not _has_tabs(settings, layout.tracker) else None


def names_meant(grid: Grid, grids: Sequence[Grid], settings: TrackerSettings | None) -> list[str]:
    """The titles by which a team's configuration of a tracker means a tab."""
    patterns = settings.tabs if settings else ()
    return [title for pattern in patterns if (title := name_meant(pattern, grid, grids))]


def recognition(
    grid: Grid,
    grids: Sequence[Grid],
    settings: Mapping[str, TrackerSettings],
    *,
    trackers: Collection[str] = frozenset(SCHEMAS),
    only: str | None = None,
) -> Recognition:
    """What a run would make of a tab, with everything its owner should know; with `only` its tracker is known."""
    layout = tab_layout(grid, grids, trackers, settings, only=only)
    if layout:
        return Recognition(grid, layout, notes=(*grid.notes, *layout.notes, *_about_missing(layout)))
    own = own_headings(settings)
    if not any(cell not in (None, "") for row in grid.rows for cell in row):
        unread = Recognition(grid, None, notes=(grid.unreadable or "is empty",))
    elif only:
        unread = Recognition(grid, None, notes=(_no_headings(grid),))
    elif found := recognise(grid, own=own):
        unread = _passed_over(grid, found, is_here=found.tracker in trackers)
    else:
        unread = _unclear(grid, own, trackers)
    return replace(unread, notes=(*grid.notes, *unread.notes))


def missing_fields(fields: Collection[str | None], schema: type[TrackerRow], need: Need) -> tuple[str, ...]:
    """The fields of that need that have no column, nor an instant that stands in for them."""
    return tuple(
        field
        for field in schema.fields_with(need)
        if field not in fields and (schema.said(field, "day_of") or field) not in fields
    )


def _has_tabs(settings: Mapping[str, TrackerSettings], tracker: str) -> bool:
    return tracker in settings and bool(settings[tracker].tabs)


def _about_missing(layout: TabLayout) -> Iterator[str]:
    fatal, expected = _missing(layout, "fatal"), _missing(layout, "expected")
    needed = [field for field in fatal if field != SCHEMAS[layout.tracker].id_field]
    if needed:
        yield f"no column for {_either(needed)}, which no row can do without"
    if others := [field for field in (*fatal, *expected) if field not in needed]:
        yield f"no column for {_either(others)}"


def _passed_over(grid: Grid, found: TabLayout, *, is_here: bool) -> Recognition:
    but = f"but trackers.{found.tracker}.tabs does not name it"
    elsewhere = "which the configuration keeps in another workbook"
    note = f"reads like {_scored(found)}, {but if is_here else elsewhere}"
    return Recognition(grid, None, passed_over=found if is_here else None, notes=(note,))


def _unclear(grid: Grid, own: OwnHeadings, trackers: Collection[str]) -> Recognition:
    """What a tab may be, and why nobody can tell."""
    layouts = [layout for tracker in SCHEMAS if (layout := recognise(grid, own=own, only=tracker))]
    near = sorted((one for one in layouts if one.score >= LEAST_SCORE), key=lambda one: -one.score)
    if not near:
        return Recognition(grid, None, notes=(_no_headings(grid),))
    could_be = tuple(one for one in near if one.tracker in trackers and _missing(one, "fatal") != _fatal(one))
    whole = [one for one in near if not _missing(one, "fatal")]
    best = (whole or could_be or near)[0]
    lacking = _missing(best, "fatal")
    if len(whole) > 1:
        names = " or ".join(_scored(one) for one in whole[:_MOST_SHOWN])
        why = f"could be {names}: name it under trackers.<name>.tabs, or say which with --as"
    elif lacking:
        why = f"looks most like {_scored(best)}, but has no column for {_either(lacking)}"
    else:
        why = f"looks most like {_scored(best)}, but too little speaks for it"
    return Recognition(grid, None, could_be, notes=(why,))


def _no_headings(grid: Grid) -> str:
    rows = list(enumerate(grid.rows[:ROWS_LOOKED_AT], start=1))
    filled = ((number, [cell for cell in row if written(cell)]) for number, row in rows)
    number, first = next(((number, row) for number, row in filled if len(row) >= _MORE_THAN_A_TITLE), (0, []))
    if sum(map(looks_like_data, first)) * 2 >= len(first) > 0:
        return f"row {number} looks like data without headings: put a row of headings above it"
    return f"no row of known headings was found in its first {ROWS_LOOKED_AT} rows"


def _missing(layout: TabLayout, need: Need) -> tuple[str, ...]:
    return missing_fields({column.field for column in layout.columns}, SCHEMAS[layout.tracker], need)


def _fatal(layout: TabLayout) -> tuple[str, ...]:
    return SCHEMAS[layout.tracker].fields_with("fatal")


def _scored(layout: TabLayout) -> str:
    return f"{layout.tracker} ({layout.score:.2f})"


def _either(names: Sequence[str]) -> str:
    """'a', 'a or b', 'a, b or c'."""
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))
