"""Batch requests about conditional formats."""

from .a1 import as_grid_range, grid_box
from .book import Book, Json, Sheet
from .conditions import check_condition, check_rule_format
from .errors import RequestError
from .requests_ranges import kept


def _rule(book: Book, asked: Json) -> tuple[Sheet, Json]:
    """The rule as it is kept and the tab it lies on."""
    if ("booleanRule" in asked) == ("gradientRule" in asked):
        raise RequestError("A conditional format rule must have exactly one of: booleanRule, gradientRule")
    if "booleanRule" in asked:
        if not asked["booleanRule"].get("condition", {}).get("type"):
            raise RequestError("ConditionalFormatRule.booleanRule.condition is required.")
        check_condition(asked["booleanRule"]["condition"], "conditional formatting")
        check_rule_format(asked["booleanRule"].get("format", {}))
    places = [grid_box(book, where) for where in asked.get("ranges", [])]
    if not places:
        raise RequestError("A conditional format rule must have at least one range.")
    if len({sheet.id for sheet, _ in places}) > 1:
        raise RequestError("All ranges of a conditional format rule must be on the same sheet.")
    ranges = [as_grid_range(sheet, box) for sheet, box in places]
    return places[0][0], {**kept(asked), "ranges": ranges}


def add_conditional_format_rule(book: Book, request: Json, caller: str) -> Json:
    sheet, rule = _rule(book, request.get("rule", {}))
    rules = sheet.conditional_formats
    index = request.get("index", 0)
    if not 0 <= index <= len(rules):
        raise RequestError(f"The index {index} is not valid: there are {len(rules)} conditional format rules.")
    rules.insert(index, rule)
    return {}


def _at(sheet: Sheet, index: int) -> Json:
    if not 0 <= index < len(sheet.conditional_formats):
        raise RequestError(f"No conditional format on sheet: {sheet.id} at index: {index}")
    return sheet.conditional_formats[index]


def update_conditional_format_rule(book: Book, request: Json, caller: str) -> Json:
    index = request.get("index", 0)
    if "rule" in request:
        sheet, rule = _rule(book, request["rule"])
        old = _at(sheet, index)
        sheet.conditional_formats[index] = rule
        return {"oldRule": old, "oldIndex": index, "newRule": rule, "newIndex": index}
    sheet = book.sheet(request.get("sheetId", 0))
    rule = _at(sheet, index)
    del sheet.conditional_formats[index]
    sheet.conditional_formats.insert(request.get("newIndex", 0), rule)
    return {"oldRule": rule, "oldIndex": index, "newRule": rule, "newIndex": request.get("newIndex", 0)}


def delete_conditional_format_rule(book: Book, request: Json, caller: str) -> Json:
    sheet = book.sheet(request.get("sheetId", 0))
    rule = _at(sheet, request.get("index", 0))
    del sheet.conditional_formats[request.get("index", 0)]
    return {"rule": rule}


HANDLERS = {
    "addConditionalFormatRule": add_conditional_format_rule,
    "updateConditionalFormatRule": update_conditional_format_rule,
    "deleteConditionalFormatRule": delete_conditional_format_rule,
}
