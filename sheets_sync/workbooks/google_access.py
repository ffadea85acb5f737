"""How the Sheets API is reached; free of the libraries that reach it, so that settings load quickly."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

GOOGLE: Final = "https://sheets.googleapis.com"


class WaitingClock(Protocol):
    """What waits between attempts: the module `time` does."""

    def monotonic(self) -> float:
        """Seconds since some moment."""
        ...

    def sleep(self, seconds: float, /) -> None:
        """Wait."""
        ...


@dataclass(frozen=True)
class GoogleAccess:
    """How the Sheets API is reached."""

    base: str = GOOGLE  # plain http on this machine only
    key_file: Path | None = None  # of a service account; else the machine's own account
    deadline_seconds: float = 300  # for all calls of one run together
    read_only: bool = False
    credentials_are_named: bool = False  # in GOOGLE_APPLICATION_CREDENTIALS
