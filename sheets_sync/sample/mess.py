"""What people do to their trackers: slips in single cells, rows pasted twice, totals, gaps and headings in between."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sheets_sync.sample.dice import Dice, dice
from sheets_sync.sample.sheet import Content, Failed, Sheet
from sheets_sync.sample.stories import Stories

# Slips fall on the older part of a tab; what is open now stays as the stories want it.
_OLDER_SHARE = 0.5

Change = Content | Callable[[Content], Content]


@dataclass(frozen=True)
class Slip:
    """A cell that went wrong: what kind of slip, where, what stands there now, and which word was meant."""

    kind: str
    tab: str
    heading: str
    change: Change
    meant: str | None = None  # None: the slip may happen to any filled cell


@dataclass(frozen=True)
class Clutter:
    """Rows of a tab that are no records, or stand there twice."""

    repeats: int = 0
    headings: int = 0
    blanks: int = 0
    total: tuple[str, ...] = ()  # the word for it, then the headings that are added up


def _as_number(cell: Content) -> Content:
    return float(str(cell))


def _hidden_space(cell: Content) -> Content:
    return f"\u00a0{cell} "


_SLIPS = (
    Slip("unreadable", "Cases DE", "Maßnahme", "banned"),
    Slip("unreadable", "Cases FR", "Date de l'appel", "la semaine prochaine"),
    Slip("unreadable", "Cases FR", "Mesure appliquée", "suspended"),
    Slip("unreadable", "Cases IT-ES", "Enforcement", "banned"),
    Slip("unreadable", "Cases IT-ES", "Appeal outcome", "Appeal upheld"),
    Slip("unreadable", "Escalations", "Last update", "next week"),
    Slip("unreadable", "Escalations", "Escalated to", "ask Lisa"),
    Slip("unreadable", "Escalations", "Priority", "P1/P2"),
    Slip("unreadable", "Merchant feedback", "Rating (1-5)", "6/5"),
    Slip("unreadable", "Merchant feedback", "# merchants affected", "~10"),
    Slip("unreadable", "LIVE traffic", "Orders", "~40"),
    Slip("unreadable", "Playbooks", "Next review", "Q4"),
    Slip("unreadable", "Weekly actions", "Due", "asap"),
    Slip("unreadable row", "Merchant feedback", "Date received", "ask Lisa"),
    Slip("unreadable row", "Cases IE NL", "Opened at", "beginning of summer"),
    Slip("misspelt", "Cases DE", "Verstoß", "Misleding claims", "Misleading claims"),
    Slip("misspelt", "Cases IT-ES", "Severity", "critcal", "Critical"),
    Slip("misspelt", "Cases IE NL", "Status", "Resovled", "Resolved"),
    Slip("misspelt", "Merchant feedback", "Mkt", "Germny", "DE"),
    Slip("misspelt", "Archiv Eskalationen", "Team", "Moderaton quality", "Moderation quality"),
    Slip("damaged id", "Cases DE", "Händler-ID", _as_number),
    Slip("damaged id", "Cases IT-ES", "LIVE room ID", _as_number),
    Slip("damaged id", "Merchant feedback", "Merchant ID", _as_number),
    Slip("error cell", "Cases IT-ES", "Seller name", Failed("=VLOOKUP(F9,Lists!G:H,2,FALSE)", "#N/A")),
    Slip("error cell", "Cases IT-ES", "Seller name", Failed("=VLOOKUP(F9,Lists!G:H,2,FALSE)", "#N/A")),
    Slip("error cell", "LIVE traffic", "Seller name", Failed("=#REF!", "#REF!")),
    Slip("error cell", "Escalations", "POC on their side", Failed("=#REF!", "#REF!")),
    Slip("left blank", "Cases FR", "Motif d'infraction", None),
    Slip("left blank", "Cases FR", "Motif d'infraction", None),
    Slip("left blank", "Cases IT-ES", "Violation type", "tbc"),
    Slip("left blank", "Cases DE", "Markt", "-"),
    Slip("left blank", "Escalations", "Market", None),
    Slip("hidden space", "Cases IT-ES", "Market", _hidden_space),
    Slip("hidden space", "Cases DE", "Händler", _hidden_space),
    Slip("hidden space", "Merchant feedback", "Mkt", _hidden_space),
    Slip("hostile text", "Merchant feedback", "Verbatim (orig. language)", '=HYPERLINK("http://x","y")'),
    Slip("hostile text", "Cases IT-ES", "Creator", "=1+1"),
    Slip("hostile text", "Escalations", "Raised by", "+49 team line"),
)
_CLUTTER = {
    "Cases DE": Clutter(repeats=1, blanks=2, total=("Summe", "Punkte")),
    "Cases FR": Clutter(headings=1, blanks=1, total=("Total", "Points d'infraction")),
    "Cases IT-ES": Clutter(repeats=2, blanks=1),
    "Escalations": Clutter(blanks=2),
    "Merchant feedback": Clutter(repeats=1, blanks=2),
    "LIVE traffic": Clutter(repeats=2, headings=2, total=("Total", "Impressions", "Orders", "GMV (EUR)")),
    "Weekly actions": Clutter(blanks=1),
}


def make_a_mess(sheets: Sequence[Sheet], stories: Stories) -> Counter[str]:
    """Spoils the sheets in place; how often each kind of mess was made."""
    chance = dice(stories.seed, "mess")
    by_title = {sheet.title: sheet for sheet in sheets}
    planted: Counter[str] = Counter()
    touched: dict[str, set[int]] = {title: set() for title in by_title}
    for slip in (*_SLIPS, *_impossible_days(stories)):
        _slip(chance, by_title[slip.tab], slip, touched[slip.tab])
        planted[slip.kind] += 1
    for title, clutter in _CLUTTER.items():
        _clutter(chance, by_title[title], clutter, touched[title])
        planted += Counter(
            {
                "repeated id": clutter.repeats,
                "repeated heading": clutter.headings,
                "blank row": clutter.blanks,
                "totals row": int(bool(clutter.total)),
            }
        )
    return planted


def _impossible_days(stories: Stories) -> list[Slip]:
    year = (stories.today - timedelta(days=60)).year
    return [
        Slip("unreadable row", "Cases DE", "Eröffnet am", f"31.02.{year}"),
        Slip("unreadable", "Cases FR", "Date de décision d'appel", f"31/02/{year} 10:00"),
    ]


def _slip(chance: Dice, sheet: Sheet, slip: Slip, touched: set[int]) -> None:
    column = sheet.headings.index(slip.heading)
    row = chance.choice(_candidates(sheet, column, slip, touched))
    touched.add(row)
    was = sheet.rows[row][column]
    sheet.rows[row][column] = slip.change(was) if callable(slip.change) else slip.change


def _candidates(sheet: Sheet, column: int, slip: Slip, touched: set[int]) -> list[int]:
    """Rows that hold the word that was meant; where chance wrote none, rows that hold any."""
    filled = [row for row in _older(sheet, touched) if sheet.rows[row][column] is not None]
    return [row for row in filled if sheet.rows[row][column] == slip.meant] or filled


def _older(sheet: Sheet, touched: set[int]) -> list[int]:
    return [row for row in range(int(len(sheet.rows) * _OLDER_SHARE)) if row not in touched]


def _clutter(chance: Dice, sheet: Sheet, clutter: Clutter, touched: set[int]) -> None:
    total = [_total(sheet, clutter.total)] if clutter.total else []
    twice = [list(sheet.rows[row]) for row in chance.sample(_older(sheet, touched), clutter.repeats)]
    for copy in twice:
        _insert(chance, sheet, copy)
    for _ in range(clutter.headings):
        _insert(chance, sheet, list(sheet.headings))
    for _ in range(clutter.blanks):
        _insert(chance, sheet, [])
    sheet.rows += total


def _insert(chance: Dice, sheet: Sheet, row: list[Content]) -> None:
    sheet.rows.insert(chance.randrange(len(sheet.rows) // 4, len(sheet.rows)), row)


def _total(sheet: Sheet, total: tuple[str, ...]) -> list[Content]:
    word, *added = total
    columns = {sheet.headings.index(heading) for heading in added}
    sums: list[Content] = [_sum(sheet, place) if place in columns else None for place in range(len(sheet.headings))]
    return [word, *sums[1:]]


def _sum(sheet: Sheet, column: int) -> float:
    return round(sum(cell for row in sheet.rows if isinstance(cell := row[column], int | float)), 2)
