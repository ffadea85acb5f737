"""What an answer of the Sheets API means when it is not the one that was asked for."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote

import requests

from sheets_sync.errors import AccessError, ConfigError, TryLaterError
from sheets_sync.workbooks.google_pace import NoAnswerError, asked_pause

_BROKEN: Final = frozenset({408, 409, 425, *range(500, 600)})
_QUOTA = frozenset(
    {
        "RESOURCE_EXHAUSTED",
        "RATE_LIMIT_EXCEEDED",
        "rateLimitExceeded",
        "userRateLimitExceeded",
        "quotaExceeded",
        "dailyLimitExceeded",
    }
)
_NARROW_SCOPE = frozenset({"ACCESS_TOKEN_SCOPE_INSUFFICIENT", "insufficientPermissions"})
_SWITCHED_OFF = frozenset({"SERVICE_DISABLED", "accessNotConfigured"})
_NOT_SHARED = frozenset({"PERMISSION_DENIED", "forbidden", ""})
_LONGEST_QUOTE = 300
_SCOPE = "https://www.googleapis.com/auth/spreadsheets"
_LATER = "Run it again later."


class UnknownOutcome(TryLaterError):  # noqa: N818
    """A write that may or may not have landed, because of `trouble`."""

    def __init__(self, message: str, trouble: "Trouble") -> None:
        super().__init__(message)
        self.trouble = trouble


class RefusedRequest(Exception):  # noqa: N818
    """Google refused the request as it stands."""

    def __init__(self, where: str, message: str, status: str = "") -> None:
        super().__init__(f"{where}: Google refused the request: {message}")
        self.message = message  # Google's words
        self.status = status  # Google's code word, such as INVALID_ARGUMENT


@dataclass(frozen=True)
class Call:
    """One request to the API, whatever it takes to get it answered."""

    method: str
    path: str  # percent-encoded, without the query
    query: str = ""
    body: bytes | None = None

    @property
    def writes(self) -> bool:
        """Whether it may change something."""
        return self.method != "GET"

    @property
    def spreadsheet_id(self) -> str:
        """The spreadsheet it is about, as somebody named it."""
        return unquote(self._id_in_path)

    @property
    def where(self) -> str:
        """The spreadsheet as people open it."""
        return f"https://docs.google.com/spreadsheets/d/{self.spreadsheet_id}/edit"

    @property
    def shown_path(self) -> str:
        """The path for a log: of the spreadsheet's id only the beginning."""
        full = self._id_in_path
        return self.path.replace(full, f"{full[:6]}…") if len(full) > 6 else self.path

    @property
    def _id_in_path(self) -> str:
        return self.path.removeprefix("/v4/spreadsheets/").partition("/")[0].partition(":")[0]


@dataclass(frozen=True)
class Trouble:
    """Why a call has no usable answer, although trying again may bring one."""

    what: str
    maybe_landed: bool
    asked_pause: float | None = None
    remedy: str = _LATER


@dataclass(frozen=True)
class Refusal:
    """What Google says when it refuses."""

    message: str = ""
    status: str = ""
    reasons: frozenset[str] = frozenset()
    from_google: bool = False  # False for the page of a proxy

    @property
    def quoted(self) -> str:
        """Its words for a message, shortened."""
        words = " ".join(self.message.split())
        return repr(words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE] + "…") if words else "no reason"


def json_object(response: requests.Response, *, integers: Callable[[str], float] = int) -> dict[str, Any] | None:
    """The JSON object of an answer; None where the body is none, whatever its status says."""
    try:
        found = json.loads(response.content, parse_int=integers)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def trouble_of(response: requests.Response) -> Trouble | None:
    """What is wrong with an answer that trying again may mend; None for a good answer and for a refusal."""
    status, refusal = response.status_code, refusal_of(response)
    if status == 429 or (status == 403 and refusal.reasons & _QUOTA):
        said = f"the quota is used up ({status}: {refusal.quoted})"
        return Trouble(said, maybe_landed=False, asked_pause=asked_pause(response.headers))
    if status in _BROKEN:
        said = f"the answer was {status} ({refusal.quoted})"
        return Trouble(said, maybe_landed=True, asked_pause=asked_pause(response.headers))
    if status < 400 and (status != 200 or not _is_answer(response)):
        return _not_google(response)
    return None


def trouble_without_answer(error: NoAnswerError) -> Trouble:
    """The trouble of an exchange that broke off."""
    remedy = _LATER if error.arrived else "Check the network and the proxy of this machine, and run it again later."
    return Trouble(error.what, maybe_landed=error.arrived, remedy=remedy)


def refusal_of(response: requests.Response) -> Refusal:
    """What an answer refuses, by the codes in its body."""
    body = json_object(response) if response.status_code >= 400 else None
    error = body.get("error") if body else None
    if not isinstance(error, dict):
        return Refusal()
    status = str(error.get("status", ""))
    reasons = frozenset({status, *_reasons(error)})
    return Refusal(str(error.get("message", "")), status, reasons, from_google=True)


def refused(call: Call, response: requests.Response, account: str) -> Exception:
    """The error for an answer that trying again cannot mend."""
    refusal = refusal_of(response)
    translated = _BY_STATUS.get(response.status_code)
    if translated is not None:
        return translated(call, refusal, account)
    if response.status_code == 400 and refusal.status == "FAILED_PRECONDITION" and not call.writes:
        return ConfigError(
            f"{call.where}: is no Google spreadsheet: {refusal.quoted}.\n"
            "If it is an Excel file kept in Drive, open it, choose File > Save as Google Sheets, and name the copy."
        )
    if not refusal.from_google:
        return AccessError(
            f"{call.where}: could not be {_done(call)}: a page came instead of an answer of Google's "
            f"(status {response.status_code}).\nA proxy refuses: let this machine reach sheets.googleapis.com."
        )
    message = refusal.message or f"HTTP {response.status_code}, without a reason"
    return RefusedRequest(call.where, message, refusal.status)


def out_of_time(call: Call, trouble: Trouble, *, tries: int, seconds: float) -> TryLaterError:
    """The error for a call whose next try would come too late."""
    asked = f" Google asks to wait {trouble.asked_pause:.0f} s before that." if trouble.asked_pause else ""
    counted = "1 try" if tries == 1 else f"{tries} tries"
    return TryLaterError(
        f"{call.where}: could not be {_done(call)}: {trouble.what}; "
        f"gave up after {counted}, as that may take {seconds:g} s at most.\n"
        f"{trouble.remedy}{asked}"
    )


def unknown_outcome(call: Call, trouble: Trouble) -> UnknownOutcome:
    """The error for a write whose answer is lost."""
    return UnknownOutcome(
        f"{call.where}: may or may not have been changed: {trouble.what}.\n"
        "Run it again: it looks first at what has arrived.",
        trouble,
    )


def unusable(call: Call, found: str) -> TryLaterError:
    """The error for an answer that is whole, but not what was asked for."""
    return TryLaterError(f"{call.where}: could not be {_done(call)}: {found}.\n{_LATER}")


def _reasons(error: dict[str, Any]) -> Iterator[str]:
    for group in ("details", "errors"):
        entries = error.get(group)
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict) and "reason" in entry:
                yield str(entry["reason"])


def _is_answer(response: requests.Response) -> bool:
    body = json_object(response)
    return body is not None and "error" not in body


def _not_google(response: requests.Response) -> Trouble:
    kind = response.headers.get("Content-Type", "")
    if response.status_code >= 300 or kind.startswith("text/html"):
        return Trouble(
            f"a page came instead of an answer of Google's (status {response.status_code})",
            maybe_landed=True,
            remedy="A proxy or the sign-in page of a network answers: sign in there, or check HTTPS_PROXY.",
        )
    return Trouble("the answer was cut short or garbled", maybe_landed=True)


def _done(call: Call) -> str:
    return "changed" if call.writes else "read"


def _signed_out(call: Call, refusal: Refusal, account: str) -> AccessError:
    return AccessError(
        f"{call.where}: Google does not accept the sign-in of {account}, not even a new one (401: {refusal.quoted}).\n"
        "Check that the account and its key still exist, and that the clock of this machine is right."
    )


def _forbidden(call: Call, refusal: Refusal, account: str) -> AccessError:
    if not refusal.from_google:
        return AccessError(
            f"{call.where}: may not be {_done(call)}: a page came instead of an answer of Google's (status 403).\n"
            "A proxy refuses: let this machine reach sheets.googleapis.com."
        )
    if refusal.reasons & _NARROW_SCOPE:
        return AccessError(
            f"{call.where}: may not be {_done(call)}: {account} is signed in without the scope for it.\n"
            f"Give the sign-in, or the machine it belongs to, the scope {_SCOPE}."
        )
    if refusal.reasons & _SWITCHED_OFF:
        return AccessError(
            f"{call.where}: may not be {_done(call)}: the Google Sheets API is off in the project of {account}.\n"
            "Switch it on at https://console.cloud.google.com/apis/library/sheets.googleapis.com, and wait a minute."
        )
    if refusal.reasons - _NOT_SHARED:
        return AccessError(
            f"{call.where}: may not be {_done(call)} by {account} (403: {refusal.quoted}).\n"
            f"Mend what Google names, in the project that {account} belongs to."
        )
    role = "Editor" if call.writes else "Viewer, or as Editor if the summary is written there"
    return AccessError(
        f"{call.where}: may not be {_done(call)} by {account} (403: {refusal.quoted}).\n"
        f"Share the spreadsheet with {account} as {role}."
    )


def _not_found(call: Call, *_: object) -> ConfigError:
    return ConfigError(
        f"{call.where}: no spreadsheet has the id {call.spreadsheet_id!r}.\n"
        "Check the link: copy it from the browser while the spreadsheet is open."
    )


def _proxy_wants_sign_in(call: Call, *_: object) -> AccessError:
    return AccessError(
        f"{call.where}: could not be {_done(call)}: the proxy of this network wants a sign-in (407).\n"
        "Give HTTPS_PROXY with its user and password, or let this machine reach sheets.googleapis.com directly."
    )


_BY_STATUS: dict[int, Callable[[Call, Refusal, str], Exception]] = {
    401: _signed_out,
    403: _forbidden,
    404: _not_found,
    407: _proxy_wants_sign_in,
    410: _not_found,
}
