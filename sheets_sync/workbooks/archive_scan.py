"""What a workbook archive (.xlsx, .ods) holds, looked at before any reader opens it."""

import struct
import zlib
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from sheets_sync.errors import ConfigError

# Google ends a workbook at 10 million cells. This is a full Excel sheet of 22 columns; the reader takes 24 bytes each.
CELL_LIMIT = 24_000_000
# Ten million cells take half a gigabyte of XML, so this is room for all cells the limit above allows.
INFLATED_LIMIT = 1_500_000_000
# Sheets deflate to a fifth or a thirtieth; only a run of one byte goes beyond this.
RATIO_LIMIT = 250
RATIO_MATTERS_FROM = 16 * 1024**2
# Hundreds of sheets with a drawing and a comment part each stay far below.
ENTRY_LIMIT = 10_000

_BLOCK = 1024**2
_PACKED_BLOCK = 64 * 1024
_ENCRYPTED = 0x1
_SPREADSHEET_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
_UTF_16 = (BOM_UTF16_BE, BOM_UTF16_LE, b"<\0", b"\0<")


class WorkbookArchive:
    """The parts of a zipped workbook, handed out in blocks and never beyond the limits above."""

    def __init__(self, content: bytes, *, workbook: str) -> None:
        self.workbook = workbook
        self._content = content
        self._unpacked_sizes: dict[ZipInfo, int] = {}
        try:
            with ZipFile(BytesIO(content)) as archive:
                self.parts = archive.infolist()
        except (BadZipFile, NotImplementedError, ValueError, struct.error) as error:
            raise self.damaged() from error
        if len(self.parts) > ENTRY_LIMIT:
            raise self._refused(f"holds {len(self.parts):,} parts")
        if any(part.flag_bits & _ENCRYPTED for part in self.parts):
            raise password_protected(workbook)

    def part(self, name: str) -> ZipInfo | None:
        """The part of that name, however it is spelled in the archive."""
        return next((part for part in self.parts if plain_name(part) == name.lower()), None)

    @property
    def is_spreadsheet_document(self) -> bool:
        """Whether it declares itself an OpenDocument spreadsheet."""
        part = self.part("mimetype")
        return part is not None and b"".join(self.blocks(part)).startswith(_SPREADSHEET_DOCUMENT)

    def blocks(self, part: ZipInfo) -> Iterator[bytes]:
        """A part piece by piece. The size an archive declares is not believed."""
        size = 0
        for block in self._unpacked(part):
            size += len(block)
            self._unpacked_sizes[part] = size
            if size > RATIO_MATTERS_FROM and size > RATIO_LIMIT * part.compress_size:
                raise self._refused(f"unpacks {part.filename} to more than {RATIO_LIMIT} times its size")
            if sum(self._unpacked_sizes.values()) > INFLATED_LIMIT:
                raise self._refused(f"unpacks to more than {INFLATED_LIMIT:,} bytes")
            yield block

    def xml_blocks(self, part: ZipInfo) -> Iterator[bytes]:
        """A part piece by piece; nothing, if it is not XML."""
        for number, block in enumerate(self.blocks(part)):
            if number == 0:
                if block.startswith(_UTF_16) or b"<!DOCTYPE" in block or b"<!ENTITY" in block:
                    raise self._refused(f"declares a document type or UTF-16 in {part.filename}")
                if not block.removeprefix(BOM_UTF8).lstrip().startswith(b"<"):
                    return
            yield block

    def copy_with(self, replaced: Mapping[str, Iterable[bytes]]) -> BytesIO:
        """The archive with the named parts replaced, ready to be read."""
        copy = BytesIO(self._content)
        try:
            with ZipFile(copy, "a", ZIP_DEFLATED, compresslevel=1) as target:
                for name, blocks in replaced.items():
                    target.filelist.remove(target.NameToInfo.pop(name))
                    with target.open(name, "w") as part:
                        part.writelines(blocks)
        except struct.error as error:  # the list of parts at the end names impossible places
            raise self.damaged() from error
        copy.seek(0)
        return copy

    def damaged(self) -> ConfigError:
        return ConfigError(
            f"{self.workbook} is damaged or not complete: it cannot be unpacked as the workbook its name promises.\n"
            "If it is still being written or downloaded, wait and run again; else open it and save it anew."
        )

    def _unpacked(self, part: ZipInfo) -> Iterator[bytes]:
        packed = self._packed(part)
        if part.compress_type == ZIP_STORED:
            yield from (bytes(packed[start : start + _BLOCK]) for start in range(0, len(packed), _BLOCK))
        elif part.compress_type == ZIP_DEFLATED:
            yield from self._inflated_blocks(packed)
        else:
            raise self._refused(f"packs {part.filename} in a way no spreadsheet program does")

    def _inflated_blocks(self, packed: memoryview) -> Iterator[bytes]:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for start in range(0, len(packed), _PACKED_BLOCK):
                waiting = bytes(packed[start : start + _PACKED_BLOCK])
                while waiting and (block := inflater.decompress(waiting, _BLOCK)):
                    yield block
                    waiting = inflater.unconsumed_tail
            yield inflater.flush()
        except zlib.error as error:
            raise self.damaged() from error
        if not inflater.eof:
            raise self.damaged()

    def _packed(self, part: ZipInfo) -> memoryview:
        try:
            name_length, extra_length = struct.unpack_from("<HH", self._content, part.header_offset + 26)
        except struct.error as error:
            raise self.damaged() from error
        start = part.header_offset + 30 + name_length + extra_length
        return memoryview(self._content)[start : start + part.compress_size]

    def _refused(self, what: str) -> ConfigError:
        return ConfigError(
            f"{self.workbook} {what}, as no workbook of a tracker does, so it was not opened.\n"
            "Open it in a spreadsheet program and save the tabs you need as a new workbook."
        )


def plain_name(part: ZipInfo) -> str:
    """A part's name in small letters and with slashes: readers of workbooks do not mind either."""
    return part.filename.replace("\\", "/").lower()


def password_protected(workbook: str) -> ConfigError:
    return ConfigError(
        f"{workbook} is protected by a password, and only open workbooks can be read.\n"
        "Save a copy without the password (Excel: File > Info > Protect Workbook) and name that one."
    )


def too_large(workbook: str, tab: str, address: str, *, cells: int) -> ConfigError:
    return ConfigError(
        f"{workbook}, {tab}: with the value in {address} it spans {cells:,} cells; up to {CELL_LIMIT:,} are read.\n"
        "Delete what stands far below or far to the right of the table (Ctrl+End goes there), and save."
    )
