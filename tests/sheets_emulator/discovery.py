"""What may be sent: Google's machine-readable description of the Sheets API, and bodies held against it."""

import json
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from .errors import field_violations

Violations = list[tuple[str, str]]

ONE_OF = {"Request", "ExtendedValue"}
NUMBERS = {"int32": "TYPE_INT32", "int64": "TYPE_INT64", "double": "TYPE_DOUBLE", "float": "TYPE_FLOAT"}
LIST_VALUE = "type.googleapis.com/google.protobuf.ListValue"
DECIMAL = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
WHOLE = re.compile(r"[+-]?\d+")
UPPER_INSIDE = re.compile(r"(?<!^)(?=[A-Z])")


@cache
def description() -> dict[str, Any]:
    document = files("googleapiclient") / "discovery_cache" / "documents" / "sheets.v4.json"
    return json.loads(document.read_text("utf-8"))


def schema(name: str) -> dict[str, Any]:
    return description()["schemas"][name]


def checked_body(name: str, body: Any, at: str = "") -> dict[str, Any]:
    """The body with camelCase keys and without nulls; raises a 400 naming all that the description does not know."""
    found: Violations = []
    clean = _message(name, body if body is not None else {}, at, found)
    if found:
        raise field_violations(found)
    return clean


def checked_query(resource: tuple[str, ...], method: str, query: list[tuple[str, str]]) -> dict[str, list[str]]:
    """The query by name; raises a 400 for a parameter or a choice that the method does not know."""
    known = {**description()["parameters"], **_method(resource, method)["parameters"]}
    found: Violations = []
    answer: dict[str, list[str]] = {}
    for name, text in query:
        if name not in known:
            problem = f"Cannot bind query parameter. Field '{name}' could not be found in request message."
            found.append(("", f'Invalid JSON payload received. Unknown name "{name}": {problem}'))
        elif known[name].get("enum") and text not in known[name]["enum"]:
            found.append((_snake(name), _invalid(_snake(name), _enum_type("", name), text)))
        else:
            answer.setdefault(name, []).append(text)
    if found:
        raise field_violations(found)
    return answer


def _method(resource: tuple[str, ...], method: str) -> dict[str, Any]:
    place = description()["resources"]["spreadsheets"]
    for name in resource:
        place = place["resources"][name]
    return place["methods"][method]


def _message(name: str, value: Any, at: str, found: Violations) -> Any:
    properties = schema(name)["properties"]
    if not isinstance(value, dict):
        found.append((at, _invalid(at, f"type.googleapis.com/google.apps.sheets.v4.{name}", value)))
        return {}
    clean: dict[str, Any] = {}
    for key, item in value.items():
        known = key if key in properties else _camel(key)
        if known not in properties:
            found.append((at, _unknown(key, at)))
        elif item is not None:
            clean[known] = _value(properties[known], item, _join(at, _snake(known)), found, owner=(name, known))
    if name in ONE_OF and len(clean) > 1:
        second = list(clean)[1]
        problem = f"oneof field '{_snake(next(iter(clean)))}' is already set. Cannot set '{second}'"
        found.append((at, f"Invalid value at '{at}' (oneof), {problem}"))
    return clean


@lru_cache(maxsize=4096)
def _sound_format(text: str) -> Any:
    """A cell's format if nothing is wrong with it, else None; thousands of cells send the same."""
    found: Violations = []
    clean = _message("CellFormat", json.loads(text), "format", found)
    return None if found else clean


def _value(kind: dict[str, Any], value: Any, at: str, found: Violations, owner: tuple[str, str]) -> Any:
    if kind.get("$ref") == "CellFormat" and (sound := _sound_format(json.dumps(value))) is not None:
        return sound
    if "$ref" in kind:
        return _message(kind["$ref"], value, at, found)
    if kind.get("type") == "array":
        return _array(kind, value, at, found, owner)
    if kind.get("type") == "object":
        return _map(kind, value, at, found, owner)
    if kind.get("type") == "any":
        return value
    return _scalar(kind, value, at, found, owner)


def _array(kind: dict[str, Any], value: Any, at: str, found: Violations, owner: tuple[str, str]) -> list[Any]:
    # Google's parser takes a single element for a list of one.
    single = not isinstance(value, list)
    clean = []
    for number, item in enumerate([value] if single else value):
        place = at if single else f"{at}[{number}]"
        if kind["items"].get("type") == "array" and not isinstance(item, list):
            found.append((place, _invalid(place, LIST_VALUE, item)))
        else:
            clean.append(_value(kind["items"], item, place, found, owner))
    return clean


def _map(kind: dict[str, Any], value: Any, at: str, found: Violations, owner: tuple[str, str]) -> dict[str, Any]:
    if not isinstance(value, dict):
        found.append((at, _invalid(at, "map", value)))
        return {}
    inner = kind.get("additionalProperties", {"type": "any"})
    return {key: _value(inner, item, f"{at}.{key}", found, owner) for key, item in value.items()}


def _scalar(kind: dict[str, Any], value: Any, at: str, found: Violations, owner: tuple[str, str]) -> Any:
    if "enum" in kind:
        if value in kind["enum"]:
            return value
        found.append((at, _invalid(at, _enum_type(*owner), value)))
        return None
    wanted = NUMBERS.get(kind.get("format", ""), f"TYPE_{kind['type'].upper().replace('BOOLEAN', 'BOOL')}")
    answer = READERS[wanted](value)
    if answer is None:
        found.append((at, _invalid(at, wanted, value)))
    return answer


def _whole(value: Any) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and WHOLE.fullmatch(value):
        return int(value)
    return value if isinstance(value, int) else None


def _number(value: Any) -> float | int | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str):
        return float(value) if DECIMAL.fullmatch(value) else None
    return value


def _truth(value: Any) -> bool | None:
    return {"true": True, "false": False}.get(value) if isinstance(value, str) else _if(value, bool)


def _if(value: Any, kind: type) -> Any:
    return value if isinstance(value, kind) else None


READERS = {
    "TYPE_INT32": _whole,
    "TYPE_INT64": lambda value: None if _whole(value) is None else str(_whole(value)),
    "TYPE_INTEGER": _whole,
    "TYPE_DOUBLE": _number,
    "TYPE_FLOAT": _number,
    "TYPE_NUMBER": _number,
    "TYPE_BOOL": _truth,
    "TYPE_STRING": lambda value: _if(value, str),
}


def _unknown(key: str, at: str) -> str:
    place = f" at '{at}'" if at else ""
    return f'Invalid JSON payload received. Unknown name "{key}"{place}: Cannot find field.'


def _invalid(at: str, wanted: str, value: Any) -> str:
    return f"Invalid value at '{at}' ({wanted}), {json.dumps(value, ensure_ascii=False)}"


def _enum_type(owner: str, key: str) -> str:
    name = key[:1].upper() + key[1:]
    return f"type.googleapis.com/google.apps.sheets.v4.{owner + '.' if owner else ''}{name}"


def _join(at: str, key: str) -> str:
    return f"{at}.{key}" if at else key


@cache
def _snake(name: str) -> str:
    return UPPER_INSIDE.sub("_", name).lower()


@cache
def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(word[:1].upper() + word[1:] for word in others)
