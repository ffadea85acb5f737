"""Which tabs a team's configuration means by their names, also where somebody has renamed them since."""

from collections.abc import Sequence
from fnmatch import fnmatchcase

from sheets_sync.trackers.issues import RowIssue, issue_in
from sheets_sync.workbooks.grid import Grid


def name_meant(pattern: str, grid: Grid, grids: Sequence[Grid]) -> str | None:
    """The title by which a name or pattern means a tab of `grids`; None where it means others, or none.

    That is its title of today. Where no tab of the workbook has a title that fits, it is the latest that it had.
    """
    if any(_is_called(tab.title, pattern) for tab in grids):
        return grid.title if _is_called(grid.title, pattern) else None
    return next((title for title in reversed(grid.former_titles) if _is_called(title, pattern)), None)


def rename_issue(grid: Grid, tracker: str, names_meant: Sequence[str]) -> RowIssue | None:
    """A warning where a tab is known by a title it no longer has; `names_meant` are those the configuration knows."""
    if names_meant and grid.title not in names_meant:
        remedy = f"correct trackers.{tracker}.tabs, or rename it back"
        return issue_in(grid, tracker=tracker, problem=_was_called(grid, names_meant[0]), remedy=remedy)
    if grid.former_titles and grid.former_titles[-1] != grid.title:
        remedy = "nothing, if it is the same tracker"
        return issue_in(grid, tracker=tracker, problem=_was_called(grid, grid.former_titles[-1]), remedy=remedy)
    return None


def _was_called(grid: Grid, title: str) -> str:
    is_last = title == grid.former_titles[-1]
    return f"was called {title!r} {'when it was last read' if is_last else 'before'}"


def _is_called(title: str, pattern: str) -> bool:
    """Whether a tab has this name, or one that fits the pattern: 'Esc [DE]' is its own name first."""
    return title == pattern or fnmatchcase(title, pattern)
