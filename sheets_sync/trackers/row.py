"""The base of every row schema, and what a field's annotation says about its column."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, ValidationInfo
from pydantic.config import JsonDict, JsonValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from sheets_sync.trackers.reading.instants import CommonInstants
from sheets_sync.trackers.reading.plain_forms import PLAIN_FORMS
from sheets_sync.trackers.values import CellProblem, Money, Rating, ReadCell, Reading, read_value
from sheets_sync.workbooks.grid import Cell

Need = Literal["fatal", "expected", "optional"]


@dataclass
class ColumnContext:
    """Pydantic's context while a column is validated: how to read it, and what there is to say about its cells."""

    reading: Reading
    unit: str | None = None  # named by the heading
    marks: bool = False  # a cell that cannot be read is None, with its remark, and no error
    remarks: dict[Hashable, ReadCell | CellProblem] = field(
        default_factory=dict
    )  # by `cell_key`, plain answers left out
    instants: CommonInstants = field(init=False)

    def __post_init__(self) -> None:
        self.instants = CommonInstants(self.reading)


def cell_key(cell: Cell) -> Hashable:
    """What tells cells apart: True is not 1."""
    return (bool, cell) if cell.__class__ is bool else cell


@dataclass(frozen=True)
class Reads:
    """How a column's cells are read: a kind of `values.read_cell`, and the unit of a bare number."""

    kind: str
    unit: str | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        read = self._read_instant if self.kind == "datetime" else self._read
        reader = core_schema.with_info_plain_validator_function(read)
        plain = PLAIN_FORMS.get(self.kind)
        return core_schema.union_schema([plain, reader], mode="left_to_right") if plain else reader

    def _read_instant(self, cell: Any, info: ValidationInfo) -> Any:
        context: ColumnContext = info.context  # type: ignore[assignment]
        at = context.instants.at(cell)
        return self._read(cell, info) if at is None else at

    def _read(self, cell: Any, info: ValidationInfo) -> Any:
        context: ColumnContext = info.context  # type: ignore[assignment]
        answer = read_value(cell, self.kind, context.reading, unit=context.unit or self.unit)
        if isinstance(answer, CellProblem):
            context.remarks[cell_key(cell)] = answer
            if context.marks:
                return None
            raise PydanticCustomError("cell", "{problem}", {"problem": answer.problem})
        if answer.warning or answer.whole_day:
            context.remarks[cell_key(cell)] = answer
        return answer.value


Id = Annotated[str | None, Reads("id")]
Text = Annotated[str | None, Reads("text")]
Handle = Annotated[str | None, Reads("handle")]  # without the @
Instant = Annotated[datetime | None, Reads("datetime")]  # UTC
Day = Annotated[date | None, Reads("date")]
Seconds = Annotated[float | None, Reads("duration")]
Number = Annotated[float | None, Reads("number")]
Integer = Annotated[int | None, Reads("integer")]
Ratio = Annotated[float | None, Reads("ratio")]
Amount = Annotated[Money | None, Reads("money")]
Score = Annotated[Rating | None, Reads("rating")]
Boolean = Annotated[bool | None, Reads("boolean")]
Language = Annotated[str | None, Reads("language")]
Items = Annotated[tuple[str, ...] | None, Reads("list")]
Markets = Annotated[tuple[str, ...] | None, Reads("market_list")]
Market = Annotated[str | None, Reads("market")]
Status = Annotated[str | None, Reads("status")]
Priority = Annotated[str | None, Reads("priority")]
Team = Annotated[str | None, Reads("team")]
EnforcementType = Annotated[str | None, Reads("enforcement_type")]
ViolationType = Annotated[str | None, Reads("violation_type")]
ViolationTypes = Annotated[tuple[str, ...] | None, Reads("violation_type_list")]
DetectionSource = Annotated[str | None, Reads("detection_source")]
DecisionGround = Annotated[str | None, Reads("decision_ground")]
AutomatedDecision = Annotated[str | None, Reads("automated_decision")]
ContentType = Annotated[str | None, Reads("content_type")]
AppealStatus = Annotated[str | None, Reads("appeal_status")]
AppealOutcome = Annotated[str | None, Reads("appeal_outcome")]
QaVerdict = Annotated[str | None, Reads("qa_verdict")]
RootCause = Annotated[str | None, Reads("root_cause")]
Channel = Annotated[str | None, Reads("channel")]
Sentiment = Annotated[str | None, Reads("sentiment")]
PlaybookKind = Annotated[str | None, Reads("playbook_kind")]
PlaybookStatus = Annotated[str | None, Reads("playbook_status")]
Audience = Annotated[str | None, Reads("audience")]
EventKind = Annotated[str | None, Reads("event_kind")]
Theme = Annotated[str | None, Reads("theme")]
Links = Annotated[tuple[str, ...] | None, Reads("url_list")]
ShortSeconds = Annotated[float | None, Reads("duration", "s")]  # m:ss, not h:mm


def known_as(*headings: str, weakly: str = "", need: Need = "optional", day_of: str | None = None) -> Any:
    """A field of a row schema: the headings it is known by, in any language, and how much depends on it.

    Headings are parted by '|', the best first. `weakly` are headings that stand for the field only where no better
    one does; '* team' fits any word before it. 'fatal': without it a row is left out. 'expected': a blank cell or a
    missing column is an issue. `day_of` names the instant whose local day stands in for a missing day.
    """
    said: JsonDict = {"headings": _parted(*headings), "weak_headings": _parted(weakly), "need": need, "day_of": day_of}
    return Field(default=None, json_schema_extra=said)


def _parted(*texts: str) -> list[JsonValue]:
    return [heading.strip() for text in texts for heading in text.split("|") if heading.strip()]


class RateOf(NamedTuple):
    """A field that says how much of one count another one is."""

    field: str
    part: str
    whole: str


class TrackerRow(BaseModel):
    """One row of a tracker in canonical fields. The fields, in order, are all that is known about its columns."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    tracker: ClassVar[str]
    id_field: ClassVar[str | None] = None  # None: a row is identified by `identity` alone
    identity: ClassVar[tuple[str, ...]] = ()  # what a stable id is made from where there is no id; () is every field
    done_at: ClassVar[tuple[str, ...]] = ()  # instants that say a record is done, whatever its status
    never_future: ClassVar[tuple[str, ...]] = ()  # instants of what has happened, so never after now
    in_order: ClassVar[tuple[tuple[str, str], ...]] = ()  # pairs of times, the second never before the first
    rates: ClassVar[tuple[RateOf, ...]] = ()
    record_words: ClassVar[str] = ""  # what people call one record, parted by '|': 'Ticket status' is the status
    not_fields: ClassVar[str] = ""  # headings that look like a field's and mean something else, parted by '|'

    @classmethod
    def said(cls, field: str, about: Literal["headings", "weak_headings", "need", "day_of"]) -> Any:
        """What `known_as` said of a field."""
        extra = cls.model_fields[field].json_schema_extra
        return extra[about] if isinstance(extra, dict) else None

    @classmethod
    def fields_with(cls, need: Need) -> tuple[str, ...]:
        """The fields of that need, in order."""
        return tuple(field for field in cls.model_fields if cls.said(field, "need") == need)


@cache
def reads(schema: type[TrackerRow], field: str) -> Reads:
    """How a field's cells are read."""
    return next(entry for entry in schema.model_fields[field].metadata if isinstance(entry, Reads))
