"""Who may open a file: permissions given, changed and taken back, and a change of owner in its two steps."""

from typing import TYPE_CHECKING

from .book import Json
from .errors import DriveError

if TYPE_CHECKING:
    from .drive import File

ROLES = ("reader", "commenter", "writer", "owner")
KINDS = ("user", "group", "domain", "anyone")


def shared(entry: "File", kind: str, role: str, to: str | None) -> Json:
    """The permission after giving it `to` an address or a domain; one that is there gets the new role."""
    known = _held_by(entry, to)
    key = known or ("anyoneWithLink" if kind == "anyone" else f"{len(entry.permissions) + 1:020d}")
    given: Json = {"kind": "drive#permission", "id": key, "type": kind, "role": role}
    if to and kind == "domain":
        given |= {"domain": to, "displayName": to}
    elif to:
        given |= {"emailAddress": to, "displayName": to.partition("@")[0], "deleted": False}
    if kind == "user":
        given["pendingOwner"] = False
    entry.permissions[key] = given
    return given


def answer(
    method: str, entry: "File", rest: list[str], query: dict[str, str], body: Json, caller: str
) -> tuple[int, Json | None]:
    """The status and body of a call to a file's permissions; `rest` names one of them, or is empty for all."""
    if method == "GET" and not rest:
        return 200, {"kind": "drive#permissionList", "permissions": list(entry.permissions.values())}
    if method == "POST" and not rest:
        return 200, _created(entry, body, query, caller)
    if len(rest) != 1 or rest[0] not in entry.permissions:
        raise DriveError(404, f"Permission not found: {'/'.join(rest)}.", "notFound")
    if method == "DELETE":
        del entry.permissions[rest[0]]
        return 204, None
    permission = entry.permissions[rest[0]]
    return 200, permission if method == "GET" else _changed(entry, permission, body, query, caller)


def _created(entry: "File", body: Json, query: dict[str, str], caller: str) -> Json:
    role, kind = body.get("role"), body.get("type")
    if role not in ROLES or kind not in KINDS:
        raise DriveError(400, "The permission type or role field is required.", "required")
    to = body.get("domain") if kind == "domain" else body.get("emailAddress")
    known = _held_by(entry, to)
    if known:
        return _changed(entry, entry.permissions[known], body, query, caller)
    if role == "owner":
        _check_may_own({}, query, caller)
    return shared(entry, kind, role, to) | _pending(body)


def _changed(entry: "File", permission: Json, body: Json, query: dict[str, str], caller: str) -> Json:
    role = body.get("role")
    if role not in ROLES:
        raise DriveError(400, "The permission type or role field is required.", "required")
    if role == "owner" and permission["role"] != "owner":
        _check_may_own(permission, query, caller)
        for other in entry.permissions.values():
            if other["role"] == "owner":
                other["role"] = "writer"
        entry.book.owner = caller
    permission |= {"role": role} | _pending(body)
    if role == "owner":
        permission["pendingOwner"] = False
    return permission


def _check_may_own(permission: Json, query: dict[str, str], caller: str) -> None:
    """Raises unless the caller accepts what the owner offered: nobody is made owner without being asked."""
    if query.get("transferOwnership", "false").lower() != "true":
        text = "The transferOwnership parameter must be enabled when the permission role is 'owner'."
        raise DriveError(403, text, "forbidden", parameter="transferOwnership")
    if not permission.get("pendingOwner") or permission.get("emailAddress") != caller:
        text = "Consent is required to transfer ownership of a file to another user."
        raise DriveError(403, text, "consentRequiredForOwnershipTransfer")


def _held_by(entry: "File", to: str | None) -> str | None:
    same = (key for key, known in entry.permissions.items() if to in (known.get("emailAddress"), known.get("domain")))
    return next(same, None) if to else None


def _pending(body: Json) -> Json:
    return {"pendingOwner": body["pendingOwner"]} if "pendingOwner" in body else {}
