"""Recorded exchanges with the real service, replayed against the emulator."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from .book import Json
from .service import Answer, Call, Service

FOLDER = Path(__file__).resolve().parents[2] / ".." / "shared" / "sheets_api_recordings"
ROBOT = "robot@example.com"
GENERATED = {"sheetId", "namedRangeId", "protectedRangeId"}
NOT_COMPARED = {"spreadsheetUrl", "nextPageToken", "createdTime", "modifiedTime"}


class Difference(NamedTuple):
    """One answer that is not as recorded."""

    call: str
    recorded: Any
    answered: Any


def scenario_names() -> list[str]:
    return sorted(path.stem for path in (FOLDER / "scenarios").glob("*.json"))


def exchanges_of(name: str) -> list[Json]:
    return json.loads((FOLDER / "scenarios" / f"{name}.json").read_text("utf-8"))["exchanges"]


def differences(exchanges: list[Json]) -> list[Difference]:
    """All answers of a fresh emulator that differ from the recorded ones."""
    service = Service(clock=lambda: 1_700_000_000.0)
    token = f"Bearer {service.accounts.new_token(ROBOT)}"
    ours: dict[Any, Any] = {}
    found = []
    for exchange in exchanges:
        request, recorded = exchange["request"], exchange["response"]
        answer = service.answer(sent(request, token, ours))
        learn(recorded["body"], answer.body, ours)
        if not agree(recorded, answer, ours):
            found.append(Difference(f"{request['method']} {request['path']}", recorded, answer))
    return found


def sent(request: Json, token: str, ours: dict[Any, Any]) -> Call:
    """The recorded request as it goes to the emulator, ids exchanged for ours."""
    path = request["path"]
    for theirs, mine in ours.items():
        if isinstance(theirs, str):
            path = path.replace(theirs, mine)
    body = b"" if request["body"] is None else json.dumps(translated(request["body"], ours)).encode()
    return Call(request["method"], path, [tuple(pair) for pair in request["query"]], body, token)


def learn(recorded: Any, answered: Any, ours: dict[Any, Any], key: str = "") -> None:
    """Remember which of our ids stands where a recorded id stands."""
    if isinstance(recorded, dict) and isinstance(answered, dict):
        for name in recorded.keys() & answered.keys():
            learn(recorded[name], answered[name], ours, name)
    elif isinstance(recorded, list) and isinstance(answered, list):
        for theirs, mine in zip(recorded, answered, strict=False):
            learn(theirs, mine, ours, key)
    elif recorded and (key in GENERATED or (key in ("id", "spreadsheetId") and str(recorded).startswith("BOOK_"))):
        ours.setdefault(recorded, answered)


def translated(value: Any, ours: dict[Any, Any]) -> Any:
    if isinstance(value, dict):
        return {name: translated(item, ours) for name, item in value.items() if name not in NOT_COMPARED}
    if isinstance(value, list):
        return [translated(item, ours) for item in value]
    return ours.get(value, value) if isinstance(value, str) or (isinstance(value, int) and value > 1) else value


def agree(recorded: Json, answer: Answer, ours: dict[Any, Any]) -> bool:
    # An empty object was recorded as null.
    wanted = translated(recorded["body"], ours) or {}
    return recorded["status"] == answer.status and wanted == (translated(answer.body, {}) or {})
