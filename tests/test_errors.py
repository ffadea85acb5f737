from sheets_sync.errors import did_you_mean


def test_names_are_told_apart_and_very_many_are_cut():
    assert did_you_mean("x", ["answer", "critical, answer"]) == "known: answer, 'critical, answer'"
    assert did_you_mean("x", [f"name {number:02}" for number in range(25)]).endswith("name 18, name 19 and 5 more")
