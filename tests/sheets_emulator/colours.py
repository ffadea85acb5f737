"""Colours, which Google keeps in eight bits a channel and twice: as a colour and as a style."""

import math
import struct
from functools import cache
from typing import Any

from .book import THEME
from .masks import Mask

COLOURS = (
    "backgroundColor", "foregroundColor", "tabColor", "color", "headerColor", "firstBandColor", "secondBandColor",
    "footerColor",
)  # fmt: skip
TWINS = {name: name for name in COLOURS} | {f"{name}Style": name for name in COLOURS}
CHANNELS = frozenset({"red", "green", "blue"})


def with_styles(value: Any) -> Any:
    """The value with every colour also as a style; where both are given the style counts."""
    if isinstance(value, list):
        return [with_styles(item) for item in value]
    if not isinstance(value, dict):
        return value
    answer = {name: eighth_bit(item) if name in CHANNELS else with_styles(item) for name, item in value.items()}
    for name in TWINS.keys() & value.keys():
        _twin(answer, TWINS[name])
    return answer


def _twin(answer: dict[str, Any], name: str) -> None:
    style = answer.get(f"{name}Style", {})
    if "themeColor" in style:
        answer[name] = dict(THEME[style["themeColor"]])
    elif "rgbColor" in style:
        answer[name] = style["rgbColor"]
    elif isinstance(answer.get(name), dict) and not answer[name].keys() & {"rgbColor", "themeColor"}:
        answer[f"{name}Style"] = {"rgbColor": answer[name]}


@cache
def eighth_bit(channel: float) -> float:
    """The nearest of 256 steps, half way down, written as the shortest text of a 32-bit float."""
    exact = math.ceil(channel * 255 - 0.5) / 255
    single = struct.pack("f", exact)
    texts = (f"{exact:.{digits}g}" for digits in range(1, 10))
    number = next(float(text) for text in texts if struct.pack("f", float(text)) == single)
    return int(number) if number.is_integer() else number


def with_style_fields(mask: Mask) -> Mask:
    """A mask that names a colour also means its style."""
    twins = {f"{name}Style": below for name, below in mask.items() if name in COLOURS}
    twins |= {name: {} for name in COLOURS if f"{name}Style" in mask}
    return {**{name: with_style_fields(below) for name, below in mask.items()}, **twins}
