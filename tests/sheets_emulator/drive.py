"""The few Drive v3 calls that a client of spreadsheets needs: files and who may open them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from . import sharing
from .book import Book, Json, new_book
from .delimited import DELIMITERS, exported, imported
from .errors import DriveError
from .masks import parsed, shown

SPREADSHEET = "application/vnd.google-apps.spreadsheet"
FILE_FIELDS = "kind,id,name,mimeType"
PERMISSION_FIELDS = "kind,id,type,role"
LIST_FIELDS = f"kind,incompleteSearch,nextPageToken,files({FILE_FIELDS})"
NAME_IN_QUERY = re.compile(r"(?:name|title)\s*=\s*'((?:[^'\\]|\\.)*)'")
NOT_YOURS = "The user does not have sufficient permissions for this file."


@dataclass
class File:
    """A spreadsheet as Drive knows it."""

    book: Book
    created: str
    modified: str
    permissions: dict[str, Json] = field(default_factory=dict)
    parent: str | None = None

    def role_of(self, caller: str) -> str | None:
        """The highest role the caller has, through a permission of its own or one for anyone."""
        roles = [
            permission["role"]
            for permission in self.permissions.values()
            if permission.get("emailAddress") == caller or permission["type"] == "anyone"
        ]
        return max(roles, key=sharing.ROLES.index, default=None)

    def shown(self) -> Json:
        base = {
            "kind": "drive#file",
            "id": self.book.id,
            "name": self.book.properties["title"],
            "mimeType": SPREADSHEET,
            "createdTime": self.created,
            "modifiedTime": self.modified,
            "permissions": list(self.permissions.values()),
            "webViewLink": f"https://docs.google.com/spreadsheets/d/{self.book.id}/edit",
        }
        return {**base, **({"parents": [self.parent]} if self.parent else {})}


def stamp(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass
class Drive:
    """All files by id."""

    clock: Callable[[], float]
    files: dict[str, File] = field(default_factory=dict)
    created: int = 0

    def new_file(self, title: str, owner: str, parent: str | None = None, *, book_id: str | None = None) -> File:
        self.created += 1
        book_id = book_id or f"1emulated{self.created:04d}" + "spreadsheet0000000000000000000x"
        now = stamp(self.clock())
        entry = File(new_book(book_id, title, owner), now, now, parent=parent)
        self.files[book_id] = entry
        self.grant(entry, "user", "owner", owner)
        return entry

    def grant(self, entry: File, kind: str, role: str, email: str | None) -> Json:
        return sharing.shared(entry, kind, role, email)

    def touch(self, book_id: str) -> None:
        self.files[book_id].modified = stamp(self.clock())

    def file(self, book_id: str, caller: str) -> File:
        entry = self.files.get(book_id)
        if entry is None or entry.role_of(caller) is None:
            raise DriveError(404, f"File not found: {book_id}.", "notFound")
        return entry

    def answer(
        self, method: str, parts: list[str], query: dict[str, str], body: Any, caller: str
    ) -> tuple[int, Json | None]:
        """The status and body of one call; `parts` is the path below /drive/v3."""
        match (method, parts):
            case ("POST", ["files"]):
                return 200, _pick(self._create(body or {}, caller), query, FILE_FIELDS)
            case ("GET", ["files"]):
                return 200, _pick(self._listed(query, caller), query, LIST_FIELDS)
            case (_, ["files", book_id]):
                return self._one(method, book_id, query, body or {}, caller)
            case ("POST", ["files", book_id, "copy"]):
                return 200, _pick(self._copy(self.file(book_id, caller), body or {}, caller), query, FILE_FIELDS)
            case ("GET", ["files", book_id, "comments"]):
                self.file(book_id, caller)
                return 200, {"comments": []}
            case (_, ["files", book_id, "permissions", *rest]):
                entry = self.file(book_id, caller)
                self._check_writes(entry, caller)
                status, answer = sharing.answer(method, entry, rest, query, body or {}, caller)
                fields = PERMISSION_FIELDS if rest or method == "POST" else f"kind,permissions({PERMISSION_FIELDS})"
                return status, answer and _pick(answer, query, fields)
        raise DriveError(404, "Not Found", "notFound")

    def export(self, book_id: str, query: dict[str, str], caller: str) -> bytes:
        """files.export: the first tab as text."""
        entry = self.file(book_id, caller)
        if query.get("mimeType") not in DELIMITERS:
            raise DriveError(400, "The requested conversion is not supported.", "badRequest")
        return exported(entry.book, query["mimeType"])

    def upload(
        self, method: str, parts: list[str], query: dict[str, str], content: bytes, kind: str, caller: str
    ) -> Json:
        """Media in place of a spreadsheet's content, converted; `parts` is the path below /upload/drive."""
        kind = kind.partition(";")[0].strip()
        if method not in ("PUT", "PATCH") or len(parts) != 3 or parts[1] != "files":
            raise DriveError(404, "Not Found", "notFound")
        entry = self.file(parts[2], caller)
        if query.get("uploadType") != "media" or kind not in DELIMITERS:
            raise DriveError(400, "The emulator converts CSV and TSV media only.", "badRequest")
        self._check_writes(entry, caller)
        entry.book = imported(entry.book, content, kind, caller)
        self.touch(entry.book.id)
        if parts[0] == "v2":
            return {"kind": "drive#file", "id": entry.book.id, "title": entry.book.properties["title"]}
        return _pick(entry.shown(), query, FILE_FIELDS)

    def _check_writes(self, entry: File, caller: str) -> None:
        if entry.role_of(caller) not in ("writer", "owner"):
            raise DriveError(403, NOT_YOURS, "insufficientFilePermissions")

    def _create(self, body: Json, caller: str) -> Json:
        if body.get("mimeType") != SPREADSHEET:
            raise DriveError(400, "The emulator creates spreadsheets only.", "badRequest")
        parent = (body.get("parents") or [None])[0]
        return self.new_file(body.get("name", "Untitled"), caller, parent).shown()

    def _copy(self, source: File, body: Json, caller: str) -> Json:
        title = source.book.properties["title"]
        entry = self.new_file(body.get("name") or f"Copy of {title}", caller, (body.get("parents") or [None])[0])
        twin = source.book.fork()
        twin.id, twin.owner = entry.book.id, caller
        twin.properties["title"] = entry.book.properties["title"]
        entry.book = twin
        return entry.shown()

    def _listed(self, query: dict[str, str], caller: str) -> Json:
        name = NAME_IN_QUERY.search(query.get("q", ""))
        wanted = re.sub(r"\\(.)", r"\1", name[1]) if name else None
        parent = re.search(r"'([^']+)'\s+in\s+parents", query.get("q", ""))
        found = [
            entry.shown()
            for entry in reversed(self.files.values())
            if entry.role_of(caller)
            and wanted in (None, entry.book.properties["title"])
            and (parent is None or entry.parent == parent[1])
        ]
        return {"kind": "drive#fileList", "incompleteSearch": False, "files": found}

    def _one(
        self, method: str, book_id: str, query: dict[str, str], body: Json, caller: str
    ) -> tuple[int, Json | None]:
        entry = self.file(book_id, caller)
        if method == "DELETE":
            if entry.role_of(caller) != "owner":
                raise DriveError(403, NOT_YOURS, "insufficientFilePermissions")
            del self.files[book_id]
            return 204, None
        if method == "PATCH":
            self._check_writes(entry, caller)
        if method == "PATCH" and "name" in body:
            entry.book.properties["title"] = body["name"]
        return 200, _pick(entry.shown(), query, FILE_FIELDS)


def _pick(answer: Json, query: dict[str, str], default: str) -> Json:
    fields = query.get("fields", default)
    return answer if fields == "*" else shown(answer, parsed(fields))
