"""Cells as people write them, each labelled from the rules before the code was asked.

`cells.json` has the form of the shared examples: `text` or a typed `raw`, and `expect` or `error`; `accept` and
`accept_error` are other right answers where the rules leave one. The locale is en_GB where none is given.
"""

import json
from pathlib import Path

from tests.trackers.answers import verdict

CELLS = json.loads((Path(__file__).parent / "cells.json").read_text("utf-8"))


def test_every_labelled_cell_is_read_as_its_label_says():
    assert [(cell, how) for cell in CELLS if (how := verdict(cell)) == "wrong"] == []


def test_no_labelled_cell_is_silently_read_where_an_error_is_due():
    assert [(cell, how) for cell in CELLS if (how := verdict(cell)) == "silent"] == []


def test_a_label_of_the_other_kind_would_be_noticed():
    read, refused = {"kind": "date", "text": "2026-11-03"}, {"kind": "date", "text": "31/02/2026"}
    assert verdict({**read, "error": True}) == "silent"
    assert verdict({**read, "expect": "2026-11-04"}) == "wrong"
    assert verdict({**refused, "expect": "2026-02-28"}) == "wrong"


def test_there_are_cells_of_every_kind_in_every_locale_and_many_that_must_be_refused():
    assert len(CELLS) > 3000
    assert sum("error" in cell for cell in CELLS) > 1000
    assert {cell.get("locale", "en_GB") for cell in CELLS} == {"en_GB", "en_US", "de_DE", "fr_FR", "es_ES", "it_IT"}
