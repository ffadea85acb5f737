"""Numbers under a number format: sections by sign, literal text, grouping, decimals, percent, powers."""

import re
from decimal import ROUND_HALF_UP, Decimal

PIECE = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|([0#?][0#?,.]*(?:[eE][+-]0+)?)|(.)', re.DOTALL)
BRACKETS = re.compile(r"\[(?!h+\]|m+\]|s+\])[^\]]*\]", re.IGNORECASE)
POWER = re.compile(r"([^eE]*)([eE][+-])?(0*)")
PARTS = re.compile(r'"[^"]*"?|\\.|;|[^;"\\]+', re.DOTALL)


def general(number: float) -> str:
    """A number without a format: up to ten decimals, no trailing zeros."""
    if abs(number) >= 1e15:
        return f"{number:.5E}"
    text = f"{number:.10f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def patterned(number: float, pattern: str) -> str:
    """The number as its format shows it."""
    section, size = _section(number, pattern)
    if section == "":
        return ""
    if section.lower() == "general":
        return general(size)
    percent = "%" in re.sub(r'"[^"]*"|\\.', "", section)
    return _filled(section, size * 100 if percent else size)


def _section(number: float, pattern: str) -> tuple[str, float]:
    """The part of the format that fits the sign; from the second part on the sign is the format's own."""
    parts = [""]
    for piece in PARTS.findall(BRACKETS.sub("", pattern)):
        parts = [*parts, ""] if piece == ";" else [*parts[:-1], parts[-1] + piece]
    if len(parts) < 2:
        return parts[0], number
    if number < 0:
        return parts[1], -number
    return (parts[2], number) if number == 0 and len(parts) > 2 else (parts[0], number)


def _filled(section: str, number: float) -> str:
    shown, done = [], False
    for quoted, escaped, core, plain in PIECE.findall(section):
        if core and not done:
            shown.append(_digits(core, number))
            done = True
        else:
            shown.append(quoted or escaped or plain)
    return "".join(shown)


def _digits(core: str, number: float) -> str:
    """The number in the places that a core such as `#,##0.00` or `0.0E+00` gives it; halves go away from zero."""
    plain = core.rstrip(",")
    exact = Decimal(repr(number)).scaleb(-3 * (len(core) - len(plain)))
    mantissa, mark, power = POWER.fullmatch(plain).groups()  # type: ignore[union-attr]
    whole, dot, after = mantissa.partition(".")
    places = sum(after.count(digit) for digit in "0#?")
    if mark:
        text, _, exponent = f"{exact:.{places}E}".partition("E")
        sign = exponent[0] if mark[1] == "+" or exponent[0] == "-" else ""
        return f"{text}E{sign}{exponent[1:].zfill(len(power))}"
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    grouped = "," if "," in whole else ""
    ahead, _, behind = f"{abs(rounded):{grouped}f}".partition(".")
    while len(behind) > after.count("0") and behind.endswith("0"):
        behind = behind[:-1]
    least = whole.count("0")
    ahead = "" if ahead == "0" and not least else ahead
    text = (ahead if grouped else ahead.zfill(least)) + dot + behind
    return f"-{text}" if rounded < 0 else text
