"""Which part of an .xlsx archive is which sheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from xml.etree import ElementTree
from zipfile import ZipInfo

from sheets_sync.workbooks.archive_scan import WorkbookArchive

_USUAL_FOLDER = "xl"


@dataclass(frozen=True)
class BookParts:
    """What the workbook part says about the others."""

    titles: dict[str, str]  # of the sheets, by the plain name of their part
    styles: str | None  # the name of the part
    from_1904: bool


def book_folder(archive: WorkbookArchive) -> str | None:
    """The folder in which the workbook part and its companions lie; None if this is no Excel workbook."""
    links = archive.part("_rels/.rels")
    books = [
        _resolved("/", link)
        for link in (_elements(archive, links) if links else ())
        if link.get("Type", "").endswith("/officeDocument")
    ]
    folder = dirname(books[0]) if books else _USUAL_FOLDER
    return folder if archive.part(join(folder, "workbook.xml")) else None


def book_parts(archive: WorkbookArchive, folder: str) -> BookParts:
    """The sheets of the workbook, each with its part."""
    book, links = archive.part(join(folder, "workbook.xml")), archive.part(join(folder, "_rels/workbook.xml.rels"))
    if book is None or links is None:
        raise archive.damaged()
    parts = {link.get("Id"): _resolved(f"/{folder}", link) for link in _elements(archive, links)}
    titles: dict[str, str] = {}
    from_1904 = False
    for element in _elements(archive, book):
        kind = element.tag.rpartition("}")[2]
        if kind == "workbookPr":
            from_1904 = element.get("date1904", "0") in ("1", "true", "on")
        elif kind == "sheet":
            link = next((value for key, value in element.items() if key.endswith("}id")), None)
            titles[parts.get(link, "")] = element.get("name", "")
    styles = archive.part(join(folder, "styles.xml"))
    return BookParts(titles=titles, styles=styles.filename if styles else None, from_1904=from_1904)


def _resolved(folder: str, link: ElementTree.Element) -> str:
    return normpath(join(folder, link.get("Target", ""))).lstrip("/").lower()


def _elements(archive: WorkbookArchive, part: ZipInfo) -> Iterator[ElementTree.Element]:
    try:
        # A part that declares a document type, and so entities, is refused before it comes here.
        parser = ElementTree.XMLParser(encoding="utf-8")  # noqa: S314
        return ElementTree.fromstring(b"".join(archive.xml_blocks(part)), parser).iter()  # noqa: S314
    except ElementTree.ParseError as error:
        raise archive.damaged() from error
