"""Who calls the Sheets API: a service account's key file, else the account this machine is given."""

import json
import os
import stat
import warnings
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

import google.auth
import requests
from google.auth import exceptions
from google.auth.environment_vars import CREDENTIALS
from google.auth.transport import Request
from google.oauth2 import service_account

from sheets_sync.errors import AccessError, ConfigError
from sheets_sync.workbooks.google_pace import READ_SECONDS, NoAnswerError, asked_pause, is_loopback

SOMEBODY: Final = "the signed-in Google account"

_KEY_PARTS = ("client_email", "private_key", "token_uri")
_NEW_KEY = "Download a new key of the service account (Google Cloud console: IAM > Service accounts > Keys)."
_PASSING = frozenset({"internal_failure", "server_error", "temporarily_unavailable"})  # RFC 6749 §4.1.2.1
_NAMED_BY_ENVIRONMENT = f" file via the {CREDENTIALS} environment variable"  # google-auth adds it to the path
_LONGEST_QUOTE = 200
_PROBES = 3


class Send(Protocol):
    """One exchange within the run's deadline."""

    def __call__(
        self, method: str, url: str, *, headers: Mapping[str, str], body: bytes | None, at_most: float
    ) -> requests.Response:
        """The whole answer. Raises NoAnswerError where none came."""
        ...


class NoTokenError(Exception):
    """The sign-in did not work this time; trying again may."""

    def __init__(self, what: str, asked_pause: float | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.asked_pause = asked_pause


class SignIn:
    """The account's right to call, renewed when it ends. No call is made before the first `authorize`."""

    def __init__(self, key_file: Path | None, scope: str, send: Send, *, is_named: bool) -> None:
        self._scope = scope
        self._transport = _Transport(send)
        self._credentials: Any = None if key_file is None else key_credentials(key_file, scope)
        self._key_file = key_file
        self._is_named = is_named  # credentials stand in the environment, so there is somebody to wait for
        self._probes = 0

    @property
    def account(self) -> str:
        """The e-mail address to share with, as far as it is known."""
        email = getattr(self._credentials, "service_account_email", None)
        return email if isinstance(email, str) and "@" in email else SOMEBODY

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the operator should mend about the key, though it works."""
        key_file = self._key_file or _file_behind(self._credentials)
        return () if key_file is None else tuple(_open_to_others(key_file))

    def authorize(self, headers: MutableMapping[str, str]) -> None:
        """Adds what proves who calls. Raises NoTokenError where that may work later, AccessError where it will not."""
        if self._credentials is None:
            self._credentials = self._found_credentials()
        if not self._credentials.valid:
            self._refresh()
        self._credentials.apply(headers)

    def forget(self) -> None:
        """The next `authorize` signs in anew."""
        self._credentials.token = None

    def _found_credentials(self) -> Any:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # about the quota project of people's own accounts
                credentials, _ = google.auth.default(scopes=[self._scope], request=self._transport)
        except (NoAnswerError, NoTokenError) as error:
            raise self._nobody_attached(error) from error
        except (exceptions.GoogleAuthError, OSError) as error:
            raise _no_credentials(_reason(error)) from error
        except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
            raise _no_credentials(f"what {CREDENTIALS} names is no file of credentials") from error
        return credentials

    def _nobody_attached(self, error: NoAnswerError | NoTokenError) -> NoTokenError | AccessError:
        """A machine in the cloud may need a moment before it says who it is; elsewhere nobody ever answers."""
        self._probes += 1
        if self._is_named or self._probes < _PROBES:
            return NoTokenError(error.what)
        return _no_credentials("no key is named, and no account is attached to this machine")

    def _refresh(self) -> None:
        try:
            self._credentials.refresh(self._transport)
        except NoAnswerError as error:
            raise NoTokenError(f"the sign-in got no answer ({error.what})") from error
        except exceptions.RefreshError as error:
            raise self._refused(error) from error
        except (exceptions.GoogleAuthError, ValueError, TypeError) as error:
            raise NoTokenError("the sign-in was answered with something that is no token") from error

    def _refused(self, error: exceptions.RefreshError) -> AccessError | NoTokenError:
        if error.retryable:
            return NoTokenError("the sign-in service is out of order")
        said = error.args[1] if len(error.args) > 1 and isinstance(error.args[1], dict) else {}
        words = ", ".join(str(said[key])[:_LONGEST_QUOTE] for key in ("error", "error_description") if said.get(key))
        if said.get("error") == "invalid_grant":
            return AccessError(
                f"Google sign-in: the key of {self.account} is not accepted ({words}).\n"
                f"It was revoked or deleted, or the clock of this machine is wrong. {_NEW_KEY}"
            )
        return AccessError(
            f"Google sign-in: {self.account} is refused ({words or 'without a reason'}).\n"
            "Check that the account exists, is enabled, and may use this machine or key."
        )


class _Transport(Request):
    """Carries google-auth's requests; what would make it wait on its own is raised instead."""

    def __init__(self, send: Send) -> None:
        self._send = send

    def __call__(
        self,
        url: str,
        method: str = "GET",
        body: bytes | str | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
        **_: object,
    ) -> "_TokenAnswer":
        content = body.encode() if isinstance(body, str) else body
        limit = min(timeout or READ_SECONDS, READ_SECONDS)
        response = self._send(method, url, headers=headers or {}, body=content, at_most=limit)
        if _passing(response):
            raise NoTokenError(f"the sign-in was answered {response.status_code}", asked_pause(response.headers))
        if response.status_code < 400 and method == "POST" and not isinstance(_parsed(response), dict):
            raise NoTokenError(
                "a page came instead of an answer to the sign-in: a proxy or the network's own sign-in page"
            )
        return _TokenAnswer(response.status_code, response.headers, response.content)


@dataclass(frozen=True)
class _TokenAnswer:
    status: int
    headers: Mapping[str, str]
    data: bytes


def key_credentials(path: Path, scope: str) -> service_account.Credentials:
    """The service account of a key file. Says what is wrong with the file, never what is in it."""
    content = _key_content(path)
    missing = [part for part in _KEY_PARTS if not isinstance(content.get(part), str)]
    if missing:
        raise ConfigError(f"google.key_file, {path}: lacks {', '.join(missing)}.\n{_NEW_KEY}")
    token_uri = content["token_uri"]
    if not token_uri.startswith("https://") and not is_loopback(token_uri):
        raise ConfigError(f"google.key_file, {path}: its token_uri is not https.\n{_NEW_KEY}")
    try:
        return service_account.Credentials.from_service_account_info(  # type: ignore[no-any-return, no-untyped-call]
            content, scopes=[scope]
        )
    except ValueError as error:
        raise ConfigError(f"google.key_file, {path}: its private_key cannot be read.\n{_NEW_KEY}") from error


def _key_content(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise ConfigError(
            f"google.key_file, {path}: does not exist.\n"
            "Check the path, or leave google.key_file out where an account is attached to the machine."
        ) from error
    except PermissionError as error:
        raise AccessError(
            f"google.key_file, {path}: may not be read.\nGive this account the right to read it."
        ) from error
    except OSError as error:
        raise ConfigError(f"google.key_file, {path}: cannot be read: {error.strerror}.\nCheck the path.") from error
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"google.key_file, {path}: is not JSON, as a key is.\n{_NEW_KEY}") from error
    if not isinstance(content, dict) or content.get("type") != "service_account":
        kind = content.get("type") if isinstance(content, dict) else None
        found = f"is of the type {kind!r}" if isinstance(kind, str) else "names no type"
        raise ConfigError(
            f"google.key_file, {path}: {found}, not 'service_account'.\n"
            f"{_NEW_KEY} Other kinds of credentials go into GOOGLE_APPLICATION_CREDENTIALS."
        )
    return content


def _file_behind(credentials: Any) -> Path | None:
    told = credentials.get_cred_info() if credentials is not None else None
    source = told.get("credential_source") if told else None
    return Path(source.removesuffix(_NAMED_BY_ENVIRONMENT)) if source else None


def _open_to_others(path: Path) -> list[str]:
    try:
        mode = path.stat().st_mode
    except OSError:
        return []
    if os.name != "posix" or not mode & (stat.S_IRWXG | stat.S_IRWXO):
        return []
    return [f"{path}: others on this machine may read this key. Close it to them: chmod 600 {path}"]


def _no_credentials(found: str) -> AccessError:
    return AccessError(
        f"Google sign-in: found no usable account ({found}).\n"
        "Set GOOGLE_APPLICATION_CREDENTIALS, or google.key_file in the configuration, to a service account's key, "
        "or run where an account is attached."
    )


def _reason(error: BaseException) -> str:
    told = error.args[0] if error.args and isinstance(error.args[0], str) else str(error)
    return told.partition("\n")[0].rstrip(".")[:_LONGEST_QUOTE]


def _passing(response: requests.Response) -> bool:
    """Whether a refusal will pass; google-auth would wait for some of these itself, by a clock of its own."""
    if response.status_code >= 500 or response.status_code in (408, 429):
        return True
    said = _parsed(response) if response.status_code >= 400 else None
    return isinstance(said, dict) and isinstance(said.get("error"), str) and said["error"] in _PASSING


def _parsed(response: requests.Response) -> Any:
    try:
        return json.loads(response.content)
    except (ValueError, RecursionError):
        return None
