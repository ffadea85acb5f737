from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pytest

from sheets_sync.analysis.instants import as_array, as_utc
from tests.drawing import utc


def test_a_column_of_any_zone_becomes_an_array_in_utc_and_comes_back():
    berlin = pd.Series(pd.to_datetime(["2026-03-29 00:30Z", None, "2026-10-25 01:30Z"]).tz_convert("Europe/Berlin"))

    array = as_array(berlin)

    assert array.dtype == np.dtype("datetime64[us]")
    assert array.astype("datetime64[m]").astype(str).tolist() == ["2026-03-29T00:30", "NaT", "2026-10-25T01:30"]
    assert as_utc(array).equals(pd.DatetimeIndex(berlin).tz_convert("UTC").as_unit("us"))


def test_what_was_given_cannot_be_changed_through_the_array():
    column = pd.Series([utc("2026-03-09 10:00")])

    with pytest.raises(ValueError, match="read-only"):
        as_array(column)[0] = np.datetime64("NaT")


def test_datetimes_of_several_zones_and_missing_ones_may_stand_together():
    tokyo = pd.Timestamp("2026-03-09 10:00", tz="Asia/Tokyo")

    array = as_array([datetime(2026, 3, 9, 10, tzinfo=UTC), tokyo, None, pd.NaT, np.datetime64("2026-03-09T10:00")])

    assert array.astype("datetime64[h]").astype(str).tolist() == [
        "2026-03-09T10",
        "2026-03-09T01",
        "NaT",
        "NaT",
        "2026-03-09T10",
    ]
    assert as_array([]).shape == (0,)
    assert as_array(tokyo).shape == ()
