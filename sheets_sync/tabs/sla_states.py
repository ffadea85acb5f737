"""The words and tones of SLA states."""

from sheets_sync.workbooks.tab import State

STATES = {
    "breached": State("Breached", "late"),
    "missed": State("Missed", "late"),
    "at_risk": State("At risk", "soon"),
    "uncertain": State("Uncertain", "soon"),
    "paused": State("Paused", "quiet"),
    "on_track": State("On track", "fine"),
    "met": State("Met", "fine"),
    "unknown": State("Unknown", "quiet"),
    "not_applicable": State("Not applicable", "quiet"),
}
