"""Many observations in few lines of the journal: texts in JSON that fit into cells."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, Final

LONGEST_CELL: Final = 15_000  # characters; Excel holds 32,767 and counts some of them twice


def packed(parts: Iterable[tuple[str, datetime]]) -> Iterator[tuple[str, datetime]]:
    """JSON texts, each with its instant, as JSON lists that fit into cells, each with the latest instant in it."""
    texts: list[str] = []
    size, last_at = 0, None
    for text, at in parts:
        if last_at and size + len(text) > LONGEST_CELL:
            yield f"[{','.join(texts)}]", last_at
            texts, size, last_at = [], 0, None
        texts.append(text)
        size += len(text) + 1
        last_at = max(last_at or at, at)
    if last_at:
        yield f"[{','.join(texts)}]", last_at


def unpacked(text: str) -> Iterator[dict[str, Any]]:
    """The JSON objects in a cell; none, if a hand has spoilt it."""
    try:
        objects = json.loads(text)
    except (ValueError, RecursionError):
        return
    yield from (one for one in objects if isinstance(one, dict)) if isinstance(objects, list) else ()


def noted_instant(text: Any) -> datetime | None:
    """An aware instant that stands inside a cell; None, if it is none any more."""
    try:
        instant = datetime.fromisoformat(text)
        return instant.astimezone(UTC) if instant.tzinfo else None
    except (TypeError, ValueError, OverflowError):
        return None
