"""Every row schema, by the name of its tracker."""

from collections.abc import Mapping
from types import MappingProxyType

from sheets_sync.trackers.actions import Action
from sheets_sync.trackers.cases import Case
from sheets_sync.trackers.escalations import Escalation
from sheets_sync.trackers.feedback import Feedback
from sheets_sync.trackers.known_events import KnownEvent
from sheets_sync.trackers.playbooks import Playbook
from sheets_sync.trackers.row import TrackerRow
from sheets_sync.trackers.traffic import Traffic

_IN_ORDER: tuple[type[TrackerRow], ...] = (Case, Escalation, Feedback, Traffic, Playbook, KnownEvent, Action)

SCHEMAS: Mapping[str, type[TrackerRow]] = MappingProxyType({schema.tracker: schema for schema in _IN_ORDER})
