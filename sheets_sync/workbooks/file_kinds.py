"""What a file really is, whatever its name says: said in the error when it cannot be read."""

import re
from codecs import BOM_UTF8

from sheets_sync.workbooks.compound_file import MAGIC as COMPOUND

ZIP = b"PK\x03\x04"
TEXT = "a CSV or text file"
EXCEL = "an Excel workbook"

_BEGINNINGS = {
    COMPOUND: "an old Office document",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"{\\rtf": "a text document (RTF)",
    b"PAR1": "a Parquet file",
    b"SQLite format 3": "a database",
}
_PARTS = {
    b"xl/workbook.xml": EXCEL,
    b"xl/workbook.bin": "a binary Excel workbook (.xlsb)",
    b"word/document.xml": "a Word document",
    b"ppt/presentation.xml": "a PowerPoint presentation",
    b"Index/Document.iwa": "an Apple Numbers document",
    b"content.xml": "an OpenDocument file",
}
_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta|script)\b", re.IGNORECASE | re.DOTALL
)
_JSON = re.compile(rb'\s*(?:\{\s*["}]|\[\s*[\[{"\]\d])')
_HEAD = 4096


def looks_like(content: bytes) -> str:
    """What the file is, to be put behind 'is': 'an HTML page', 'empty', 'a CSV or text file'."""
    if not content:
        return "empty"
    if content.startswith(ZIP):
        return next(
            (kind for name, kind in _PARTS.items() if name in content), "a zip archive without a workbook in it"
        )
    beginnings = (kind for beginning, kind in _BEGINNINGS.items() if content.startswith(beginning))
    return next(beginnings, None) or _kind_of_text(content[:_HEAD].removeprefix(BOM_UTF8))


def is_no_table(content: bytes) -> bool:
    """Whether a file named .csv or .tsv is certainly something else."""
    return content.startswith((ZIP, *_BEGINNINGS)) or bool(_HTML.match(content[:_HEAD].removeprefix(BOM_UTF8)))


def _kind_of_text(head: bytes) -> str:
    if _HTML.match(head):
        return "an HTML page"
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return "an Excel 2003 XML file"
    if head.lstrip().startswith(b"<?xml"):
        return "an XML file"
    if _JSON.match(head):
        return "a JSON file"
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "a file of an unknown kind"
    return TEXT
