"""Workbook files made by hand, down to what no spreadsheet program would write."""

import struct
from collections.abc import Iterable, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from sheets_sync.workbooks.compound_file import MAGIC

Parts = dict[str, str | bytes]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def write_zip(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def write_xlsx(path: Path, rows: str, *, properties: str = "", more: Mapping[str, str | bytes] | None = None) -> Path:
    """An .xlsx with one sheet 'Cases' whose rows are given as XML; `more` adds parts or replaces them."""
    sheets = '<sheets><sheet name="Cases" sheetId="1" r:id="rId1"/></sheets>'
    parts: Parts = {
        "_rels/.rels": links_to("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKED}">{properties}{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": links_to("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>',
    }
    return write_zip(path, parts | dict(more or {}))


def links_to(kind: str, target: str) -> str:
    link = f'<Relationship Id="rId1" Type="{_LINKED}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}">{link}</Relationships>'


def write_ods(path: Path, tables: Mapping[str, str], *, manifest: str = "") -> Path:
    """An .ods whose tables are given as rows in XML."""
    spaces = " ".join(f'xmlns:{name}="{_OFFICE}:{name}:1.0"' for name in ("office", "table", "text", "draw"))
    inside = "".join(f'<table:table table:name="{title}">{rows}</table:table>' for title, rows in tables.items())
    files = f'<manifest:manifest xmlns:manifest="{_OFFICE}:manifest:1.0">{manifest}</manifest:manifest>'
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        f"{inside}</office:spreadsheet></office:body></office:document-content>"
    )
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    return write_zip(path, {"mimetype": mimetype, "META-INF/manifest.xml": files, "content.xml": content})


def ods_row(*cells: str, repeated: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


def ods_cell(shown: str = "", *, repeated: int = 1, **attributes: str) -> str:
    """`ods_cell("7", value_type="float", value="7")`; without a value type it is a styled blank."""
    written = "".join(f' office:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in shown.splitlines())
    return f'<table:table-cell{written} table:number-columns-repeated="{repeated}">{paragraphs}</table:table-cell>'


def ods_text(shown: str, *, repeated: int = 1) -> str:
    return ods_cell(shown, repeated=repeated, value_type="string")


def ods_number(number: float, *, repeated: int = 1) -> str:
    return ods_cell("shown", repeated=repeated, value_type="float", value=repr(number))


# Formats by the number of the style that uses them.
_XLS_FORMATS = {1: "yyyy-mm-dd hh:mm", 2: "hh:mm"}
XLS_DATE, XLS_CLOCK = _XLS_FORMATS


def xls_file(sheets: Mapping[str, Iterable[bytes]], *, first: bytes = b"") -> bytes:
    """An .xls whose sheets are given as records; `first` stands at the beginning of the workbook."""
    head = _xls_begin(5) + first
    for style, code in _XLS_FORMATS.items():
        head += xls_record(0x041E, struct.pack("<HHB", 163 + style, len(code), 0) + code.encode())
    for format_number in (0, *(163 + style for style in _XLS_FORMATS)):
        head += xls_record(0xE0, struct.pack("<HH", 0, format_number) + bytes(16))
    bodies = [_xls_begin(16) + b"".join(records) + _XLS_END for records in sheets.values()]
    place = len(head) + sum(12 + len(title) for title in sheets) + len(_XLS_END)
    for title, body in zip(sheets, bodies, strict=True):
        name = struct.pack("<BB", len(title), 0) + title.encode("latin-1")
        head += xls_record(0x85, struct.pack("<IH", place, 0) + name)
        place += len(body)
    return compound_file({"Workbook": head + _XLS_END + b"".join(bodies)})


def xls_record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def xls_number(row: int, column: int, number: float, *, style: int = 0) -> bytes:
    return xls_record(0x203, struct.pack("<HHHd", row, column, style, number))


def xls_text(row: int, column: int, text: str) -> bytes:
    return xls_record(0x204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))


def xls_truth(row: int, column: int, *, true: bool) -> bytes:
    return xls_record(0x205, struct.pack("<HHHBB", row, column, 0, true, 0))


def xls_error(row: int, column: int, code: int) -> bytes:
    return xls_record(0x205, struct.pack("<HHHBB", row, column, 0, code, 1))


def xls_formula_error(row: int, column: int, code: int) -> bytes:
    result = bytes([2, 0, code, 0, 0, 0, 0xFF, 0xFF])
    return xls_record(0x06, struct.pack("<HHH", row, column, 0) + result + bytes(8))


def _xls_begin(kind: int) -> bytes:
    return xls_record(0x809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0))


_XLS_END = xls_record(0x0A, b"")
_NO_SECTOR, _LAST_SECTOR, _TABLE_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


class _Chains:
    """Content cut into sectors of one size, and the table that says which follows which."""

    def __init__(self, size: int) -> None:
        self._size = size
        self.content = b""
        self.table: list[int] = []

    def store(self, content: bytes) -> int:
        """The number of the first sector."""
        if not content:
            return _LAST_SECTOR
        first, count = len(self.table), -(-len(content) // self._size)
        self.content += content.ljust(count * self._size, b"\0")
        self.table += [*range(first + 1, first + count), _LAST_SECTOR]
        return first


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """A container of old Office files. Short streams go where they belong, into the stream of the small ones."""
    large, small = _Chains(512), _Chains(64)
    entries = b""
    for name, content in streams.items():
        home = small if len(content) < 4096 else large
        entries += _entry(name, 2, home.store(content), len(content))
    root = _entry("Root Entry", 5, large.store(small.content), len(small.content))
    small_table = large.store(struct.pack(f"<{len(small.table)}I", *small.table).ljust(512, b"\xff"))
    directory = large.store(root + entries)
    count = len(large.table) // 127 + 1
    listed = range(len(large.table), len(large.table) + count)
    table = [*large.table, *[_TABLE_SECTOR] * count]
    head = MAGIC + bytes(16) + struct.pack("<5H10x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<8I", count, directory, 0, 4096, small_table, 1, _LAST_SECTOR, 0)
    head += struct.pack(f"<{count}I", *listed).ljust(109 * 4, b"\xff")
    return head + large.content + struct.pack(f"<{len(table)}I", *table).ljust(count * 512, b"\xff")


def _entry(name: str, kind: int, first: int, size: int) -> bytes:
    title = name.encode("utf-16-le") + b"\0\0"
    child = 1 if kind == 5 else _NO_SECTOR
    links = struct.pack("<HBB3I", len(title), kind, 1, _NO_SECTOR, _NO_SECTOR, child)
    return title.ljust(64, b"\0") + links + bytes(36) + struct.pack("<3I", first, size, 0)
