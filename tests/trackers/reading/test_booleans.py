"""Yes and no."""

import pytest

from tests.trackers.answers import REFUSED, answer

TRUE = [
    "✓", "✔", "✔️", "☑", "✅", "x", "X", "y", "Yes", "YES ", "ja", "oui", "sí", "sì", "SI", "true", "WAHR", "vrai",
    "verdadero", "vero", "1", True, 1.0,
]  # fmt: skip
FALSE = [
    "✗", "✘", "❌", "☐", "⬜", "n", "No", "nein", "non", "FALSE", "falsch", "faux", "falso", "0", False, 0.0,
]  # fmt: skip
NEITHER = [
    "?", "maybe", "t", "f", "on", "off", "ok", "done", "partially", "not sure", "yes/no", "Y/N", "yes?", "2", "1.0",
    "☒", "×", 2.0, 0.5,
]  # fmt: skip


@pytest.mark.parametrize(("cells", "value"), [(TRUE, True), (FALSE, False), (NEITHER, REFUSED)])
def test_anything_that_is_not_clearly_yes_or_no_is_refused(cells, value):
    assert [answer(cell, "boolean") for cell in cells] == [value] * len(cells)
    assert {type(answer(cell, "boolean")) for cell in cells} == {type(value)}
