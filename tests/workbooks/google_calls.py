"""What tests of the Google client share: a clock that nobody waits for, and a client of an emulator."""

import json
import socket
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from sheets_sync.workbooks.google_client import GoogleAccess, SheetsClient, connected
from tests.sheets_emulator.accounts import Accounts
from tests.sheets_emulator.client import OWNER, ROBOT
from tests.sheets_emulator.faults import Fault
from tests.sheets_emulator.server import Emulator


@dataclass
class PatientClock:
    """Sleeps at once; with `tick`, time passes whenever someone looks."""

    tick: float = 0.0
    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def monotonic(self) -> float:
        self.now += self.tick
        return self.now

    def sleep(self, seconds: float, /) -> None:
        self.now += seconds
        self.slept.append(seconds)


class Longest(Random):
    """Jitter that always takes the longest pause."""

    def uniform(self, a: float, b: float) -> float:
        return b


def key_file(emulator: Emulator, folder: Path, **changes: Any) -> Path:
    """The robot's key, signing in at the emulator."""
    content, public = _robot_key()
    emulator.service.accounts.keys[ROBOT] = public
    path = folder / "robot.json"
    path.write_text(json.dumps({**content, "token_uri": f"{emulator.base}/token", **changes}), "utf-8")
    path.chmod(0o600)
    return path


def client_of(
    emulator: Emulator, folder: Path, *, clock: PatientClock | None = None, base: str = "", **access: Any
) -> SheetsClient:
    """A client that signs in as the robot."""
    reached = GoogleAccess(base=base or emulator.base, key_file=key_file(emulator, folder), **access)
    return connected(reached, clock or PatientClock(), Longest())


def fail(emulator: Emulator, *faults: Fault) -> None:
    """Queues faults for calls to the API; sign-in works."""
    emulator.service.faults.add(*(replace(fault, path=fault.path or "^/v4/") for fault in faults))


def book(emulator: Emulator, role: str | None = "writer") -> str:
    """The id of somebody else's spreadsheet, shared with the robot unless `role` is None."""
    entry = emulator.service.drive.new_file("Trackers", OWNER)
    if role:
        emulator.service.drive.grant(entry, "user", role, ROBOT)
    return entry.book.id


def link(spreadsheet_id: str) -> str:
    return f"https://docs.google.com/spreadsheets/d/{spreadsheet_id}/edit"


def add_sheet(title: str) -> dict[str, Any]:
    return {"addSheet": {"properties": {"title": title}}}


def titles(emulator: Emulator, spreadsheet_id: str) -> list[str]:
    return [sheet.title for sheet in emulator.service.drive.files[spreadsheet_id].book.sheets]


def closed_port() -> str:
    """An address of this machine where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}"


@cache
def _robot_key() -> tuple[dict[str, Any], Any]:
    accounts = Accounts(lambda: 0.0)
    return accounts.service_account(ROBOT, ""), accounts.keys[ROBOT]
