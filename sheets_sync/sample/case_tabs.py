"""The tabs that hold the demo's cases: one per market, each kept in its own language and its own way."""

from collections.abc import Sequence

from sheets_sync.sample.cases import Case
from sheets_sync.sample.dice import Dice, dice
from sheets_sync.sample.sheet import Column, Sheet, Tick, tracker_sheet
from sheets_sync.sample.spellings import (
    PRIORITIES,
    STATUSES,
    VIOLATIONS,
    dotted,
    french,
    german,
    iso,
    short,
    slashed,
    spelled,
    tick,
)
from sheets_sync.sample.stories import Stories

_EUROS = '#,##0.00 "€"'
_MEASURES = {
    "en": {
        "warning": "Warning",
        "live_interrupted": "LIVE interrupted",
        "live_suspension": "LIVE suspended {days}d",
        "product_removal": "Product removed",
        "points_only": "Points only",
        "feature_restriction": "Feature restriction",
        "live_ban": "Permanent LIVE ban",
        "no_action": "No action",
    },
    "de": {
        "warning": "Verwarnung",
        "live_interrupted": "LIVE unterbrochen",
        "live_suspension": "LIVE gesperrt {days}d",
        "product_removal": "Produkt entfernt",
        "points_only": "Nur Punkte",
        "feature_restriction": "Feature restriction",
        "live_ban": "LIVE ban",
        "no_action": "Keine Maßnahme",
    },
    "fr": {
        "warning": "Avertissement",
        "live_interrupted": "LIVE interrompu",
        "live_suspension": "LIVE suspendu {days} jours",
        "product_removal": "Produit retiré",
        "points_only": "Points uniquement",
        "feature_restriction": "Feature restriction",
        "live_ban": "LIVE ban",
        "no_action": "Aucune mesure",
    },
}
_OUTCOMES = {
    "en": {"overturned": "Accepted", "upheld": "Rejected", "withdrawn": "Withdrawn", "inadmissible": "Out of time"},
    "de": {
        "overturned": "Stattgegeben",
        "upheld": "Abgelehnt",
        "withdrawn": "Zurückgezogen",
        "inadmissible": "Unzulässig",
    },
    "fr": {"overturned": "Acceptée", "upheld": "Rejetée", "withdrawn": "Retirée", "inadmissible": "Irrecevable"},
}
_SOURCES = {"own_initiative": "Own initiative", "user_notice": "User report", "trusted_flagger": "Trusted flagger"}


def case_tabs(every: Sequence[Case], stories: Stories) -> list[Sheet]:
    """Cases DE, FR, IT-ES and the rest; together they hold every case once."""
    chance = dice(stories.seed, "case tabs")
    return [
        tracker_sheet(
            "Cases DE",
            _german(chance),
            _of(every, "DE"),
            heading="LIVE-Fälle Deutschland (und AT)",
            above=("Stand: laufend gepflegt · Team DE", "Ein Fall je Zeile, bitte keine Zeilen löschen"),
            colour="#FCE4B8",
            day_format="dd.mm.yyyy",
        ),
        tracker_sheet(
            "Cases FR",
            _french(chance),
            _of(every, "FR"),
            heading="Suivi des infractions LIVE – France",
            above=("Mis à jour chaque jour par l'équipe FR",),
            colour="#CFE2F3",
        ),
        tracker_sheet(
            "Cases IT-ES",
            _southern(chance, stories),
            _of(every, "IT", "ES"),
            heading="LIVE cases IT + ES",
            above=(f"Last 26 weeks, up to {stories.today:%d %b %Y}", "Legend: tick = decision was wrong"),
            colour="#D9EAD3",
        ),
        tracker_sheet("Cases IE NL", _other(chance), _of(every, "IE", "NL"), colour="#EAD1DC"),
    ]


def _of(every: Sequence[Case], *markets: str) -> list[Case]:
    return [case for case in every if case.market in markets]


def _german(chance: Dice) -> list[Column[Case]]:
    return [
        Column("Fall-Nr.", lambda case: case.case_id, 11),
        Column("Eröffnet am", lambda case: dotted(case.opened_at.date()), 13),
        Column("Entschieden am", lambda case: case.decided_at, 17),
        Column("Markt", lambda case: _markets(case, ", "), 9),
        Column("Händler-ID", lambda case: case.seller.seller_id, 23),
        Column("Händler", lambda case: case.seller.name, 22),
        Column("LIVE-Raum-ID", lambda case: case.seller.room_id, 23),
        Column("Produktkategorie", lambda case: case.seller.category, 16),
        Column("Verstoß", lambda case: spelled(chance, VIOLATIONS, case.violation), 22),
        Column("Maßnahme", lambda case: _measure(case, "de"), 19),
        Column("Punkte", lambda case: case.points, 8),
        Column("Schweregrad", lambda case: spelled(chance, PRIORITIES["de"], case.severity), 13),
        Column("Status", lambda case: spelled(chance, STATUSES["de"], case.status), 15),
        Column("Einspruch am", lambda case: german(case.appealed_at), 19),
        Column("Einspruch entschieden am", lambda case: case.appeal_decided_at, 17),
        Column("Ergebnis Einspruch", lambda case: _outcome(case, "de"), 16),
        Column("Verantwortlich", lambda case: case.owner, 14),
        Column("Notizen", lambda case: case.note, 34),
    ]


def _french(chance: Dice) -> list[Column[Case]]:
    return [
        Column("N° dossier", lambda case: case.case_id, 11),
        Column("Date d'ouverture", lambda case: slashed(case.opened_at.date()), 13),
        Column("Pays", lambda case: _markets(case, " / "), 9),
        Column("ID vendeur", lambda case: case.seller.seller_id, 23),
        Column("Nom du vendeur", lambda case: case.seller.name, 22),
        Column("Catégorie de produit", lambda case: case.seller.category, 14),
        Column("Motif d'infraction", lambda case: spelled(chance, VIOLATIONS, case.violation), 22),
        Column("Mesure appliquée", lambda case: _measure(case, "fr"), 19),
        Column("Points d'infraction", lambda case: case.points, 11),
        Column("Fin de suspension", lambda case: case.ends_at, 13),
        Column("Gravité", lambda case: spelled(chance, PRIORITIES["fr"], case.severity), 11),
        Column("Date de l'appel", lambda case: french(case.appealed_at), 18),
        Column("Date de décision d'appel", lambda case: slashed(case.appeal_decided_at), 17),
        Column("Décision d'appel", lambda case: _outcome(case, "fr"), 14),
        Column("Erreur de jugement ?", lambda case: tick(case.misjudged, ("oui", "non")), 12),
        Column("Responsable", lambda case: case.owner, 12),
        Column("Statut", lambda case: spelled(chance, STATUSES["fr"], case.status), 12),
        Column("Commentaires", lambda case: case.note, 34),
    ]


def _southern(chance: Dice, stories: Stories) -> list[Column[Case]]:
    return [
        Column("Case ID", lambda case: case.case_id, 11),
        Column("Opened", lambda case: case.opened_at, 16),
        Column("Decided", lambda case: case.decided_at, 16),
        Column("Market", lambda case: _markets(case, "/"), 9),
        Column("Seller ID", lambda case: case.seller.seller_id, 23),
        Column("Seller name", lambda case: case.seller.name, 22),
        Column("Creator", lambda case: f"@{case.seller.handle}", 22),
        Column("LIVE room ID", lambda case: case.seller.room_id, 23),
        Column("Product category", lambda case: case.seller.category, 14),
        Column("Violation type", lambda case: spelled(chance, VIOLATIONS, case.violation), 22),
        Column("Enforcement", lambda case: _measure(case, "en"), 19),
        Column("Points", lambda case: case.points, 8),
        Column("Severity", lambda case: spelled(chance, PRIORITIES["en"], case.severity), 10),
        Column("Detected by", lambda case: _SOURCES[case.source], 15),
        Column("Status 🚦", lambda case: spelled(chance, STATUSES["emoji"], case.status), 16),
        Column("Appealed on", lambda case: short(case.appealed_at, stories.today), 13),
        Column("Appeal decided", lambda case: case.appeal_decided_at, 16),
        Column("Appeal outcome", lambda case: _outcome(case, "en"), 14),
        Column("Misjudgement?", lambda case: None if case.misjudged is None else Tick(case.misjudged), 13),
        Column("GMV impact (EUR)", lambda case: case.gmv_impact, 14, _EUROS),
        Column("Owner", lambda case: case.owner, 10),
        Column("Notes", lambda case: case.note, 34),
    ]


def _other(chance: Dice) -> list[Column[Case]]:
    return [
        Column("Case ID", lambda case: case.case_id, 11),
        Column("Opened at", lambda case: iso(case.opened_at), 17),
        Column("Market", lambda case: _markets(case, ", "), 9),
        Column("Seller ID", lambda case: case.seller.seller_id, 23),
        Column("Seller", lambda case: case.seller.name, 20),
        Column("Category of product", lambda case: case.seller.category, 14),
        Column("Violation", lambda case: spelled(chance, VIOLATIONS, case.violation), 22),
        Column("Enforcement", lambda case: _measure(case, "en"), 19),
        Column("Severity", lambda case: spelled(chance, PRIORITIES["en"], case.severity), 10),
        Column("Status", lambda case: spelled(chance, STATUSES["en"], case.status), 13),
        Column("Appeal outcome", lambda case: _outcome(case, "en"), 14),
        Column("Owner", lambda case: case.owner, 10),
    ]


def _markets(case: Case, between: str) -> str:
    return case.market if case.also_in is None else case.market + between + case.also_in


def _measure(case: Case, language: str) -> str:
    return _MEASURES[language][case.measure].format(days=case.days)


def _outcome(case: Case, language: str) -> str | None:
    return None if case.outcome is None else _OUTCOMES[language][case.outcome]
