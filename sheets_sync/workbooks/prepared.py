"""What a workbook file is turned into before its reader sees it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO


@dataclass(frozen=True)
class PreparedWorkbook:
    """A copy made fit for the reader, and what the reader could not have seen."""

    content: BytesIO
    from_1904: bool = False  # days are counted from 1904, as old Macs did
    errors: Mapping[int, Mapping[int, Mapping[int, str]]] = field(default_factory=dict)  # by sheet, row and column
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by the sheet's title
