"""What is asked where a look at a workbook leaves something open. Enter always leaves it open."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sheets_sync.errors import did_you_mean
from sheets_sync.trackers.doubts import TrackerLook
from sheets_sync.trackers.headings import ColumnMatch
from sheets_sync.trackers.recognition import Recognition
from sheets_sync.trackers.schemas import SCHEMAS
from sheets_sync.trackers.settings import DEFAULT_TIMEZONE, ReadingSettings
from sheets_sync.trackers.zone_names import known_zone

YES, NO = "yes", "no"


@dataclass(frozen=True)
class Question:
    """A question with its numbered answers; `accepts` reads any other, or raises ValueError."""

    text: str
    on_enter: str
    choices: Mapping[str, str] = field(default_factory=dict)  # what an answer means: how it is shown
    accepts: Callable[[str], str] | None = None

    def meaning(self, answer: str) -> str:
        """What an answer means, '' where it leaves the matter open. Raises ValueError with a sentence to ask again."""
        said = answer.strip()
        if not said:
            return ""
        if said.isascii() and said.isdigit() and 0 < int(said[:9]) <= len(self.choices):
            return list(self.choices)[int(said) - 1]
        for choice in self.choices:
            if said.casefold() in (choice.casefold(), *([choice[0]] if choice in (YES, NO) else [])):
                return choice
        if self.accepts:
            return self.accepts(said)
        raise ValueError(f"{said!r} is none of these. Write a number from 1 to {len(self.choices)}, or press Enter.")


Ask = Callable[[Question], str]


def about_tab(tab: Recognition, trackers: Collection[str]) -> Question | None:
    """Which tracker a tab is, where that is not clear; None where there is nothing to ask."""
    if tab.passed_over:
        tracker = tab.passed_over.tracker
        but = f"trackers.{tracker}.tabs does not name it"
        text = f"The tab {tab.grid.title!r} reads like {tracker}, but {but}. Read it, too?"
        return Question(text, "it stays unread", {tracker: "yes"}, _yes_or_no(tracker))
    if not tab.could_be:
        return None
    choices = {layout.tracker: f"{layout.tracker} ({layout.score:.2f})" for layout in tab.could_be}
    return Question(
        f"Which tracker is the tab {tab.grid.title!r}?", "none: it stays unread", choices, _name("tracker", trackers)
    )


def about_column(look: TrackerLook, column: ColumnMatch) -> Question:
    """Whether a column is what it seems to be."""
    return Question(
        f"{look.tracker}: is {column.heading!r} the {column.field}? (score {column.score:.2f})",
        "leave it so, not surely",
        {YES: "yes", NO: "no, it is not to be read"},
        _name("field", SCHEMAS[look.tracker].model_fields),
    )


def about_field(look: TrackerLook, name: str, headings: Sequence[str]) -> Question:
    """Which of the columns that are not read holds a field the tracker should have."""
    is_fatal = name in SCHEMAS[look.tracker].fields_with("fatal") and name != SCHEMAS[look.tracker].id_field
    need = ", without which no row can be read" if is_fatal else ""
    return Question(
        f"{look.tracker}: no column was found for {name}{need}. Which one is it?",
        "none of them",
        {heading: heading for heading in headings},
    )


def about_timezone() -> Question:
    """Where the times without a zone are from."""
    return Question(
        "In which time zone are times written that name none? (such as Europe/Madrid)", DEFAULT_TIMEZONE, {}, _zone
    )


def about_locale(assumed: Sequence[str]) -> Question:
    """How days and numbers are written, where the cells leave it open."""
    found = "".join(f"\n  {sentence}" for sentence in assumed)
    text = f"How are days and numbers written? (a locale, such as en_GB or de_DE){found}"
    return Question(text, "as the cells show, else day first", {}, _locale)


def _yes_or_no(tracker: str) -> Callable[[str], str]:
    def accepts(said: str) -> str:
        if said.casefold() in ("y", YES):
            return tracker
        if said.casefold() in ("n", NO):
            return ""
        raise ValueError(f"{said!r} is neither yes nor no.")

    return accepts


def _name(what: str, known: Collection[str]) -> Callable[[str], str]:
    def accepts(said: str) -> str:
        name = "_".join(said.casefold().split())
        if name in known:
            return name
        raise ValueError(f"{said!r} is not a {what}; {did_you_mean(name, known)}")

    return accepts


def _zone(said: str) -> str:
    try:
        return known_zone(said)
    except ValueError as error:
        raise ValueError(f"{said!r} {error}") from error


def _locale(said: str) -> str:
    try:
        return str(ReadingSettings(locale=said).locale)
    except ValueError as error:
        raise ValueError(f"{said!r} is not a locale; write language and country, as in 'en_GB' or 'de_DE'") from error
