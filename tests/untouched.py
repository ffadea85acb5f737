"""Watches what the service writes into the emulator: no sheet of people's may change, whatever a test does."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.sheets_emulator.book import Book, Sheet
from tests.sheets_emulator.server import Emulator
from tests.sheets_emulator.service import Answer, Call

_OURS = "sheets_sync"


@dataclass
class Watch:
    """Compares every sheet without our mark before and after each write of the service."""

    emulator: Emulator
    touched: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._answer: Callable[[Call], Answer] = self.emulator.service.answer
        self.emulator.service.answer = self._watched  # type: ignore[method-assign]

    def _watched(self, call: Call) -> Answer:
        if call.method == "GET" or not call.agent.startswith(_OURS):
            return self._answer(call)
        before = [entry.book.fork() for entry in self.emulator.service.drive.files.values()]
        answer = self._answer(call)
        for book in before:
            self.touched += _touched(book, self.emulator.service.drive.files[book.id].book)
        return answer


def _touched(before: Book, after: Book) -> list[str]:
    ours = {
        entry["location"]["sheetId"]
        for entry in before.metadata.values()
        if entry["metadataKey"] == _OURS and "sheetId" in entry["location"]
    }
    now = after.sheets_by_id()
    return [
        sheet.title
        for sheet in before.sheets
        if sheet.id not in ours and (sheet.id not in now or _content(sheet) != _content(now[sheet.id]))
    ]


def _content(sheet: Sheet) -> dict[str, Any]:
    properties = {name: value for name, value in sheet.properties.items() if name != "index"}
    return vars(sheet) | {"properties": properties}
