"""What goes wrong on purpose: a queue of faults for the calls they fit, and quotas per minute."""

import json
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from .errors import ApiError, forbidden, quota_exceeded

HTML_502 = (
    "<!DOCTYPE html>\n<html lang=en>\n<title>Error 502 (Server Error)!!1</title>\n"
    "<p><b>502.</b> <ins>That’s an error.</ins>\n<p>The server encountered a temporary error.</html>\n"
)
SIGN_IN_PAGE = (
    "<!DOCTYPE html>\n<html><head><title>Sign in - Google Accounts</title></head><body>"
    "<form action='/signin'><input name=identifier></form></body></html>\n"
)
MESSAGES = {500: "Internal error encountered.", 503: "The service is currently unavailable."}


@dataclass
class Fault:
    """One kind of trouble for calls that fit `method` and `path` (a pattern found in the decoded path and query).

    With `status` the call is answered so; `applied` carries it out first all the same. `reset` breaks the connection
    before or after the call was carried out; `cut_at` sends that many bytes of the body and closes; `drip_seconds`
    is the pause between single bytes; `hang_seconds` the silence before anything.
    """

    status: int | None = None
    body: str = ""
    content_type: str = "application/json; charset=UTF-8"
    headers: dict[str, str] = field(default_factory=dict)
    applied: bool = False
    reset: str | None = None
    cut_at: int | None = None
    drip_seconds: float | None = None
    hang_seconds: float | None = None
    method: str | None = None
    path: str = ""
    times: int = 1

    def fits(self, method: str, path: str) -> bool:
        return self.method in (None, method) and re.search(self.path, path) is not None


def api_fault(error: ApiError, *, retry_after: str | None = None, **where: Any) -> Fault:
    """The fault that answers with an error in Google's form."""
    headers = {} if retry_after is None else {"Retry-After": retry_after}
    return Fault(status=error.code, body=json.dumps(error.body(), indent=2), headers=headers, **where)


def too_many(*, retry_after: str | None = None, **where: Any) -> Fault:
    return api_fault(quota_exceeded("Read", 60), retry_after=retry_after, **where)


def unavailable(status: int = 503, **where: Any) -> Fault:
    return api_fault(ApiError(status, MESSAGES[status]), **where)


def html_error(status: int = 502, **where: Any) -> Fault:
    return Fault(status=status, body=HTML_502, content_type="text/html; charset=UTF-8", **where)


def empty_error(status: int = 503, **where: Any) -> Fault:
    return Fault(status=status, content_type="text/plain", **where)


def sign_in_page(**where: Any) -> Fault:
    return Fault(status=200, body=SIGN_IN_PAGE, content_type="text/html; charset=UTF-8", **where)


def access_revoked(**where: Any) -> Fault:
    return api_fault(forbidden(), **where)


@dataclass
class Faults:
    """The faults still to come, first come first served."""

    queue: deque[Fault] = field(default_factory=deque)
    lock: Lock = field(default_factory=Lock)

    def add(self, *faults: Fault) -> None:
        with self.lock:
            self.queue.extend(faults)

    def clear(self) -> None:
        with self.lock:
            self.queue.clear()

    def next_for(self, method: str, path: str) -> Fault | None:
        """The first fault that fits the call; it is used up after `times` calls."""
        with self.lock:
            found = next((fault for fault in self.queue if fault.fits(method, path)), None)
            if found:
                found.times -= 1
                if found.times <= 0:
                    self.queue.remove(found)
            return found


@dataclass
class Quota:
    """Calls per account in any window of a minute; None is no limit."""

    clock: Callable[[], float]
    reads: int | None = None
    writes: int | None = None
    seen: dict[tuple[str, str], deque[float]] = field(default_factory=dict)

    def count(self, caller: str, *, write: bool) -> None:
        """Counts one call; raises 429 where the minute is full."""
        kind, limit = ("Write", self.writes) if write else ("Read", self.reads)
        if limit is None:
            return
        now, seen = self.clock(), self.seen.setdefault((caller, kind), deque())
        while seen and seen[0] <= now - 60:
            seen.popleft()
        if len(seen) >= limit:
            raise quota_exceeded(kind, limit)
        seen.append(now)
