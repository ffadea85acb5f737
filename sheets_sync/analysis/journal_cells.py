"""Many observations in few lines of the journal: texts in JSON that fit into cells."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

LONGEST_CELL: Final = 15_000  # characters; Excel holds 32,767 and counts some of them twice
SECONDS: Final = range(  # since 1970, as instants stand inside a cell
    int(datetime(2000, 1, 1, tzinfo=UTC).timestamp()), int(datetime(2100, 1, 1, tzinfo=UTC).timestamp())
)

ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def in_parts(told: Mapping[str, Any], records: Sequence[str]) -> Iterator[str]:
    """What is told of records as JSON, in as many parts as need cells of their own."""
    part: list[str] = []
    size = 0
    for record in records:
        if size + len(record) > LONGEST_CELL // 2:
            yield ENCODER.encode({**told, "records": part})
            part, size = [], 0
        part.append(record)
        size += 2 * len(record) + 3  # a sign may need a stroke before it
    yield ENCODER.encode({**told, "records": part})


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
    return (one for one in _listed(text) if isinstance(one, dict))


def is_whole(text: str) -> bool:
    """Whether a cell holds JSON objects, and nothing else."""
    listed = _listed(text)
    return bool(listed) and all(isinstance(one, dict) for one in listed)


def _listed(text: str) -> list[Any]:
    try:
        listed = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return listed if isinstance(listed, list) else []


def noted_instant(text: Any) -> datetime | None:
    """An aware instant that stands inside a cell; None, if it is none any more."""
    try:
        instant = datetime.fromisoformat(text)
        return instant.astimezone(UTC) if instant.tzinfo else None
    except (TypeError, ValueError, OverflowError):
        return None
