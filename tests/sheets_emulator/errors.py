"""Refusals in Google's form: a status, a sentence and, where Google gives them, details."""

from typing import Any

STATUS_WORDS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    409: "ABORTED",
    413: "INVALID_ARGUMENT",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
}
NOT_SIGNED_IN = (
    "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid "
    "authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project."
)


class ApiError(Exception):
    """An answer other than 200; `details` is Google's list of typed details."""

    def __init__(self, code: int, message: str, *, details: list[dict[str, Any]] | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = details

    def body(self) -> dict[str, Any]:
        error: dict[str, Any] = {"code": self.code, "message": self.message, "status": STATUS_WORDS[self.code]}
        if self.details:
            error["details"] = self.details
        return {"error": error}


class DriveError(Exception):
    """A refusal in Drive's own form; `parameter` is the one that Drive names as its place."""

    def __init__(self, code: int, message: str, reason: str, *, parameter: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        place = {"locationType": "parameter", "location": parameter} if parameter else {}
        reasons = [{"message": message, "domain": "global", "reason": reason, **place}]
        self.error = {"code": code, "message": message, "errors": reasons}

    def body(self) -> dict[str, Any]:
        return {"error": self.error}


class RequestError(Exception):
    """One request of a batch that cannot be carried out; the batch names its number and kind."""


def bad_request(message: str) -> ApiError:
    return ApiError(400, message)


def field_violations(violations: list[tuple[str, str]]) -> ApiError:
    """A 400 that names every field in which the body departs from the API's description."""
    described = [
        {"field": field, "description": text} if field else {"description": text} for field, text in violations
    ]
    return ApiError(
        400,
        "\n".join(text for _, text in violations),
        details=[{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": described}],
    )


def not_found() -> ApiError:
    return ApiError(404, "Requested entity was not found.")


def forbidden() -> ApiError:
    return ApiError(403, "The caller does not have permission")


def quota_exceeded(kind: str, limit: int) -> ApiError:
    """The 429 of a quota: `kind` is Read or Write."""
    message = (
        f"Quota exceeded for quota metric '{kind} requests' and limit '{kind} requests per minute per user' of service "
        "'sheets.googleapis.com' for consumer 'project_number:0'."
    )
    metadata = {
        "quota_limit_value": str(limit),
        "consumer": "projects/0",
        "quota_limit": f"{kind}RequestsPerMinutePerUser",
        "quota_location": "global",
        "service": "sheets.googleapis.com",
        "quota_metric": f"sheets.googleapis.com/{kind.lower()}_requests",
    }
    return ApiError(429, message, details=[error_info("RATE_LIMIT_EXCEEDED", metadata)])


def scope_insufficient() -> ApiError:
    info = error_info("ACCESS_TOKEN_SCOPE_INSUFFICIENT", {"service": "sheets.googleapis.com"})
    return ApiError(403, "Request had insufficient authentication scopes.", details=[info])


def error_info(reason: str, metadata: dict[str, str]) -> dict[str, Any]:
    return {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": reason,
        "domain": "googleapis.com",
        "metadata": metadata,
    }
