"""Conditions of rules: what each type is for and how many values it takes, as the API's description says."""

import re
from functools import cache

from .book import Json
from .discovery import schema
from .errors import RequestError

FEWEST = {"Requires no": (0, 0), "Requires a single": (1, 1), "Requires exactly two": (2, 2), "Supports zero": (0, 2)}
SUBSET = {"bold", "italic", "strikethrough", "underline", "foregroundColor", "foregroundColorStyle"}


@cache
def _described() -> dict[str, str]:
    kinds = schema("BooleanCondition")["properties"]["type"]
    return dict(zip(kinds["enum"], kinds["enumDescriptions"], strict=True))


def check_condition(condition: Json, purpose: str) -> None:
    """Raises unless the condition may serve the purpose and has as many values as its type wants."""
    kind = condition.get("type", "CONDITION_TYPE_UNSPECIFIED")
    text = _described()[kind]
    supported = re.search(r"Supported by ([^.]*)\.", text)
    if kind == "CONDITION_TYPE_UNSPECIFIED" or (supported and purpose not in supported[1]):
        raise RequestError(f"Condition type {kind} is not supported for {purpose}.")
    fewest, most = next((span for start, span in FEWEST.items() if start in text), (1, 10_000))
    count = len(condition.get("values", []))
    if not fewest <= count <= most:
        raise RequestError(f"Condition type {kind} does not take {count} values.")
    formula = condition.get("values", [{}])[0].get("userEnteredValue", "=") if kind == "CUSTOM_FORMULA" else "="
    if not formula.startswith("="):
        raise RequestError(f"The formula of a condition must start with =, not as in {formula!r}.")


def check_rule_format(cell_format: Json) -> None:
    """Raises for a format that conditional formatting does not apply."""
    others = set(cell_format) - {"backgroundColor", "backgroundColorStyle", "textFormat"}
    others |= set(cell_format.get("textFormat", {})) - SUBSET
    if others:
        raise RequestError(f"Conditional formatting does not support: {', '.join(sorted(others))}.")
