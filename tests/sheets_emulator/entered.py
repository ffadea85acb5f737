"""What becomes of a value that is sent: as it stands (RAW) or as if a person had typed it (USER_ENTERED)."""

import ast
import operator
import re
from datetime import UTC, datetime, timedelta
from typing import Any

from .book import TEXT_LIMIT, Cell
from .errors import RequestError

EPOCH = datetime(1899, 12, 30, tzinfo=UTC)
NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d*)?([eE][+-]?\d+)?")
DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?)?")
TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
    ast.BitXor: operator.pow,
}


def entered_cell(value: Any, old: Cell, *, raw: bool) -> Cell:
    """The cell after `value` was written into it; its format and note stay."""
    content, number_format = (_as_sent(value), None) if raw else _as_typed(value)
    cell = {name: item for name, item in old.items() if name not in ("userEnteredValue", "textFormatRuns")}
    if content:
        cell["userEnteredValue"] = content
    if number_format and "numberFormat" not in cell.get("userEnteredFormat", {}):
        cell["userEnteredFormat"] = {**cell.get("userEnteredFormat", {}), "numberFormat": number_format}
    return cell


def check_length(value: Any) -> None:
    if isinstance(value, str) and len(value) > TEXT_LIMIT:
        raise RequestError(f"Your input contains more than the maximum of {TEXT_LIMIT} characters in a single cell.")


def _as_sent(value: Any) -> Cell:
    check_length(value)
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int | float):
        return {"numberValue": value}
    return {"stringValue": value} if value else {}


def _as_typed(value: Any) -> tuple[Cell, Cell | None]:
    if not isinstance(value, str):
        return _as_sent(value), None
    check_length(value)
    text = value.strip()
    if value.startswith("'"):
        return ({"stringValue": value[1:]} if value[1:] else {}), None
    if text.startswith("=") and len(text) > 1:
        return {"formulaValue": value}, None
    if text.upper() in ("TRUE", "FALSE"):
        return {"boolValue": text.upper() == "TRUE"}, None
    return _typed_number(text) or _typed_day(text) or _typed_time(text) or (_as_sent(value), None)


def _typed_number(text: str) -> tuple[Cell, Cell | None] | None:
    plain, share = text.removesuffix("%"), text.endswith("%")
    if not NUMBER.fullmatch(plain) or not re.search(r"\d", plain):
        return None
    number = float(plain.replace(",", ""))
    decimals = "." in plain
    if share:
        return {"numberValue": number / 100}, {"type": "PERCENT", "pattern": "0.00%" if decimals else "0%"}
    form = {"type": "NUMBER", "pattern": "#,##0.00" if decimals else "#,##0"} if "," in plain else None
    return {"numberValue": int(number) if number.is_integer() else number}, form


def _typed_day(text: str) -> tuple[Cell, Cell | None] | None:
    match = DAY.fullmatch(text)
    if not match:
        return None
    year, month, day, hour, minute, second = (float(part) if part else 0.0 for part in match.groups())
    try:
        midnight = datetime(int(year), int(month), int(day), tzinfo=UTC)
    except ValueError:
        return None
    serial = (midnight - EPOCH).days + (hour * 3600 + minute * 60 + second) / 86_400
    if match[4]:
        return {"numberValue": serial}, {"type": "DATE_TIME", "pattern": "yyyy-mm-dd h:mm:ss"}
    return {"numberValue": int(serial)}, {"type": "DATE", "pattern": "yyyy-mm-dd"}


def _typed_time(text: str) -> tuple[Cell, Cell | None] | None:
    match = TIME.fullmatch(text)
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        return None
    serial = (int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3] or 0)) / 86_400
    return {"numberValue": serial}, {"type": "TIME", "pattern": "h:mm:ss" if match[3] else "h:mm"}


def effective(content: Cell) -> Cell:
    """What a cell's content comes to: formulas of constants are worked out, others are #ERROR!."""
    if "formulaValue" not in content:
        return content
    return _formula(content["formulaValue"].strip()[1:])


def _formula(text: str) -> Cell:
    link = re.fullmatch(r'\s*HYPERLINK\(\s*"((?:[^"]|"")*)"\s*[,;]\s*"((?:[^"]|"")*)"\s*\)\s*', text, re.IGNORECASE)
    if link:
        return {"stringValue": link[2].replace('""', '"')}
    try:
        tree = ast.parse(text.strip().replace("^", "**"), mode="eval")
        answer = _worked_out(tree.body)
    except ZeroDivisionError:
        return _error("DIVIDE_BY_ZERO", "Function DIVIDE parameter 2 cannot be zero.")
    except (SyntaxError, ValueError, TypeError):
        return _error("ERROR", "Formula parse error.")
    if isinstance(answer, str):
        return {"stringValue": answer}
    return {"boolValue": answer} if isinstance(answer, bool) else {"numberValue": answer}


def _error(kind: str, message: str) -> Cell:
    return {"errorValue": {"type": kind, "message": message}}


def _worked_out(node: ast.expr) -> Any:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float | str):
        return node.value
    if isinstance(node, ast.Name) and node.id.upper() in ("TRUE", "FALSE"):
        return node.id.upper() == "TRUE"
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        value = _worked_out(node.operand)
        return -value if isinstance(node.op, ast.USub) else value
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        answer = OPERATORS[type(node.op)](_worked_out(node.left), _worked_out(node.right))
        return int(answer) if isinstance(answer, float) and answer.is_integer() else answer
    raise ValueError(ast.dump(node))


def serial_moment(serial: float) -> datetime:
    return EPOCH + timedelta(seconds=round(serial * 86_400))
