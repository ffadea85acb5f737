"""Colours, which Google keeps twice: as a colour and as a style."""

from typing import Any

from .masks import Mask

COLOURS = ("backgroundColor", "foregroundColor", "tabColor")


def with_styles(value: Any) -> Any:
    """Google keeps each colour twice: as a colour and as a style."""
    if isinstance(value, list):
        return [with_styles(item) for item in value]
    if not isinstance(value, dict):
        return value
    answer = {name: with_styles(item) for name, item in value.items()}
    for name in COLOURS:
        if name in answer and f"{name}Style" not in answer:
            answer[f"{name}Style"] = {"rgbColor": answer[name]}
        if name not in answer and "rgbColor" in answer.get(f"{name}Style", {}):
            answer[name] = answer[f"{name}Style"]["rgbColor"]
    return answer


def with_style_fields(mask: Mask) -> Mask:
    """A mask that names a colour also means its style."""
    twins = {f"{name}Style": below for name, below in mask.items() if name in COLOURS}
    twins |= {name: {} for name in COLOURS if f"{name}Style" in mask}
    return {**{name: with_style_fields(below) for name, below in mask.items()}, **twins}
