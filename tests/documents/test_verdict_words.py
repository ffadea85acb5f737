from sheets_sync.analysis.sla_frozen import EarlierVerdicts, Flip
from sheets_sync.documents.verdict_words import flips_json, recomputed_words, standing_words, would_flip_words
from tests.drawing import utc

GIVEN_AT = utc("2026-03-09 11:00")


def flip(record: str, clock: str = "resolution", given: str = "met", today: str = "missed") -> Flip:
    return Flip("escalations", record, clock, given, GIVEN_AT, today)


def earlier(*flips: Flip, alike: int = 0, is_rewritten: bool = False) -> EarlierVerdicts:
    return EarlierVerdicts(flips, alike, (), is_rewritten)


def test_verdicts_that_would_change_are_told_by_clock_with_what_to_do():
    flips = (flip("ESC-1"), flip("ESC-7"), flip("ESC-1", "first_response", "missed", "not_applicable"))

    assert list(would_flip_words(earlier(*flips, alike=1_200))) == [
        "1,203 verdicts stand as given under earlier policies; today's would change 3 of them:",
        "  Resolution, met to missed: 2 (ESC-1, ESC-7)",
        "  First response, missed to not applicable: 1 (ESC-1)",
        "  If they should stand, nothing needs doing; `run --recompute` would rewrite them.",
    ]


def test_of_many_records_the_first_ten_are_named():
    flips = [flip(f"ESC-{number:02}") for number in range(12)]

    assert list(would_flip_words(earlier(*flips)))[1] == (
        "  Resolution, met to missed: 12 (ESC-00, ESC-01, ESC-02, ESC-03, ESC-04, ESC-05, ESC-06, ESC-07, ESC-08, "
        "ESC-09 and 2 more)"
    )


def test_verdicts_that_today_would_give_too_are_counted():
    assert list(would_flip_words(earlier(alike=1))) == [
        "1 verdict stands as given under earlier policies; today's would give the same."
    ]


def test_where_all_verdicts_are_todays_nothing_is_said():
    assert list(would_flip_words(earlier())) == []
    assert standing_words(earlier(flip("ESC-1"), is_rewritten=True)) == ""


def test_a_run_that_recomputes_says_what_it_rewrote():
    rewritten = earlier(flip("ESC-1"), alike=2, is_rewritten=True)

    assert list(recomputed_words(rewritten, is_dry_run=False)) == [
        "Recomputed by today's policies: 1 verdict changed, 2 stayed the same:",
        "  Resolution, met to missed: 1 (ESC-1)",
    ]
    assert next(recomputed_words(rewritten, is_dry_run=True)) == (
        "Recomputed by today's policies: 1 verdict would change, 2 would stay the same:"
    )


def test_a_run_that_has_nothing_to_recompute_says_so():
    assert list(recomputed_words(earlier(is_rewritten=True), is_dry_run=False)) == [
        "Recomputed: every verdict is one that today's policies give, so there is nothing to rewrite."
    ]


def test_machines_get_every_flip():
    assert flips_json([flip("ESC-1")]) == [
        {
            "tracker": "escalations",
            "record_id": "ESC-1",
            "clock": "resolution",
            "given": "met",
            "given_at": "2026-03-09T11:00:00Z",
            "today": "missed",
        }
    ]
