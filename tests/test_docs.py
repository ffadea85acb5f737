"""The README says what there is, and nothing more."""

import re
import tomllib
from pathlib import Path

import pytest
import typer

from sheets_sync.cli import app
from sheets_sync.config import TeamConfig
from sheets_sync.tabs import overview, patterns, row_issues, sla_attainment, sla_now

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def shell_blocks() -> list[str]:
    return re.findall(r"```sh\n(.*?)```", README, re.DOTALL)


def test_the_first_two_shell_blocks_run_the_demo_and_the_tests():
    first, second, *_ = shell_blocks()

    assert first.strip().endswith("main.py demo")
    assert second.strip().endswith("-m pytest -q -n auto")


def test_every_command_is_in_the_readme_and_the_reverse():
    assert set(re.findall(r"main\.py (\w+)", README)) == set(COMMANDS)


def test_every_option_of_the_main_commands_is_in_the_readme_and_the_reverse():
    parameters = [parameter for name in ("run", "check", "inspect", "init") for parameter in COMMANDS[name].params]
    options = {option for parameter in parameters for option in parameter.opts if option.startswith("--")}

    assert set(re.findall(r"`(--[a-z-]+)", README)) == options - {"--help"}


def test_every_tab_is_in_the_readme_in_its_order():
    titles = [tab.TITLE for tab in (overview, sla_now, sla_attainment, patterns, row_issues)]

    assert re.findall(r"^\| ([A-Z][\w ]+) \| ", README, re.MULTILINE) == titles


@pytest.mark.parametrize("text", re.findall(r"```toml\n(.*?)```", README, re.DOTALL))
def test_every_configuration_in_the_readme_is_valid(text: str):
    assert TeamConfig.model_validate(tomllib.loads(text)).workbook


def test_every_requirement_is_exact_and_has_a_reason():
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()[1:]

    assert all(re.fullmatch(r"[\w-]+==[\w.]+ +# .+", line) for line in lines)
