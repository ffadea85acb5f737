"""The calls that are made to the Sheets API, each answered whole or refused with a sentence, before a deadline."""

import json
import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from http import HTTPStatus
from itertools import count
from random import Random, SystemRandom
from typing import Any, Final
from urllib.parse import quote, urlencode, urlsplit

import requests
from gspread import urls
from gspread.http_client import HTTPClient

from sheets_sync.errors import ConfigError
from sheets_sync.workbooks.google_access import GoogleAccess
from sheets_sync.workbooks.google_access import WaitingClock as Clock
from sheets_sync.workbooks.google_errors import (
    Call,
    RefusedRequest,
    Trouble,
    UnknownOutcome,
    json_object,
    out_of_time,
    refused,
    trouble_of,
    trouble_without_answer,
    unknown_outcome,
    unusable,
)
from sheets_sync.workbooks.google_pace import (
    CALLS_A_MINUTE,
    PATIENCE_SECONDS,
    CallRate,
    Deadline,
    NoAnswerError,
    answered_at,
    exchange,
    is_loopback,
    new_session,
    pause_before,
)
from sheets_sync.workbooks.google_sign_in import NoTokenError, SignIn
from sheets_sync.workbooks.grid import Cell

__all__ = ["Clock", "GoogleAccess", "RefusedRequest", "SheetsClient", "UnknownOutcome", "connected"]

SCOPE: Final = "https://www.googleapis.com/auth/spreadsheets"

_LOG = logging.getLogger("sheets_sync.google")
_CELL_TYPES = {str, int, float, bool, type(None)}
_COMPACT = {"prettyPrint": "false"}
_VALUES = {
    "majorDimension": "ROWS",
    "valueRenderOption": "UNFORMATTED_VALUE",
    "dateTimeRenderOption": "SERIAL_NUMBER",
    # The range comes along so that an empty one still has its entry.
    "fields": "valueRanges(range,values)",
    **_COMPACT,
}


class SheetsClient(HTTPClient):
    """One account's calls to the Sheets API during one run.

    Every call raises ConfigError, AccessError, TryLaterError or RefusedRequest, and a write UnknownOutcome
    where nobody can tell whether it has arrived.
    """

    def __init__(self, base: str, sign_in: SignIn, session: requests.Session, deadline: Deadline, jitter: Random):
        super().__init__(auth=None, session=session)  # type: ignore[arg-type]  # not asked for beside a session
        self.reads = 0
        self.writes = 0
        self.server_time: datetime | None = None
        self._base = base
        self._sign_in = sign_in
        self._deadline = deadline
        self._jitter = jitter
        self._rates = {False: CallRate(deadline), True: CallRate(deadline)}

    @property
    def account(self) -> str:
        """Whom to share a spreadsheet with."""
        return self._sign_in.account

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the operator should mend though the calls work."""
        return self._sign_in.warnings

    def wait(self, tries: int) -> bool:
        """Waits before a write that was tried so often is tried again; False where the deadline comes first."""
        return self._deadline.wait(pause_before(tries - 1, self._jitter))

    def spreadsheet(self, spreadsheet_id: str, fields: str) -> dict[str, Any]:
        """What a spreadsheet is made of, as far as `fields` asks for it."""
        response = self.request("get", urls.SPREADSHEET_URL % _in_path(spreadsheet_id), {"fields": fields, **_COMPACT})
        return json_object(response) or {}

    def values(self, spreadsheet_id: str, ranges: Sequence[str]) -> list[list[list[Cell]]]:
        """The cells of each range, in the order asked for; trailing empty cells and rows are left out."""
        endpoint = urls.SPREADSHEET_VALUES_BATCH_URL % _in_path(spreadsheet_id)
        answer = json_object(self.request("get", endpoint, {"ranges": list(ranges), **_VALUES}), integers=float)
        found = [_rows(entry) for entry in _entries(answer)]
        if len(found) != len(ranges) or None in found:
            garbled = ", not all readable" if None in found else ""
            said = f"the answer has the values of {len(found)} ranges where {len(ranges)} were asked for{garbled}"
            raise unusable(_call("get", endpoint), said)
        return [rows for rows in found if rows is not None]

    def update(self, spreadsheet_id: str, requests: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """Carries out all requests or none, as one batch."""
        endpoint = urls.SPREADSHEET_BATCH_UPDATE_URL % _in_path(spreadsheet_id)
        answer = json_object(self.request("post", endpoint, json={"requests": list(requests)}))
        if not answer or "spreadsheetId" not in answer:
            raise unknown_outcome(_call("post", endpoint), Trouble("the answer confirms nothing", maybe_landed=True))
        return answer

    def request(
        self,
        method: str,
        endpoint: str,
        params: Mapping[str, Any] | None = None,
        data: bytes | None = None,
        json: Mapping[str, Any] | None = None,
        files: object = None,
        headers: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """The answer to one call, tried again for as long as that is safe, for two minutes and before the deadline."""
        if files is not None:
            raise TypeError("the Sheets API takes no files")
        call = _call(method, endpoint, params, data if json is None else _text(json))
        patience = self._deadline.at_most(PATIENCE_SECONDS)
        for tries in count(1):
            outcome = self._tried(call, headers or {}, patience)
            if isinstance(outcome, requests.Response):
                return outcome
            if call.writes and outcome.maybe_landed:
                raise unknown_outcome(call, outcome)
            pause = pause_before(tries - 1, self._jitter, at_least=outcome.asked_pause)
            if not patience.wait(pause):
                raise out_of_time(call, outcome, tries=tries, seconds=patience.seconds)
        raise AssertionError  # counting never ends

    def _tried(self, call: Call, headers: Mapping[str, str], patience: Deadline) -> requests.Response | Trouble:
        """A good answer, or what is in the way of one for now."""
        outcome = self._sent(call, headers, patience)
        if isinstance(outcome, requests.Response) and outcome.status_code == HTTPStatus.UNAUTHORIZED:
            self._sign_in.forget()
            outcome = self._sent(call, headers, patience)
        if isinstance(outcome, Trouble):
            return outcome
        trouble = trouble_of(outcome)
        if trouble is None and not outcome.ok:
            raise refused(call, outcome, self.account)
        return trouble or outcome

    def _sent(self, call: Call, headers: Mapping[str, str], patience: Deadline) -> requests.Response | Trouble:
        """Any whole answer to one single sending."""
        signed = {"Content-Type": "application/json", **headers} if call.body is not None else dict(headers)
        try:
            self._sign_in.authorize(signed)
        except NoTokenError as error:
            return Trouble(error.what, maybe_landed=False, asked_pause=error.asked_pause)
        self._wait_for_turn(call)
        url = f"{self._base}{call.path}{call.query}"
        started = self._deadline.clock.monotonic()
        try:
            response = exchange(self.session, patience, call.method, url, headers=signed, body=call.body)
        except NoAnswerError as error:
            _LOG.debug("%s %s: %s", call.method, call.shown_path, error.what)
            return trouble_without_answer(error)
        seconds, size = self._deadline.clock.monotonic() - started, len(response.content)
        _LOG.debug("%s %s: %d in %.3f s, %d bytes", call.method, call.shown_path, response.status_code, seconds, size)
        self.server_time = answered_at(response.headers) or self.server_time
        return response

    def _wait_for_turn(self, call: Call) -> None:
        if not self._rates[call.writes].wait_for_turn():
            late = f"the next call would come after the {self._deadline.seconds:g} s that a run may take"
            raise unusable(call, f"{CALLS_A_MINUTE} calls were sent within a minute, and {late}")
        if call.writes:
            self.writes += 1
        else:
            self.reads += 1


def connected(access: GoogleAccess, clock: Clock, jitter: Random | None = None) -> SheetsClient:
    """A client that signs in when it is first needed. Raises ConfigError or AccessError for an unusable key file."""
    base = _checked_base(access.base)
    session, deadline = new_session(), Deadline.from_now(clock, access.deadline_seconds)
    scope = f"{SCOPE}.readonly" if access.read_only else SCOPE
    send = partial(exchange, new_session(), deadline)
    sign_in = SignIn(access.key_file, scope, send, is_named=access.credentials_are_named)
    return SheetsClient(base, sign_in, session, deadline, jitter or SystemRandom())


def _checked_base(base: str) -> str:
    try:
        parts = urlsplit(base)
        good = bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(base)))
    except ValueError:
        good = False
    if not good:
        raise ConfigError(
            "SHEETS_API_BASE: found no https address of the Sheets API.\n"
            "Give one as https://sheets.googleapis.com, or leave it out; "
            "plain http is good only for this machine itself (http://127.0.0.1:8080)."
        )
    return base.rstrip("/")


def _call(method: str, endpoint: str, params: Mapping[str, Any] | None = None, body: bytes | None = None) -> Call:
    given = {name: value for name, value in (params or {}).items() if value is not None}
    query = urlencode(given, doseq=True, quote_via=quote)
    return Call(method.upper(), urlsplit(endpoint).path, f"?{query}" if query else "", body)


def _text(body: Mapping[str, Any]) -> bytes:
    # Half a surrogate pair, which a cell can hold, has no UTF-8.
    return json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8", "replace")


def _in_path(spreadsheet_id: str) -> str:
    return quote(spreadsheet_id, safe="")


def _entries(answer: Mapping[str, Any] | None) -> list[Any]:
    found = answer.get("valueRanges") if answer else None
    return found if isinstance(found, list) else []


def _rows(entry: Any) -> list[list[Cell]] | None:
    """The rows of one range, blanks as None; None for an entry that is no range."""
    rows = entry.get("values", []) if isinstance(entry, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        return None
    if not {type(cell) for row in rows for cell in row} <= _CELL_TYPES:
        return None
    return [[None if cell == "" else cell for cell in row] for row in rows]
