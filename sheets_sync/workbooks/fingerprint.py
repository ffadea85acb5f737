"""A short text that differs where two tabs differ, so that nothing is written anew that stands already."""

import json
from dataclasses import fields, is_dataclass, replace
from datetime import date
from hashlib import sha256
from numbers import Integral
from typing import Any

from sheets_sync.workbooks.tab import Block, SmallTable, Tab, Table


def fingerprint(tab: Tab) -> str:
    """The same for the same tab, on any machine. Its stamp does not count, nor do columns that move with the clock."""
    still = replace(tab, as_of="", blocks=tuple(_still(block) for block in tab.blocks))
    return sha256(json.dumps(_plain(still)).encode("ascii")).hexdigest()


def _still(block: Block) -> Block:
    if not isinstance(block, Table | SmallTable) or not any(column.moves for column in block.columns):
        return block
    moving = {index for index, column in enumerate(block.columns) if column.moves}
    rows = (tuple(value for index, value in enumerate(row) if index not in moving) for row in block.rows)
    return replace(block, rows=tuple(rows))


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        return [type(value).__name__, *(_plain(getattr(value, field.name)) for field in fields(value))]
    if value != value:
        return None  # what is no number, or no time, leaves its cell empty
    return ["at", value.isoformat()] if isinstance(value, date) else _number(value)


def _number(value: Any) -> int | float:
    """Equal numbers look alike: a column of counts becomes one of floats where one of them is missing."""
    if isinstance(value, Integral):
        return int(value)
    number = float(value)
    return int(number) if number.is_integer() else number
