"""What a new configuration leaves open, or what is new since it was written, for a terminal."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sheets_sync.trackers.doubts import TrackerLook
from sheets_sync.trackers.recognition import Recognition


def new_file_words(path: Path, looks: Sequence[TrackerLook], assumed: Sequence[str]) -> str:
    """What the comments of the configuration tell how to settle, and what to do next."""
    still_open = [*(line for look in looks for line in _open(look)), *assumed]
    return "\n".join(
        [
            *_listed(f"Left open; comments in {path} say how to settle it:", still_open),
            f"Wrote {path}. Next: run --config {path}",
        ]
    )


def news_words(
    path: Path,
    news: Sequence[TrackerLook],
    others: Sequence[Recognition],
    lost: Sequence[str],
    *,
    is_written: bool,
) -> str:
    """What the configuration did not name yet, what it names in vain, and whether anything was added."""
    new = [*(line for look in news for line in _new(look)), *(f"tab {tab.grid.title!r}: not read" for tab in others)]
    added = f"Added to {path}; what stood there is as it was." if is_written else f"{path} stays as it is."
    return "\n".join(
        [
            *_listed(f"New, not named in {path} yet:", new),
            *_listed(f"Gone, though {path} names it:", lost),
            *([] if new or lost else [f"Nothing is new since {path} was written."]),
            added,
        ]
    )


def _listed(heading: str, lines: Sequence[str]) -> list[str]:
    return [heading, *(f"  {line}" for line in lines)] if lines else []


def _open(look: TrackerLook) -> Iterator[str]:
    for column in look.unsure:
        yield f"{look.tracker}: {column.heading!r} is read as {column.field}, not surely"
    for field in look.lacking:
        yield f"{look.tracker}: no column for {field}"


def _new(look: TrackerLook) -> Iterator[str]:
    unsure = {column.heading for column in look.unsure}
    yield from (f"{look.tracker}: tab {tab!r}" for tab in look.tabs)
    for field, headings in look.read.items():
        for heading in headings:
            yield f"{look.tracker}: column {heading!r}, read as {field}{', not surely' * (heading in unsure)}"
    yield from (f"{look.tracker}: column {heading!r}, not read" for heading in look.unread)
    yield from (f"{look.tracker}: no column for {field}" for field in look.lacking)
