"""The time that calls to Google may take: how long one lasts, how often they go out, when one is tried again."""

import io
import ssl
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from random import Random
from threading import Thread
from typing import Final
from urllib.parse import urlsplit

import requests
import urllib3

from sheets_sync.errors import AccessError
from sheets_sync.workbooks.google_access import WaitingClock

CONNECT_SECONDS: Final = 10.0
READ_SECONDS: Final = 60.0
PATIENCE_SECONDS: Final = 120.0  # for one call with all its tries; a quota is whole again after 60
CALLS_A_MINUTE: Final = 50  # Google allows 60 reads and 60 writes for each account

_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_PIECE = 1 << 16
_LONGEST_PAUSE = 32.0
_NEVER_SENT = (
    urllib3.exceptions.ConnectTimeoutError,
    urllib3.exceptions.NewConnectionError,
    urllib3.exceptions.ProxyError,
)


class NoAnswerError(Exception):
    """The exchange broke off; the other side may have the request, or surely never got it."""

    def __init__(self, what: str, *, arrived: bool) -> None:
        super().__init__(what)
        self.what = what
        self.arrived = arrived


@dataclass(frozen=True)
class Deadline:
    """When all calls of a run have to be over."""

    clock: WaitingClock
    seconds: float
    ends_at: float

    @classmethod
    def from_now(cls, clock: WaitingClock, seconds: float) -> "Deadline":
        """A deadline that many seconds ahead."""
        return cls(clock, seconds, clock.monotonic() + seconds)

    def at_most(self, seconds: float) -> "Deadline":
        """This deadline, or one that many seconds ahead if that comes first."""
        shorter = Deadline.from_now(self.clock, seconds)
        return shorter if shorter.ends_at < self.ends_at else self

    def left(self) -> float:
        """Seconds until the end, never below 0."""
        return max(0.0, self.ends_at - self.clock.monotonic())

    def wait(self, seconds: float) -> bool:
        """Waits, unless the deadline would pass meanwhile; says whether it waited."""
        if seconds >= self.left():
            return False
        if seconds > 0:
            self.clock.sleep(seconds)
        return True


@dataclass(frozen=True)
class CallRate:
    """So many calls in any minute and no more."""

    deadline: Deadline
    sent_at: deque[float] = field(default_factory=lambda: deque(maxlen=CALLS_A_MINUTE))

    def wait_for_turn(self) -> bool:
        """Waits until one more call fits its minute, and counts it; False where the deadline comes first."""
        now = self.deadline.clock.monotonic()
        if len(self.sent_at) == CALLS_A_MINUTE and not self.deadline.wait(max(0.0, self.sent_at[0] + 60 - now)):
            return False
        self.sent_at.append(self.deadline.clock.monotonic())
        return True


def pause_before(attempt: int, jitter: Random, *, at_least: float | None = None) -> float:
    """Seconds before the next try; `attempt` counts from 0. Full jitter keeps many clients from coming in step."""
    return max(at_least or 0.0, jitter.uniform(0.0, min(_LONGEST_PAUSE, 2.0**attempt)))


def asked_pause(headers: Mapping[str, str]) -> float | None:
    """The seconds that `Retry-After` asks for. A date is counted from the answer's own, so no clock of ours matters."""
    asked = headers.get("Retry-After", "").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked[:9])
    then, sent = http_date(asked), answered_at(headers)
    return max(0.0, (then - sent).total_seconds()) if then and sent else None


def answered_at(headers: Mapping[str, str]) -> datetime | None:
    """When the server says it answered (UTC)."""
    return http_date(headers.get("Date", ""))


def http_date(text: str) -> datetime | None:
    """A date as HTTP writes it, in UTC; None where it is none."""
    try:
        written = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return (written if written.tzinfo else written.replace(tzinfo=UTC)).astimezone(UTC)


def is_loopback(url: str) -> bool:
    """Whether a URL leads to this machine alone."""
    return urlsplit(url).hostname in _LOOPBACK


def new_session() -> requests.Session:
    """A session that sends the headers it is given, and no password of a .netrc file instead."""
    session = requests.Session()
    session.auth = lambda request: request
    session.headers["User-Agent"] = "sheets_sync (gzip)"  # Google compresses answers only to agents that say gzip
    return session


def exchange(
    session: requests.Session,
    deadline: Deadline,
    method: str,
    url: str,
    *,
    headers: Mapping[str, str],
    body: bytes | None = None,
    at_most: float = READ_SECONDS,
) -> requests.Response:
    """The whole answer to one request. Raises NoAnswerError where it does not arrive, whole and in time."""
    left = deadline.left()
    if left <= 0:
        raise NoAnswerError("the time for this run is over", arrived=False)

    def answer() -> requests.Response:
        response = session.request(
            method,
            url,
            headers=dict(headers),
            data=None if body is None else _Upload(body, deadline),
            timeout=(min(CONNECT_SECONDS, at_most, left), min(at_most, left)),
            proxies={"no_proxy": urlsplit(url).hostname or ""} if is_loopback(url) else None,
            allow_redirects=False,
            stream=True,
        )
        with closing(response.raw):
            response.raw = io.BytesIO(_whole_body(response.raw, deadline, at_most))
        return response

    try:
        return _within(left, answer)
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
        raise _broken_off(error, url) from error


def _within(seconds: float, answer: Callable[[], requests.Response]) -> requests.Response:
    """The answer, or TimeoutError.

    A socket's time-out counts from its last byte, and the system's look-up of a name has none: headers that drip would
    never end. What is given up is left to a thread that ends with the process at the latest.
    """
    future: Future[requests.Response] = Future()

    def ask() -> None:
        try:
            future.set_result(answer())
        except BaseException as error:  # noqa: BLE001  # raised again where it is waited for
            future.set_exception(error)

    Thread(target=ask, daemon=True).start()
    return future.result(timeout=seconds)


class _Upload(io.BytesIO):
    """A body that goes out in pieces, so that a slow line may take its time, though not beyond the deadline."""

    def __init__(self, body: bytes, deadline: Deadline) -> None:
        super().__init__(body)
        self._deadline = deadline

    def read(self, size: int | None = -1, /) -> bytes:
        if self._deadline.left() <= 0:
            raise TimeoutError
        return super().read(size)


def _whole_body(raw: urllib3.HTTPResponse, deadline: Deadline, at_most: float) -> bytes:
    pieces: list[bytes] = []
    while True:
        left = deadline.left()
        if left <= 0:
            raise TimeoutError
        # A server that sends a byte now and then keeps every single read within its time-out.
        if raw.connection is not None and raw.connection.sock is not None:
            raw.connection.sock.settimeout(min(at_most, left))
        piece = raw.read1(_PIECE, decode_content=True)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)


def _broken_off(error: BaseException, url: str) -> NoAnswerError | AccessError:
    kinds = tuple(_chain(error))
    if any(isinstance(kind, ssl.SSLCertVerificationError) for kind in kinds):
        return AccessError(
            f"{urlsplit(url).hostname}: its certificate is none that this machine trusts.\n"
            "If a proxy of your network opens encrypted traffic, name its certificate in REQUESTS_CA_BUNDLE."
        )
    if any(isinstance(kind, _NEVER_SENT) for kind in kinds):
        return NoAnswerError("no connection could be made", arrived=False)
    if any(isinstance(kind, TimeoutError | urllib3.exceptions.TimeoutError) for kind in kinds):
        return NoAnswerError("no whole answer came in time", arrived=True)
    return NoAnswerError("the connection broke off", arrived=True)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
