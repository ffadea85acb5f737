from pathlib import Path

import pytest

from sheets_sync.analysis.sla_clock_rules import CLOCKS
from sheets_sync.config import TeamConfig, load_config
from sheets_sync.errors import ConfigError
from sheets_sync.schedule import ScheduleSettings

EXAMPLE = Path(__file__).resolve().parents[1] / "config" / "example.toml"


def config(tmp_path: Path, text: str) -> TeamConfig:
    file = tmp_path / "team.toml"
    file.write_text(text, "utf-8")
    return load_config(file)


def complaint(tmp_path: Path, text: str) -> str:
    with pytest.raises(ConfigError) as error:
        config(tmp_path, text)
    return str(error.value)


def test_the_example_is_a_valid_configuration():
    example = load_config(EXAMPLE)

    assert example.trackers["cases"].headings == {"opened_at": ("Datum",)}
    assert {policy.clock for policy in example.sla.policies} == set(CLOCKS)


def test_the_example_names_every_key_there_is():
    text = EXAMPLE.read_text("utf-8")
    example = load_config(EXAMPLE)
    models = [
        example,
        example.summary,
        example.google,
        example.trackers["cases"],
        *example.sla.calendars.values(),
        *example.sla.policies,
        example.schedule,
    ]

    assert {key for model in models for key in type(model).model_fields if key not in text} == set()


def test_the_schedule_is_read(tmp_path: Path):
    schedule = config(tmp_path, "[schedule]\ndaily_at = ['07:00', '13:00']\nweekdays = ['mon', 'fri']").schedule

    assert schedule == ScheduleSettings(daily_at=("07:00", "13:00"), weekdays=("mon", "fri"))


def test_an_empty_file_is_every_default(tmp_path: Path):
    assert config(tmp_path, "") == TeamConfig()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("timezon = 'Europe/Berlin'", "timezon: is not known here; did you mean 'timezone'?"),
        ("timezone = 'Europe/Berln'", "timezone: is not a time zone; did you mean 'Europe/Berlin'?"),
        ("locale = 'de'", "locale: "),
        ("markets = ['DE', 'XX']", "markets.1: "),
        ("currency = 'Euro'", "currency: "),
        ("[summary]\nworkboook = 'x.xlsx'", "summary.workboook: is not known here; did you mean 'workbook'?"),
        (
            "[summary]\njournal_days = 7",
            "summary.journal_days: is not a number of days from 30 to 3650; write it as 400 (found 7)",
        ),
        ("[summary]\njournal_days = '1 year'", "summary.journal_days: is not a number of days"),
        ("[summary]\njournal_days = true", "summary.journal_days: is not a number of days"),
        ("[summary]\njournal_days = 30.5", "summary.journal_days: is not a number of days"),
        ("[summary]\njournal_dais = 90", "summary.journal_dais: is not known here; did you mean 'journal_days'?"),
        ("[trackers.case]\ntabs = ['x']", "trackers.case: is not a tracker; did you mean 'cases'?"),
        ("[trackers.cases]\ntab = ['x']", "trackers.cases.tab: is not known here; did you mean 'tabs'?"),
        ("[trackers.cases]\ntabs = 'x'", "trackers.cases.tabs: "),
        (
            "[trackers.cases.headings]\nopend_at = ['x']",
            "trackers.cases.headings.opend_at: is not a field of cases; did you mean 'opened_at'?",
        ),
        (
            "[trackers.escalations.words.priority]\nhihg = ['x']",
            "trackers.escalations.words.priority.hihg: is not a value of priority; did you mean 'high'?",
        ),
        (
            "[trackers.cases.words.opened_at]\nblank = ['?']\nadd = ['x']",
            "trackers.cases.words.opened_at.add: opened_at is no list of words; only blank may stand here",
        ),
        ("markets = []", "markets: "),
        ("locale = 'xx_YY'", "locale: is not a locale"),
        (
            "[trackers.cases.headings]\nopened_at = 'Datum'",
            'opened_at: is not a list; write it in brackets, as in ["Datum"]',
        ),
        (
            "[trackers.cases.headings]\nopened_at = ['Datum']\nclosed_at = ['datum']",
            "headings: the heading 'datum' stands under both opened_at and closed_at",
        ),
        (
            "[trackers.cases]\nunused = ['Datum']\n[trackers.cases.headings]\nopened_at = ['datum']",
            "headings: the heading 'Datum' stands under both opened_at and unused",
        ),
        (
            "[trackers.cases.words.severity]\nhigh = ['hot']\nlow = ['Hot']",
            "words.severity: the spelling 'Hot' stands under both high and low",
        ),
        (
            "[[sla.policies]]\nname='x'\nclock='resolution'\ntarget='99999999999 working days'\ncalendar='default'",
            "target",
        ),
        (
            "[trackers.cases]\nshrink_limit = 30",
            "trackers.cases.shrink_limit: is not a share; write a number from 0 to 1, as in 0.5 (found 30",
        ),
        ("[trackers.cases]\nshrink_limit = nan", "trackers.cases.shrink_limit: is not a share"),
        ("[trackers.cases]\nshrink_limit = '30 %'", "trackers.cases.shrink_limit: is not a number (found '30 %')"),
        ("[trackers.cases]\nshrink_limit = true", "trackers.cases.shrink_limit: is not a number (found True)"),
        ("[schedule]", "schedule: does not say when to run; write every = '15m' or daily_at = "),
        ("schedule = '15m'", "schedule: is not a table"),
        ("[schedule]\nevry = '15m'", "schedule.evry: is not known here; did you mean 'every'?"),
        ("[schedule]\nevery = 15", "schedule.every: is not an interval; write minutes or hours, as in '15m'"),
        ("[schedule]\ndaily_at = ['7 am']", "schedule.daily_at.0: is not a time of day; write it as '07:00'"),
        ("[schedule]\ndaily_at = '07:00'", "schedule.daily_at: is not a list; write it in brackets"),
        (
            "[schedule]\ndaily_at = ['07:00']\nweekdays = ['mon', 'tues']",
            "schedule.weekdays.1: is not a weekday; did you mean 'tue'? (found 'tues')",
        ),
        ("[sla.calendars.eu]\ntimezone = 'Europe/Berlin'\nweek = { mon = ['9-18'] }", "sla.calendars.eu.week.mon"),
        (
            "[[sla.policies]]\nname='x'\nclock='resolution'\ntarget='2h'\ncalendar='default'\n"
            "steps = { at = 'due', to = 'owner' }",
            "sla.policies.0.steps ('x'): is not a list; write it in brackets, as in [{ key = value }]",
        ),
        ("[[sla.policies]]\nname='x'\nclock='resolution'\ntarget='2d'\ncalendar='default'", "2 working days"),
        (
            "[[sla.policies]]\nname='x'\nclok='resolution'",
            "sla.policies.0.clok ('x'): is not known here; did you mean 'clock'?",
        ),
        (
            "[[sla.policies]]\nname='x'\nclock='resolution'\ntarget='2h'\ncalendar='24x7'\n"
            "steps = [{ at = 'due', too = 'owner' }]",
            "sla.policies.0.steps.0.too ('x'): is not known here; did you mean 'to'?",
        ),
        (
            "[[sla.policies]]\nname='x'\nclock='resolution'\ntarget='2h'\ncalendar='24x7'\n"
            "steps = [{ at = '80', to = 'owner' }]",
            "sla.policies.0.steps.0.at ('x'): is no moment of a clock; write it as '80 %' (of the target)",
        ),
        (
            "[[sla.policies]]\nname='x'\nclock='resolution'\ntarget='-2h'\ncalendar='default'",
            "sla.policies.0.target ('x'): is negative; a clock may run for '0h' or longer, and an empty target",
        ),
        (
            "[[sla.policies]]\nname='x'\nclock='appeal_decision'\ntarget='2h'\ncalendar='default'\n"
            "when = { violation_type = ['gambing'] }",
            "sla.policies.0.when ('x'): 'gambing' is not a value of violation_type; did you mean 'gambling'?",
        ),
        (
            "[[sla.policies]]\nname='x'\nclock='resolution'\ntarget='2h'\ncalendar='default'\n"
            "valid_from = 2026-07-01\nvalid_to = 2026-06-30",
            "sla.policies.0 ('x'): valid_to 2026-06-30 lies before valid_from 2026-07-01",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place_and_the_nearest_name(tmp_path: Path, text: str, said: str):
    message = complaint(tmp_path, text)

    assert said in message
    assert message.startswith("team.toml: ")


def test_names_that_do_not_fit_are_said_beside_all_other_mistakes(tmp_path: Path):
    policy = "[[sla.policies]]\nname = 'urgent'\nclock = 'resolution'\n"
    message = complaint(
        tmp_path,
        "[sla.calendars.eu]\ntimezone = 'Europe/Berlin'\nweek = { mon = ['9-18'] }\n"
        f"{policy}target = '2d'\ncalendar = 'ue'\n"
        f"{policy}target = '2h'\ncalendar = 'eu'\nat_risk_share = 1.5\nminutes_left = 0\n",
    )

    assert [line.removeprefix("team.toml: sla").partition(";")[0] for line in message.splitlines()] == [
        ".calendars.eu.week.mon.0: is not a span of hours",
        ".policies.0.target ('urgent'): does not say which days: write '2 working days' to count dates, or open hours: "
        "two days of nine hours are '18h', two whole days '48h' (found '2d')",
        ".policies.1.at_risk_share ('urgent'): is more than 1 (found 1.5)",
        ".policies.1.minutes_left ('urgent'): is not more than 0 (found 0)",
        ".policies.0 ('urgent'): there is no calendar 'ue'",
        ": two policies are called 'urgent'",
    ]


def test_what_does_not_fit_is_said_once(tmp_path: Path):
    policy = "[[sla.policies]]\nname = 'urgent'\nclock = 'resolution'\ntarget = '2h'\ncalendar = 'ue'\n"

    assert (
        complaint(tmp_path, policy)
        == "team.toml: sla.policies.0 ('urgent'): there is no calendar 'ue'; known: 24x7, default"
    )


def test_all_mistakes_are_said_at_once(tmp_path: Path):
    message = complaint(
        tmp_path,
        "timezone = 'Mars/Base'\nlocal = 'en_GB'\n[trackers.cases.headings]\nopend_at = ['x']\ncase_idd = ['y']\n",
    )

    assert len(message.splitlines()) == 4


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a = = 1", "is not valid TOML"),
        (b"a = 1\na = 2", "is not valid TOML"),
        (b"\xff\xfe\x00", "is not a text file in UTF-8"),
        (b"a = " + b"[" * 3000, "is nested too deeply"),
    ],
)
def test_a_file_that_is_no_toml_is_named(tmp_path: Path, content: bytes, said: str):
    file = tmp_path / "team.toml"
    file.write_bytes(content)

    with pytest.raises(ConfigError, match=said):
        load_config(file)


def test_a_missing_file_names_its_neighbour(tmp_path: Path):
    (tmp_path / "team.toml").touch()

    with pytest.raises(ConfigError, match=r"did you mean 'team.toml'"):
        load_config(tmp_path / "teem.toml")


def test_a_policy_may_name_a_value_the_team_added(tmp_path: Path):
    policies = config(
        tmp_path,
        "[trackers.escalations.words.team]\nadd = ['trust_desk']\n"
        "[[sla.policies]]\nname = 'desk'\nclock = 'resolution'\n"
        "target = '4h'\ncalendar = '24x7'\nwhen = { team = ['trust_desk'] }",
    ).sla.policies

    assert policies[0].when == {"team": ("trust_desk",)}


def test_a_policy_of_cases_may_name_a_value_the_team_added_to_cases(tmp_path: Path):
    policies = config(
        tmp_path,
        "[trackers.cases.words.violation_type]\nadd = ['price_manipulation']\n"
        "[[sla.policies]]\nname = 'prices'\nclock = 'appeal_decision'\n"
        "target = '4h'\ncalendar = '24x7'\nwhen = { violation_type = ['price_manipulation'] }",
    ).sla.policies

    assert policies[0].tracker == "cases"


def test_a_teams_own_words_reach_the_cell_reader(tmp_path: Path):
    words = (
        config(
            tmp_path,
            "[trackers.cases.words.violation_type]\nadd = ['price_manipulation']\n"
            "price_manipulation = ['price fixing']\ngambling = ['gambling_mechanics']\nblank = ['pending']",
        )
        .trackers["cases"]
        .words["violation_type"]
        .rules()
    )

    assert words.add == ("price_manipulation",)
    assert words.blank == ("pending",)
    assert dict(words.spellings) == {"price_manipulation": ("price fixing",), "gambling": ("gambling_mechanics",)}
