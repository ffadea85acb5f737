"""The clocks there are: where each starts and stops in its tracker, and which words tell how far it got.

Rule: methods.md §2.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal

Clock = Literal["first_response", "next_update", "resolution", "appeal_decision", "appeal_window", "feedback_answer"]
Signs = Mapping[str, tuple[str, ...]]  # field: the values that are a sign of something

ANY_VALUE: Final[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class ClockRule:
    """Where one clock starts and stops. Of several fields the first that is filled counts.

    The last of `starts` and all of `ends` are those of the matter itself: the escalation, the appeal, the feedback.
    What starts anew starts with an answer too, which runs may have seen.
    """

    tracker: str
    starts: tuple[str, ...]
    stops: tuple[str, ...]
    ends: tuple[str, ...]
    done: Signs  # the matter is over, whenever that was
    going_on: Signs
    reopened: Signs = field(default_factory=dict)
    begun: Signs | None = (
        None  # the matter began, whenever that was; None: every record is such a matter from its start
    )
    starts_anew: bool = False  # with every update, so that what stopped an earlier round does not stop this one
    observed: Literal["answer", "closing"] | None = None  # what runs may have seen, if nothing says when it stopped
    is_window: bool = False  # in which somebody may act, and need not: it passes, and nobody is late

    @property
    def spans_the_matter(self) -> bool:
        """Whether it runs from the start of the matter to its end, so that it tells who had it how long."""
        return self.stops == self.ends and self.begun is None and not self.starts_anew


_DONE: Signs = {"status": ("resolved", "closed", "cancelled")}
_GOING_ON: Signs = {"status": ("open", "in_progress", "waiting", "escalated", "reopened")}
_REOPENED: Signs = {"status": ("reopened",)}
_APPEALED: Signs = {"appeal_status": ("submitted", "in_review", "decided"), "appeal_outcome": ANY_VALUE}


def _of_escalations(
    starts: tuple[str, ...],
    stops: tuple[str, ...],
    *,
    observed: Literal["answer", "closing"],
    starts_anew: bool = False,
) -> ClockRule:
    return ClockRule(
        tracker="escalations",
        starts=starts,
        stops=stops,
        ends=("resolved_at", "closed_at"),
        done=_DONE,
        going_on=_GOING_ON,
        reopened=_REOPENED,
        observed=observed,
        starts_anew=starts_anew,
    )


CLOCKS: Final[Mapping[Clock, ClockRule]] = MappingProxyType(
    {
        "first_response": _of_escalations(("raised_at",), ("first_response_at",), observed="answer"),
        "next_update": _of_escalations(
            ("last_update_at", "first_response_at", "raised_at"),
            ("resolved_at", "closed_at"),
            observed="closing",
            starts_anew=True,
        ),
        "resolution": _of_escalations(("raised_at",), ("resolved_at", "closed_at"), observed="closing"),
        "appeal_decision": ClockRule(
            tracker="cases",
            starts=("appealed_at",),
            stops=("appeal_decided_at",),
            ends=("appeal_decided_at",),
            done={"appeal_status": ("decided",), "appeal_outcome": ANY_VALUE},
            going_on={"appeal_status": ("submitted", "in_review")},
            begun=_APPEALED,
        ),
        "appeal_window": ClockRule(
            tracker="cases",
            starts=("decided_at",),
            stops=("appealed_at",),
            ends=("appealed_at",),
            done=_APPEALED,
            going_on={"appeal_status": ("not_appealed",)},
            begun=_APPEALED,
            is_window=True,
        ),
        "feedback_answer": ClockRule(
            tracker="feedback",
            starts=("received_at",),
            stops=("resolved_at",),
            ends=("resolved_at",),
            done=_DONE,
            going_on=_GOING_ON,
            reopened=_REOPENED,
            observed="closing",
        ),
    }
)
