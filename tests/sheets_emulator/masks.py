"""Field masks: which fields an answer shows, and which fields an update sets or clears."""

import re
from typing import Any

from .discovery import schema
from .errors import ApiError, RequestError

Mask = dict[str, "Mask"]
"""Field names to what is wanted below them; an empty mask wants everything."""

TOKEN = re.compile(r"[A-Za-z_][\w]*|[*(),./]")


def parsed(text: str) -> Mask:
    """The mask that `a,b(c,d),e.f` or `e/f` stands for."""
    tokens = TOKEN.findall(text)
    if "".join(tokens) != re.sub(r"\s", "", text):
        raise ValueError(text)
    mask: Mask = {}
    rest = _list_into(mask, tokens)
    if rest:
        raise ValueError(text)
    return mask


def _list_into(mask: Mask, tokens: list[str]) -> list[str]:
    while tokens:
        tokens = _path_into(mask, tokens)
        if not tokens or tokens[0] != ",":
            return tokens
        tokens = tokens[1:]
    raise ValueError("a field is missing")


def _path_into(mask: Mask, tokens: list[str]) -> list[str]:
    name, *tokens = tokens
    if name in "(),./":
        raise ValueError(name)
    fresh = name not in mask
    below = mask.setdefault(_camel(name), {})
    if tokens and tokens[0] in "./":
        # A field asked for whole stays whole.
        return _path_into(below if fresh or below else {}, tokens[1:])
    if tokens and tokens[0] == "(":
        rest = _list_into(below if fresh or below else {}, tokens[1:])
        if not rest or rest[0] != ")":
            raise ValueError("a bracket is open")
        return rest[1:]
    below.clear()
    return tokens


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(word[:1].upper() + word[1:] for word in others)


def read_mask(text: str | None, schema_name: str) -> Mask:
    """The mask of `fields=`; raises the 400 that names a path which the answer cannot have."""
    if not text or text == "*":
        return {}
    try:
        mask = parsed(text)
    except ValueError:
        raise _bad_read(text) from None
    unknown = unknown_path(mask, schema_name)
    if unknown:
        raise _bad_read(unknown)
    return mask


def _bad_read(path: str) -> ApiError:
    text = f"Error expanding 'fields' parameter. Cannot find matching fields for path '{path}'."
    violation = {"field": path, "description": text}
    return ApiError(
        400,
        "Request contains an invalid argument.",
        details=[{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [violation]}],
    )


def update_mask(text: str | None, schema_name: str) -> Mask:
    """The mask of an update; raises RequestError where none is given or a field is unknown."""
    if not text:
        raise RequestError("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)")
    try:
        mask = parsed(text)
    except ValueError:
        raise RequestError(f"Invalid field: {text}") from None
    unknown = unknown_path(mask, schema_name)
    if unknown:
        raise RequestError(f"Invalid field: {unknown}")
    return {key: {} for key in schema(schema_name)["properties"]} if "*" in mask else mask


def unknown_path(mask: Mask, schema_name: str) -> str | None:
    properties = schema(schema_name)["properties"]
    for name, below in mask.items():
        if name == "*":
            continue
        if name not in properties:
            return name
        inner = properties[name].get("items", properties[name]).get("$ref")
        if below and "*" not in below:
            deeper = unknown_path(below, inner) if inner else next(iter(below))
            if deeper:
                return f"{name}.{deeper}"
    return None


def shown(value: Any, mask: Mask) -> Any:
    """What is left of an answer under a mask."""
    if not mask or "*" in mask:
        return value
    if isinstance(value, list):
        return [shown(item, mask) for item in value]
    if not isinstance(value, dict):
        return value
    return {name: shown(value[name], below) for name, below in mask.items() if name in value}


def updated(target: dict[str, Any], source: dict[str, Any], mask: Mask) -> dict[str, Any]:
    """A copy of `target` with the masked fields as in `source`: set where given, cleared where absent."""
    answer = dict(target)
    for name, below in mask.items():
        if below and "*" not in below:
            value: Any = updated(answer.get(name) or {}, source.get(name) or {}, below)
        else:
            value = source.get(name)
        if value is None or value in ({}, []):
            answer.pop(name, None)
        else:
            answer[name] = value
    return answer


def without_blanks(value: Any, keep: frozenset[str] = frozenset()) -> Any:
    """The value as Google shows it: without false, zero and empty fields, `keep` excepted."""
    if not isinstance(value, dict):
        return [without_blanks(item, keep) for item in value] if isinstance(value, list) else value
    kept = {}
    for name, item in value.items():
        clean = without_blanks(item, keep)
        if name in keep or not (clean in ("", None, []) or clean is False or (clean == 0 and clean is not False)):
            kept[name] = clean
    return kept
