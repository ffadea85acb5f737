"""What the demo's escalations are about, and what lies on the desk now."""

from dataclasses import dataclass
from typing import Literal

AT_RISK_SHARE = 0.8


@dataclass(frozen=True)
class Topic:
    """A question as the team writes it: `{n}` sellers, `{market}`."""

    team: str
    root_cause: str | None
    subject: str


@dataclass(frozen=True)
class OpenNow:
    """An open escalation, by the share of its allowance that its clock has used up at any hour it is looked at."""

    topic: str
    market: str
    priority: str
    clock: Literal["first_response", "resolution"]
    share: float
    status: str = "in_progress"

    @property
    def state(self) -> str:
        """breached, waiting, at_risk or on_track, by the team's default policy."""
        if self.share > 1:
            return "breached"
        if self.status == "waiting":
            return "waiting"
        return "at_risk" if self.share >= AT_RISK_SHARE else "on_track"


def _topics(drawing: str) -> dict[str, Topic]:
    lines = [[cell.strip() for cell in line.split("|")] for line in drawing.strip().splitlines()]
    return {key: Topic(team, root_cause or None, subject) for key, team, root_cause, subject in lines}


EVERYDAY_TOPICS = _topics("""
before_after   | policy             | policy_unclear       | Before/after pictures in {market}: two clauses disagree
giveaways      | policy             | policy_gap           | Ruling needed: giveaway wheel in {market} LIVE rooms
green_screen   | policy             | policy_unclear       | Is a green screen backdrop 'pre-recorded'? {n} sellers ask
price_claims   | policy             | policy_gap           | 'Cheapest in {market}' said by the host: is it allowed?
wrong_language | moderation_quality | reviewer_error       | Warnings in the wrong language, {n} sellers in {market}
same_note      | moderation_quality | reviewer_error       | Same reviewer note pasted into {n} appeals, {market}
appeal_queue   | moderation_quality |                      | Appeal queue {market}: {n} older than five days
qa_disagrees   | moderation_quality | reviewer_error       | Quality sample {market}: {n} of 20 decisions wrong
points_stay    | product            | product_defect       | Points stay after a granted appeal, {n} sellers in {market}
empty_reasons  | product            | product_defect       | Statement of reasons empty for {n} sellers in {market}
end_in_utc     | product            | product_defect       | Suspension end shows UTC, {n} in {market} live too early
appeal_button  | product            | product_defect       | No appeal button in the app, {n} sellers in {market}
throttled      | algorithm          | distribution_change  | {n} rooms in {market} throttled after their suspension
still_camera   | algorithm          | model_false_positive | Loop detection fires on a still camera, {n} in {market}
trader_request | legal              |                      | Request for trader information, {n} sellers in {market}
copy_paste     | seller_support     | unknown              | Support advises {market} sellers to open new accounts
""")
STORY_TOPICS = _topics("""
three_cameras  | moderation_quality | model_false_positive | FR beauty rooms cut as pre-recorded, though plainly live
health_wave    | policy             | policy_gap           | Health claims DE: cases multiply and there is no playbook
reach_es       | algorithm          | distribution_change  | Reach of ES rooms down 40 % for days, no policy action
supplements    | policy             | policy_unclear       | 'Supports the immune system': allowed in DE?
it_counterfeit | moderation_quality | reviewer_error       | IT: own-brand bags removed as counterfeit, {n} sellers
product_card   | product            | product_defect       | Product card vanishes from LIVE after a price edit
""")

OPEN_NOW = (
    # already too late
    OpenNow("three_cameras", "FR", "critical", "first_response", 1.7, "open"),
    OpenNow("health_wave", "DE", "high", "first_response", 2.6, "open"),
    OpenNow("copy_paste", "ES", "medium", "first_response", 1.4, "open"),
    OpenNow("still_camera", "FR", "critical", "resolution", 1.9),
    OpenNow("points_stay", "DE", "high", "resolution", 1.35),
    OpenNow("same_note", "IT", "high", "resolution", 1.12),
    OpenNow("green_screen", "FR", "medium", "resolution", 1.2),
    # soon too late
    OpenNow("reach_es", "ES", "high", "first_response", 0.87, "open"),
    OpenNow("it_counterfeit", "IT", "medium", "first_response", 0.9, "open"),
    OpenNow("trader_request", "NL", "low", "first_response", 0.95, "open"),
    OpenNow("throttled", "FR", "critical", "resolution", 0.88),
    OpenNow("appeal_queue", "IT", "high", "resolution", 0.85),
    OpenNow("before_after", "DE", "medium", "resolution", 0.94),
    # waiting for somebody
    OpenNow("end_in_utc", "IE", "medium", "resolution", 0.5, "waiting"),
    OpenNow("supplements", "DE", "high", "resolution", 0.4, "waiting"),
    OpenNow("empty_reasons", "NL", "low", "resolution", 0.3, "waiting"),
    OpenNow("giveaways", "ES", "medium", "resolution", 0.6, "waiting"),
    # in time
    OpenNow("product_card", "DE", "high", "first_response", 0.35, "open"),
    OpenNow("price_claims", "IE", "medium", "first_response", 0.2, "open"),
    OpenNow("wrong_language", "NL", "medium", "first_response", 0.5, "open"),
    OpenNow("qa_disagrees", "ES", "low", "first_response", 0.15, "open"),
    OpenNow("appeal_button", "IT", "low", "first_response", 0.4, "open"),
    OpenNow("points_stay", "FR", "high", "resolution", 0.3),
    OpenNow("qa_disagrees", "FR", "high", "resolution", 0.55),
    OpenNow("throttled", "IT", "high", "resolution", 0.65),
    OpenNow("price_claims", "DE", "medium", "resolution", 0.25),
    OpenNow("wrong_language", "FR", "medium", "resolution", 0.45),
    OpenNow("still_camera", "DE", "medium", "resolution", 0.6),
    OpenNow("appeal_button", "ES", "medium", "resolution", 0.7),
    OpenNow("trader_request", "DE", "low", "resolution", 0.2),
    OpenNow("before_after", "IT", "low", "resolution", 0.45),
    OpenNow("empty_reasons", "ES", "low", "resolution", 0.6),
)
