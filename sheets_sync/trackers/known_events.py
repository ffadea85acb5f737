"""Known events: holidays, campaigns, releases and incidents that move figures by themselves."""

from typing import ClassVar

from sheets_sync.trackers.row import Day, EventKind, Markets, Text, TrackerRow, known_as


class KnownEvent(TrackerRow):
    """One event. It has no id: all its values identify it."""

    tracker: ClassVar[str] = "known_events"
    in_order: ClassVar[tuple[tuple[str, str], ...]] = (("start", "end"),)
    record_words: ClassVar[str] = (
        "event | known event | campaign | holiday | promotion | release | incident | ereignis | kampagne |"
        "feiertag | aktion | événement | campagne | jour férié | evento | campaña | festivo | campagna | festività |"
        "calendar"
    )
    not_fields: ClassVar[str] = (
        "Start time | End time | Duration | Budget | Created at | Created | Updated at | Event ID | Campaign ID"
    )

    start: Day = known_as(
        "Start | From | Begin | Event date | Date | Day | First day | Holiday date | Launch date | Release date",
        "Start day | Go-live | Campaign start | Event start | Valid from | Started | Beginn | Von | Ab | Anfang",
        "Erster Tag | Tag | Gültig ab | Début | Du | À partir du | Commence le | Jour | Premier jour | Inicio",
        "Desde | Comienzo | Comienza | Día | Inizio | Dal | Da | Giorno | Comincia",
        need="fatal",
    )
    end: Day = known_as(
        "End | To | Until | Through | Last day | Finish | End day | Campaign end | Event end | Valid to",
        "Valid until | Ended | Ende | Bis | Letzter Tag | Gültig bis | Fin | Au | Jusqu'au | Se termine le",
        "Dernier jour | Hasta | Termina | Último día | Fine | Al | Fino al | Ultimo giorno | Finisce",
        "Finishes",
    )
    kind: EventKind = known_as(
        "Kind | Type | Event type | Category | Event kind | Event category | Calendar type | Art | Typ | Ereignisart",
        "Kategorie | Ereignistyp | Art des Ereignisses | Nature | Type d'événement | Catégorie | Tipo",
        "Tipo de evento | Categoría | Clase | Tipologia",
        need="expected",
    )
    market: Markets = known_as(
        "Market | Mkt | Country | Affected markets | Region | Scope | Geo | Markt | Märkte | Land | Länder | Marché",
        "Pays | Périmètre | Mercado | País | Países | Ámbito | Mercato | Mercati | Paese | Paesi | Nazione | Regione",
    )
    product_category: Text = known_as(
        "Product category | Affected category | Vertical | Product vertical | Shop category | Produktkategorie",
        "Warengruppe | Catégorie de produit | Categoría de producto | Categoria prodotto | Industry",
    )
    name: Text = known_as(
        "Name | Event name | Event | Title | Campaign | Holiday | Subject | What | Occasion | Release | Event title",
        "Summary | Promotion | Known event | Incident | Description | Ereignis | Bezeichnung | Titel | Anlass",
        "Feiertag | Kampagne | Was | Nom | Événement | Titre | Intitulé | Jour férié | Campagne | Libellé | Nombre",
        "Evento | Título | Festivo | Campaña | Nome | Titolo | Festività | Campagna | Aktion | Kampagnenname",
        "Betreff | Objet | Asunto | Oggetto | Beschreibung | Descripción | Descrizione",
    )
    link: Text = known_as(
        "Link | URL | Event link | Details link | Source | Doc | Doc link | Reference | Verweis | Quelle | Lien",
        "Enlace | Collegamento | Fonte | Fuente | Campaign link",
    )
    notes: Text = known_as(
        "Notes | Comment | Remarks | Details | Expected effect | Impact | Notizen | Notiz | Bemerkung | Bemerkungen",
        "Anmerkung | Remarques | Commentaire | Notas | Observaciones | Comentarios | Osservazioni | Commenti",
        "Observations | Expected impact | Hinweise",
        weakly="Description | Beschreibung | Descripción | Descrizione",
    )
