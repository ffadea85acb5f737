"""Cases: LIVE violation cases, from the signal to the appeal."""

from typing import ClassVar

from sheets_sync.trackers.row import (
    Amount,
    AppealOutcome,
    AppealStatus,
    AutomatedDecision,
    Boolean,
    ContentType,
    DecisionGround,
    DetectionSource,
    EnforcementType,
    Handle,
    Id,
    Instant,
    Items,
    Language,
    Links,
    Markets,
    Number,
    Priority,
    QaVerdict,
    RootCause,
    Status,
    Text,
    TrackerRow,
    ViolationType,
    known_as,
)


class Case(TrackerRow):
    """One violation case. Source: domain.md §4; the fields of the DSA transparency database keep its names too."""

    tracker: ClassVar[str] = "cases"
    id_field: ClassVar[str | None] = "case_id"
    done_at: ClassVar[tuple[str, ...]] = ("closed_at",)
    never_future: ClassVar[tuple[str, ...]] = (
        "opened_at",
        "decided_at",
        "closed_at",
        "appealed_at",
        "appeal_decided_at",
    )
    in_order: ClassVar[tuple[tuple[str, str], ...]] = (
        ("opened_at", "closed_at"),
        ("enforcement_starts_at", "enforcement_ends_at"),
        ("decided_at", "appealed_at"),
        ("appealed_at", "appeal_decided_at"),
    )
    record_words: ClassVar[str] = (
        "case | incident | violation | infraction | record | log | finding | nonconformity | non conformity | nc |"
        "breach | report | event | ticket | issue | complaint | strike | fall | vorfall | verstoß | vorgang |"
        "verletzung | cas | dossier | caso | expediente | violazione | pratica | incidente | incidencia |"
        "infracción | infrazione | fälle | vorfälle | verstöße | casi |"
        "notice | signalement | segnalazione | meldung | abweichung | non-conformité | non conformità |"
        "no conformidad | sanction | offence | offense"
    )
    not_fields: ClassVar[str] = (
        "Notifier | Notifier name | Reporter | Reported by | Reporter name | Reporter ID | Reported by name |"
        "Complainant | Notifying party | Source identity | Reporter email | Gemeldet von | Melder | Signalé par |"
        "Notifiant | Denunciante | Reportado por | Segnalato da | Segnalante | Reporting user | Report type |"
        "Report source name | Flagged by | Target ID | Target | Content ID | Post ID | Message ID | Platform name |"
        "Platform UID | Created by | Due date | Due | Effectiveness verified | Location | Duration |"
        "Detection time | Response time | Resolution time | Record type | Decision visibility other |"
        "Decision monetary other | Category addition | Category specification | Account type |"
        "Category specification other | Content date | Content type other | Content ID EAN other |"
        "Incompatible content illegal | Appeal reason | Appeal text | Appeal ID | Appeal notes | Appeal comment |"
        "QA comment | QA notes | QA date | QA score | Subcategory | Sub category | Action owner |"
        "Decision ground reference URL | Illegal content explanation | Incompatible content explanation |"
        "Target date | Location type | Zip code | Address | Response | Escalated | Previous status | Old status |"
        "Risk factor | Audit type | Inspection type | Effectiveness | Hours to close | Days open | Age | SLA"
    )

    case_id: Id = known_as(
        "Case ID | Case | Violation ID | Incident ID | Enforcement ID | Record ID | Report ID | Reference number",
        "Reference | Ref | ID | # | Log ID | Statement ID | UUID | Decision ID | Ticket ID | Issue ID | Event ID",
        "Notice ID | NC number | NCR number | Finding ID | CAPA number | Fall-ID | Aktenzeichen | Vorgangsnummer",
        "Vorfall-ID | Verstoß-ID | Lfd. Nr. | Kennung | N° dossier | N° cas | ID de caso | N.º de expediente",
        "Expediente | Referencia | Folio | Numero pratica | Riferimento | ID incidente | Código",
        "Docket number | SOR ID | PUID | Complaint number | Meldungs-ID | ID signalement | N° signalement",
        "Caso",
        weakly="Complaint ID | Moderation ID | Ban ID | Warning ID | Infraction ID | Alert number | Sr no | S.No |"
        "Serial no | Action ID | Strike ID | Key | Number | Index | Identifier |"
        "Risk ID | Hazard ID",
        need="fatal",
    )
    opened_at: Instant = known_as(
        "Opened at | Opened | Open date | Case opened | Case date | Logged at | Logged | Created at | Created",
        "Creation date | Case created | Recorded at | Raised | Detected at | Detection date | Date of incident",
        "Violation date | Reported at | Date identified | Flagged at | Event date | Occurred at | Date | Time",
        "Received | Issued at | Log date | Submitted at | Found on | Submission date | Eröffnet am | Eröffnungsdatum",
        "Fall eröffnet | Angelegt am | Erstellt am | Erfasst am | Erfassungsdatum | Falldatum | Gemeldet am",
        "Meldedatum | Vorfallsdatum | Datum des Verstoßes | Festgestellt am | Erstellungsdatum | Eingangsdatum",
        "Date d'ouverture | Ouvert le | Créé le | Date du cas | Enregistré le | Date d'infraction",
        "Date de signalement | Signalé le | Détecté le | Fecha de apertura | Abierto el | Creado el",
        "Fecha de creación | Fecha de registro | Registrado el | Fecha del caso | Fecha de infracción",
        "Fecha del incidente | Fecha de detección | Aperto il | Creato il | Data creazione | Registrato il",
        "Data registrazione | Data violazione | Data rilevazione | Data segnalazione | Data infrazione | Warned at",
        "Date entered | Entered on | Notice date | Zeitstempel | Date de constat | Constaté le | Fecha y hora",
        "Data e ora | Data evento",
        weakly="Inspection date | Audit date | Start date | Discovery date | Discovered on",
        need="fatal",
    )
    decided_at: Instant = known_as(
        "Decided at | Decided | Decision date | Decision time | Judged at | Verdict date | Enforced at",
        "Enforcement date | Actioned at | Moderated at | Reviewed at | Action taken at | Date of action",
        "Decision taken on | Review date | Penalty date | Entscheidungsdatum | Entschieden am | Maßnahme am",
        "Sanktionsdatum | Geprüft am | Décidé le | Date de la mesure | Date de sanction",
        "Date d'application de la mesure | Decidido el | Fecha de sanción | Fecha de la medida | Fecha de revisión",
        "Data decisione | Deciso il | Data sanzione | Data provvedimento | Data revisione",
    )
    enforcement_starts_at: Instant = known_as(
        "Enforcement starts at | Application date | Enforcement start | Effective from | Effective date",
        "Suspended from | Penalty start | Suspension start | Ban start | Restriction start | Applied at",
        "In effect from | Measure start | Banned on | Suspended at | Suspension from | Measure effective from",
        "Banned from | Beginn der Maßnahme | Maßnahme ab | Gesperrt ab | Sperre ab | Sperrbeginn | Gültig ab",
        "Wirksam ab | Beginn der Sperre | Sperre von | Début de suspension | Début de la mesure | Début de sanction",
        "Suspendu du | Effectif le | Inicio de la suspensión | Inicio de la medida | Inicio de la sanción",
        "Fecha de aplicación | Efectivo desde | Suspendido desde | Inizio sospensione | Inizio misura",
        "Inizio sanzione | Data applicazione | Sospeso dal | Efficace dal",
        weakly="Start | Von | Beginn | Début | Inicio | Inizio | From",
    )
    enforcement_ends_at: Instant = known_as(
        "Enforcement ends at | Enforcement end | Effective to | Effective until | Suspended until | Suspension end",
        "Expiry | Penalty end | Ban end | Banned until | Restriction end | Expires at | Expiration date | Ends at",
        "Measure end | Lifted on | Expires | End date visibility restriction | End date monetary restriction",
        "End date service restriction | End date account restriction | Ban expires | Reinstatement date | Ban expiry",
        "Unban date | Ende der Maßnahme | Maßnahme bis | Gesperrt bis | Sperre bis | Ende der Sperre | Sperrende",
        "Gültig bis | Sperrfrist | Ablaufdatum | Fin de suspension | Fin de la mesure | Fin de sanction",
        "Suspendu jusqu'au | Fin de la sanción | Suspendido hasta | Fin de la medida | Expira el",
        "Fecha de expiración | Fine sospensione | Sospeso fino al | Fine misura | Fine sanzione | Scade il",
        "Data di scadenza",
        weakly="End | Until | Bis | Ende | Fin | Hasta | To",
    )
    closed_at: Instant = known_as(
        "Closed at | Closed | Close date | Closure date | Case closed | Resolved at | Resolved | Resolution date",
        "Completed at | Completion date | Close time | Geschlossen am | Abgeschlossen am | Fall geschlossen",
        "Abschlussdatum | Erledigt am | Gelöst am | Schließdatum | Geschlossen | Clôturé le | Clos le | Fermé le",
        "Résolu le | Date de fermeture | Cerrado el | Fecha de cierre | Resuelto el | Fecha de resolución | Cierre",
        "Chiuso il | Data chiusura | Risolto il | Data risoluzione | Chiusura",
    )
    market: Markets = known_as(
        "Market | Mkt | Country | Territorial scope | Territory | Country/Region | Affected markets | Marketplace",
        "Seller country | Seller market | Shop country | Jurisdiction | Markt | Märkte | Land | Länder",
        "Räumlicher Geltungsbereich | Ländercode | Marktplatz | Marché | Pays | Portée territoriale | Mercado | País",
        "Países | Ámbito territorial | Mercato | Mercati | Paese | Paesi | Ambito territoriale | Nazione",
        weakly="Region | Regione | Zone | Zona | * country | Locale | Geo",
        need="expected",
    )
    language: Language = known_as(
        "Language | Content language | Lang | LIVE language | Room language | Sprache | Inhaltssprache | Langue",
        "Langue du contenu | Idioma | Idioma del contenido | Lengua | Lingua | Lingua del contenuto | Lenguaje",
    )
    seller_id: Id = known_as(
        "Seller ID | Merchant ID | Shop ID | Store ID | Seller UID | Vendor ID | Händler-ID | Verkäufer-ID",
        "ID vendeur | ID marchand | ID boutique | ID vendedor | ID tienda | ID comercio | ID venditore | ID negozio",
        "ID commerciante",
        weakly="Account ID | Trader ID | Supplier ID",
    )
    seller_name: Text = known_as(
        "Seller name | Seller | Merchant | Shop name | Shop | Store name | Store | Vendor | Business name",
        "Trader name | Händler | Verkäufer | Vendeur | Marchand | Boutique | Vendedor | Comercio | Tienda",
        "Venditore | Negozio | Commerciante",
        weakly="Company | Supplier | Firma | Unternehmen | Entreprise | Société | Empresa | Azienda | Brand |"
        "Account name | Trader | Organization",
    )
    creator_handle: Handle = known_as(
        "Creator handle | Creator | Creator username | Host | Host handle | Handle | Streamer | TikTok handle",
        "Influencer | Creator account | Anchor | Host username | TikTok username | Account handle | Affiliate",
        "Moderator des LIVE | Créateur | Pseudo | Animateur | Hôte | Compte créateur | Creador | Creadora",
        "Usuario del creador | Presentador | Creatore | Conduttore | Handle del creatore",
        weakly="Username | Nickname | Nick | Player | Nutzername | Benutzername | Nom d'utilisateur | Usuario |"
        "Utente | Offender | Reported user | Banned user | Target user |"
        "Target author | Member | Target | User",
    )
    live_room_id: Id = known_as(
        "LIVE room ID | Room ID | LIVE ID | Session ID | Livestream ID | Stream ID | Broadcast ID | Live session ID",
        "LIVE room | Room | Raum-ID | LIVE-Raum-ID | Sitzungs-ID | LIVE-Raum | ID salle | ID de sala",
        "ID de la sesión | ID stanza | ID diretta | ID sessione | ID del directo",
        "Livestream room ID",
    )
    product_id: Id = known_as(
        "Product ID | SKU | Item ID | EAN | Content ID EAN | GTIN | Listing ID | ASIN | Barcode | Produkt-ID",
        "Artikelnummer | ID produit | ID producto | ID prodotto | Codice articolo | ID articolo",
    )
    product_category: Text = known_as(
        "Product category | Product type | Item category | Product vertical | Industry | Shop category",
        "Goods category | Product group | Produktkategorie | Warengruppe | Produkttyp | Produktart | Branche",
        "Catégorie de produit | Type de produit | Secteur | Categoría de producto | Tipo de producto",
        "Categoria prodotto | Tipo di prodotto | Sector | Settore",
        weakly="Vertical",
    )
    violation_type: ViolationType = known_as(
        "Violation type | Violation category | Violation | Violated policy type | Infraction type",
        "Infringement type | Offence | Offense | Offence type | Breach type | Violation reason | Issue type",
        "Category | Keyword | Reason | Incident type | Case type | Incident category | Report reason | Abuse type",
        "Case category | Infringement | Policy violation | Reason category | Enforcement reason | Rule",
        "Rule violated | Rule broken | Violation sub-type | Reason for action | Nature of violation | Ban reason",
        "Issue category | Art des Verstoßes | Verstoß | Verstoßart | Verstoßkategorie | Verstoßtyp | Grund | Art",
        "Typ | Kategorie | Vergehen | Vorfallart | Motif d'infraction | Infraction | Motif | Catégorie d'infraction",
        "Catégorie | Nature | Manquement | Nature de l'infraction | Raison | Tipo de infracción | Infracción",
        "Motivo de infracción | Motivo | Tipo de violación | Categoría de infracción | Categoría | Tipo",
        "Tipo de incidente | Incumplimiento | Razón | Falta | Tipo di violazione | Violazione",
        "Categoria di violazione | Infrazione | Tipo infrazione | Tipologia | Motivo della violazione | Causale",
        "Tipologia violazione | Type",
        need="expected",
    )
    policy_ref: Text = known_as(
        "Policy ref | Policy reference | Policy | Policy clause | Clause | Policy violated | Guideline",
        "Rule reference | Article | Incompatible content ground | Guideline section | Policy section | Policy code",
        "Rule ID | Legal ground | Legal basis | Illegal content legal ground | Community guideline",
        "Guideline violated | Policy ID | Regulation | Policy category | Section | Quoted article | Richtlinie",
        "Regel | Richtlinienverweis | Klausel | Verletzte Richtlinie | Richtlinienabschnitt | Rechtsgrundlage",
        "Paragraph | Référence de la règle | Politique | Règle | Clause violée | Règle enfreinte",
        "Référence de politique | Base légale | Règlement | Política | Referencia de la política | Cláusula | Norma",
        "Norma infringida | Regla | Política infringida | Base legal | Artículo | Riferimento policy | Regola",
        "Clausola | Norma violata | Regola violata | Riferimento normativo | Base giuridica | Articolo",
        "Violation code | Offence code | Infraction code | Rule code | Code section | Standard",
        "Regulation violated | Rule number | Terms violated | Community guideline violated",
    )
    decision_ground: DecisionGround = known_as(
        "Decision ground | Ground | Legal or contractual ground | Decision basis | Entscheidungsgrund",
        "Grund der Entscheidung | Motif de la décision | Fondement de la décision | Fundamento de la decisión",
        "Motivo de la decisión | Motivo della decisione | Fondamento della decisione | Illegal or incompatible",
        "Base de la decisión | Grundlage der Entscheidung",
    )
    enforcement_type: EnforcementType = known_as(
        "Enforcement type | Enforcement | Enforcement action | Action | Action taken | Measure | Penalty | Sanction",
        "Punishment | Moderation action | Penalty type | Sanction type | Action type | Measure taken | Restriction",
        "Restriction type | Decision visibility | Decision account | Decision provision | Decision monetary",
        "Decision taken | Consequence | Enforcement measure | Disciplinary action | Punishment type",
        "Enforcement decision | Moderator action | Final action | Maßnahme | Art der Maßnahme | Sanktion",
        "Durchsetzungsmaßnahme | Strafe | Ergriffene Maßnahme | Aktion | Maßnahmen | Sanktionsart | Mesure appliquée",
        "Mesure | Sanction appliquée | Action prise | Type de mesure | Mesure prise | Pénalité",
        "Mesure corrective appliquée | Medida | Medida aplicada | Sanción | Tipo de sanción | Acción tomada",
        "Tipo de medida | Acción | Penalización | Medida adoptada | Sanción aplicada | Misura | Misura applicata",
        "Sanzione | Tipo di sanzione | Azione intrapresa | Provvedimento | Azione | Tipo di misura | Misura adottata",
        "Sanzione applicata | Penalità | Admin action",
        "Sanction imposed | Penalty applied | Disciplinary measure | Response taken | Enforcement taken",
        "Mod action | Verwarnung | Sanction prononcée | Décision prise | Medida tomada | Sanción impuesta",
        "Provvedimento adottato | Sanzione irrogata",
        weakly="Decision | Entscheidung | Decisione",
        need="expected",
    )
    violation_points: Number = known_as(
        "Violation points | Points | Penalty points | Strike points | Strikes | Points deducted | Points added",
        "Demerit points | VP | Points assigned | Points issued | Violation score | Health points | Points given",
        "Verstoßpunkte | Strafpunkte | Punkte | Punktabzug | Minuspunkte | Points d'infraction | Points de pénalité",
        "Points retirés | Puntos | Puntos de infracción | Puntos de penalización | Puntos de sanción | Punti",
        "Punti violazione | Punti di penalità | Punti infrazione | Puntos descontados | Pts | Pkt.",
    )
    severity: Priority = known_as(
        "Severity | Severity level | Priority | Sev | Risk level | Impact level | Criticality | Violation severity",
        "Seriousness | Prio | Schweregrad | Schwere | Priorität | Dringlichkeit | Gravité | Sévérité | Priorité",
        "Niveau de gravité | Niveau de risque | Gravedad | Severidad | Prioridad | Nivel de gravedad | Criticidad",
        "Gravità | Severità | Priorità | Livello di gravità | Criticità | Livello di rischio",
        weakly="Risk | Urgency | Urgence | Urgencia | Urgenza",
    )
    detection_source: DetectionSource = known_as(
        "Detection source | Source | Source type | Detected by | Detection method | Signal source | Origin",
        "Report source | How detected | Discovery source | Trigger | Detection channel | Notice type",
        "Source of notice | Detection type | Quelle | Meldequelle | Erkennungsquelle | Herkunft | Erkannt durch",
        "Quelle der Meldung | Source du signalement | Origine | Origine du signalement | Détecté par",
        "Méthode de détection | Fuente | Fuente de detección | Origen | Detectado por | Origen de la detección",
        "Método de detección | Fonte | Fonte di rilevamento | Fonte della segnalazione | Rilevato da",
        "Origine segnalazione",
        weakly="Channel | Trigger type",
    )
    automated_detection: Boolean = known_as(
        "Automated detection | Auto-detected | Automatically detected | AI detected | Automatic detection",
        "System detected | Machine detected | Automatisch erkannt | Automatische Erkennung | Détection automatique",
        "Détection automatisée | Détecté automatiquement | Detección automática | Detección automatizada",
        "Detectado automáticamente | Rilevamento automatico | Rilevamento automatizzato | Rilevato automaticamente",
    )
    automated_decision: AutomatedDecision = known_as(
        "Automated decision | Automated decision-making | Decision automation | Automation level | Automation",
        "Automated | Automatisierte Entscheidung | Automatisch entschieden | Automatisierungsgrad",
        "Décision automatisée | Décision automatique | Niveau d'automatisation | Decisión automatizada",
        "Decisión automática | Decisione automatizzata | Decisione automatica | Livello di automazione",
        "Nivel de automatización",
    )
    content_type: ContentType = known_as(
        "Content type | Content format | Target type | Content category type | Media type | Entity type",
        "Object type | Item type | Content kind | Inhaltstyp | Art des Inhalts | Inhaltsart | Type de contenu",
        "Format du contenu | Tipo de contenido | Formato del contenido | Tipo di contenuto | Formato del contenuto",
    )
    summary: Text = known_as(
        "Summary | Title | Case summary | Short description | Headline | Subject | Case title | Incident title",
        "Brief summary | Incident summary | Brief description | Issue | Incident | Topic | Issue summary",
        "Zusammenfassung | Titel | Kurzbeschreibung | Betreff | Vorfall | Résumé | Titre | Objet | Intitulé",
        "Synthèse | Sujet | Resumen | Título | Asunto | Incidente | Sintesi | Riepilogo | Titolo | Oggetto",
        "Descrizione breve | Descripción breve",
    )
    description: Text = known_as(
        "Description | Details | Case description | Decision facts | Facts | What happened | Violation details",
        "Violation description | Incident description | Full description | Facts and circumstances | Narrative",
        "Case details | Explanation | Context | Incident details | Description of nonconformity | Nonconformity",
        "Finding | Event description | Additional details | Beschreibung | Sachverhalt | Fallbeschreibung",
        "Einzelheiten | Tatbestand | Details zum Verstoß | Hergang | Vorfallbeschreibung | Faits",
        "Description des faits | Description du cas | Description de l'infraction | Faits et circonstances | Constat",
        "Descripción | Detalles | Hechos | Descripción del caso | Descripción de la infracción",
        "Descripción de los hechos | Qué pasó | Descrizione | Dettagli | Fatti | Descrizione del caso",
        "Descrizione della violazione | Dettaglio | Descrizione dei fatti | Cosa è successo",
        "Incident summary details | Reported content",
        weakly="Content | Contenu | Contenido | Contenuto | Message | Evidence summary | Problem |"
        "Problem description | Text |"
        "Abweichung | Non-conformité | No conformidad | Observation",
    )
    status: Status = known_as(
        "Status | Case status | State | Current status | Case state | Progress | Stage | Ticket status",
        "Overall status | Incident status | Fallstatus | Stand | Bearbeitungsstand | Zustand | Statut | État",
        "Statut du cas | Statut du dossier | Avancement | Estado | Estado del caso | Situación | Estatus | Stato",
        "Stato del caso | Stato pratica | Stato attuale",
        need="expected",
    )
    appeal_status: AppealStatus = known_as(
        "Appeal status | Appeal state | Appeal stage | Appeal progress | Appealed | Appeal | Objection status",
        "Has appeal | Appeal filed | Appeal submitted? | Einspruchsstatus | Einspruch | Widerspruchsstatus",
        "Statut de l'appel | Statut du recours | Recours | Appel | Estado de la apelación | Estado del recurso",
        "Apelación | Stato del ricorso | Stato dell'appello | Ricorso | Contestation | Statut contestation | Apelado",
        "Appellato | Fait appel | Contesté | Einspruch eingelegt",
    )
    appealed_at: Instant = known_as(
        "Appealed at | Appeal date | Appeal submitted | Appeal submission date | Appeal filed on | Appeal received",
        "Appeal opened | Appeal created at | Appeal start | Appeal time | Appeal raised | Einspruch am",
        "Einspruch eingelegt am | Widerspruch am | Einspruch vom | Date de l'appel | Date du recours",
        "Appel déposé le | Appel soumis le | Recours déposé le | Fecha de apelación | Apelado el | Fecha del recurso",
        "Data ricorso | Data appello | Ricorso presentato il | Date contestation",
    )
    appeal_decided_at: Instant = known_as(
        "Appeal decided at | Appeal decided | Appeal decision date | Appeal closed | Appeal resolved at | Appeal end",
        "Appeal resolution date | Appeal reviewed at | Appeal result date | Appeal outcome date | Appeal completed",
        "Appeal review date | Einspruch entschieden am | Entscheidung über Einspruch am | Einspruch abgeschlossen am",
        "Appel décidé le | Date de décision d'appel | Date de décision du recours | Apelación decidida el",
        "Fecha de decisión de la apelación | Fecha resolución apelación | Data decisione ricorso | Ricorso deciso il",
        "Data esito ricorso | Data decisione appello",
    )
    appeal_outcome: AppealOutcome = known_as(
        "Appeal outcome | Appeal result | Appeal decision | Appeal verdict | Appeal resolution | Appeal ruling",
        "Appeal final decision | Einspruchsergebnis | Ergebnis des Einspruchs | Einspruchsentscheidung",
        "Widerspruchsergebnis | Décision d'appel | Résultat de l'appel | Résultat du recours | Issue de l'appel",
        "Décision du recours | Resultado de la apelación | Decisión de la apelación | Resultado del recurso",
        "Esito del ricorso | Esito appello | Decisione ricorso | Esito della contestazione",
    )
    misjudgement: Boolean = known_as(
        "Misjudgement | Misjudged | False positive | Wrong decision | Wrongful enforcement | Mistake",
        "Incorrect decision | Erroneous | Error of judgement | Enforcement error | Confirmed misjudgement | FP",
        "Wrongly enforced | Mistaken enforcement | Fehlentscheidung | Fehlurteil | Falsch entschieden",
        "Fehlbeurteilung | Falsch positiv | Zu Unrecht | Erreur de jugement | Mauvaise décision | Faux positif",
        "Décision erronée | Erreur de décision | Error de juicio | Decisión errónea | Falso positivo",
        "Error de decisión | Errore di giudizio | Decisione errata | Falso positivo confermato",
        "Errore di valutazione",
        weakly="Overturned | Reversed",
    )
    root_cause: RootCause = known_as(
        "Root cause | RC | RCA | Cause | Root cause category | Root cause analysis | Root cause code",
        "Cause of error | Ursache | Grundursache | Fehlerursache | Cause racine | Cause première | Cause profonde",
        "Cause principale | Causa raíz | Causa principal | Causa radice | Causa",
        "Ursachenanalyse | Analyse des causes | Análisis de causa raíz | Analisi delle cause",
        "Analisi della causa | Cause racine identifiée",
    )
    reviewer: Text = known_as(
        "Reviewer | Reviewer ID | Reviewer team | Reviewed by | Moderator | Moderator ID | Decision maker",
        "Decided by | Judge | Mod | Review team | Moderation team | Reviewing team | Enforced by | Actioned by",
        "Analyst | Investigator | Moderated by | Action by | Prüfer | Prüferin | Geprüft von | Entscheider",
        "Prüfteam | Bearbeitender Prüfer | Modérateur | Vérificateur | Examiné par | Réviseur | Équipe de révision",
        "Décidé par | Revisor | Revisado por | Moderador | Equipo de revisión | Decidido por | Revisore",
        "Revisionato da | Moderatore | Verificato da | Team di revisione | Deciso da | Relecteur",
        "Action taken by | Performed by | Issued by | Banned by | Muted by | Warned by | Staff name",
        "Handled by moderator",
        weakly="Admin | Staff | Staff member | Officer | Inspector | Auditor",
    )
    qa_verdict: QaVerdict = known_as(
        "QA verdict | QA check | QA result | QA | Quality check | QA outcome | QC result | QC verdict",
        "Quality verdict | QA decision | QA status | QC | Quality review | Audit result | Second review",
        "Quality audit | QA review | QA agree | Quality result | Mod QA | Double check | Spot check result",
        "QS-Ergebnis | Qualitätsprüfung | QS | QS-Prüfung | Zweitprüfung | Contrôle qualité | Résultat qualité",
        "Verdict qualité | Control de calidad | Veredicto QA | Resultado de calidad | Revisión de calidad",
        "Controllo qualità | Esito QA | Verifica qualità | Esito qualità",
    )
    owner: Text = known_as(
        "Owner | Case owner | Assignee | Assigned to | Responsible | Handler | Handled by | Case handler",
        "Case manager | PIC | POC | Responsible person | Ops owner | Person in charge | Agent | Assigned | Lead",
        "Assigned agent | Case worker | In charge | Owned by | Follow-up owner | Verantwortlich | Verantwortlicher",
        "Verantwortliche | Bearbeiter | Zuständig | Sachbearbeiter | Zugewiesen an | Bearbeiterin",
        "Fallverantwortlicher | Responsable | Assigné à | Attribué à | Chargé de dossier | Gestionnaire",
        "Propriétaire | Pilote | Responsable du cas | Asignado a | Encargado | Propietario | Persona responsable",
        "Responsable del caso | Gestor | Responsabile | Assegnato a | Incaricato | Referente | Operatore",
        "Responsabile del caso | Gestore",
        "Assigned user | Accountable | Zuständige Person | Ansprechpartner | Verantwortliche Person",
        "Responsible party",
    )
    evidence_links: Links = known_as(
        "Evidence links | Evidence | Proof | Screenshot | Link | URL | Recording | Video link | Evidence file",
        "Attachments | Replay link | Content URL | LIVE link | Supporting evidence | Case link | Source link",
        "Reference link | Supporting documents | Nachweise | Nachweis | Belege | Beleg | Beweise | Beweis",
        "Beweislink | Anhänge | Anhang | Aufzeichnung | Bildschirmfoto | Preuves | Lien | Pièces jointes",
        "Justificatifs | Capture d'écran | Captures | Pruebas | Enlace | Evidencia | Adjuntos | Captura | Prove",
        "Prova | Collegamento | Allegati | Allegato | Evidenze | Collegamenti | Schermata",
        weakly="Source URL | Media",
    )
    escalation_ids: Items = known_as(
        "Escalation IDs | Escalation | Linked escalations | Related escalations | Escalation link",
        "Escalation tickets | Eskalationen | Eskalation | Verknüpfte Eskalation | Verknüpfte Eskalationen",
        "Escalades | Escalades liées | Escalaciones | Escalados | Escalamiento | Escalation collegate",
        "Escalation collegata",
    )
    precedent_id: Id = known_as(
        "Precedent ID | Precedent | Precedent case | Reference case | Similar case | Library entry | Case library ID",
        "Präzedenzfall | Präzedenz-ID | Referenzfall | Vergleichsfall | Cas de référence | Cas similaire",
        "Precedente | Caso de referencia | Caso similar | Caso simile",
    )
    gmv_impact: Amount = known_as(
        "GMV impact | GMV lost | GMV loss | GMV at risk | Impacted GMV | Sales impact | Revenue impact",
        "Estimated GMV loss | GMV affected | Sales lost | Revenue lost | Financial impact | Est. GMV impact",
        "Revenue at risk | Umsatzverlust | GMV-Auswirkung | Umsatzauswirkung | Entgangener Umsatz | GMV-Verlust",
        "GMV perdu | Perte de GMV | Impact sur le CA | CA perdu | Perte de CA | Impacto GMV | GMV perdido",
        "Pérdida de GMV | Ventas perdidas | Impatto GMV | GMV perso | Perdita di GMV | Impatto sul GMV",
        "Vendite perse | Impact financier | Impacto económico",
        "Umsatzausfall",
    )
    resolution: Text = known_as(
        "Resolution | Case resolution | Final resolution | Resolution notes | Corrective action | Solution",
        "Remediation | Final outcome | Follow-up action | Remedial action | Resolution summary",
        "Resolution description | Closing notes | Conclusion | Action plan | Corrective measures | Lösung | Ergebnis",
        "Abschluss | Korrekturmaßnahme | Korrekturmaßnahmen | Abhilfemaßnahme | Abschlussnotiz | Auflösung",
        "Conclusion du dossier | Mesure corrective | Suite donnée | Solution apportée | Resolución",
        "Acción correctiva | Medida correctiva | Solución | Acciones correctivas | Risoluzione | Azione correttiva",
        "Conclusione | Soluzione | Azioni correttive | Misura correttiva",
        "Corrective action taken | Disposition | Remedy | Final disposition",
        weakly="Outcome | Result | Esito | Resultado | Résultat | Immediate correction | Lessons learned |"
        "Disposition code | Containment action | Sofortmaßnahme",
    )
    notes: Text = known_as(
        "Notes | Comments | Remarks | Additional notes | Internal notes | Case notes | Observations | Reviewer notes",
        "Moderator notes | Mod notes | Reviewer comment | Additional comments | Additional information",
        "Internal comments | Follow-up | Remarks/Notes | Next steps | Notizen | Notiz | Bemerkung | Bemerkungen",
        "Kommentar | Kommentare | Anmerkung | Anmerkungen | Hinweise | Interne Notiz | Commentaires | Remarques",
        "Notes internes | Notas | Comentarios | Observaciones | Observación | Commenti | Commento | Osservazioni",
        "Annotazioni",
        weakly="Notiz * | Bemerkung * | * notes | * remarks",
    )
