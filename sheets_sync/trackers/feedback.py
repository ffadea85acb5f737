"""Feedback: what merchants tell us, in their words."""

from typing import ClassVar

from sheets_sync.trackers.row import (
    Amount,
    Channel,
    Id,
    Instant,
    Integer,
    Items,
    Language,
    Links,
    Market,
    Priority,
    RootCause,
    Score,
    Sentiment,
    Status,
    Team,
    Text,
    Theme,
    TrackerRow,
    known_as,
)


class Feedback(TrackerRow):
    """One piece of merchant feedback. Source: domain.md §4."""

    tracker: ClassVar[str] = "feedback"
    id_field: ClassVar[str | None] = "feedback_id"
    identity: ClassVar[tuple[str, ...]] = ("received_at", "seller_id", "seller_name", "feedback_text")
    done_at: ClassVar[tuple[str, ...]] = ("resolved_at",)
    never_future: ClassVar[tuple[str, ...]] = ("received_at", "resolved_at")
    in_order: ClassVar[tuple[tuple[str, str], ...]] = (("received_at", "resolved_at"),)
    record_words: ClassVar[str] = (
        "feedback | complaint | review | survey | suggestion | entry | submission | ticket | request | case | fb |"
        "idea | rückmeldung | beschwerde | bewertung | umfrage | reklamation | anregung | avis | réclamation |"
        "plainte | retour | enquête | opinión | queja | reseña | sugerencia | encuesta | reclamación | reclamo |"
        "recensione | segnalazione | opinione | sondaggio"
    )
    not_fields: ClassVar[str] = (
        "EN translation | English translation | Translation | Translated text | Übersetzung | Traduction |"
        "Traducción | Traduzione | Thumbs up count | Review created version | App version | User image |"
        "Reply content | Replied at | Reply date | Helpful votes | Company response to consumer |"
        "Company public response | Timely response | Consumer consent provided | Consumer disputed |"
        "Date sent to company | Sub issue | Sub product | Response time | Resolution time | Feedback score weight |"
        "Verified purchase | Sentiment score | Confidence | Email | Phone | NPS category | Word count |"
        "Assigned date | Purchase date | Order date | Date of purchase | Date of experience | Visit date |"
        "Response ID count | Response status | Helpful count | Reply | Owner reply | Survey type | Customer type |"
        "Respondent type | Response type"
    )

    feedback_id: Id = known_as(
        "Feedback ID | FB-ID | Entry ID | Response ID | Survey ID | Complaint ID | Review ID | Ticket ID | ID | #",
        "Submission ID | Reference | Ref | Record ID | Respondent ID | Case ID | Comment ID | Post ID | Request ID",
        "Suggestion ID | Reference number | Rückmeldungs-ID | Beschwerde-ID | Lfd. Nr. | Reklamationsnummer",
        "N° de retour | ID avis | N° réclamation | Identifiant | ID de opinión | Queja ID | Referencia | Folio",
        "Nº reclamación | Número de reclamo | Código | Riferimento | ID segnalazione | ID recensione | Codice",
        weakly="Unique ID | UUID | Identifier | Key | Sr no | S.No | Serial no | Number | Index",
        need="fatal",
    )
    received_at: Instant = known_as(
        "Received at | Received | Feedback date | Submitted at | Submitted | Created at | Created | Creation date",
        "Submission date | Response date | Review date | Date | Collected on | Logged at | Recorded at",
        "Complaint date | Date reported | Posted at | Completed at | Completion time | Survey date | Published at",
        "Responded at | Response time stamp | Time | At | End date survey | Raised at | Opened at | Review time",
        "Comment date | Submit date | Submission time | Published | Posted | Feedback received | Eingegangen am",
        "Eingang | Erhalten am | Rückmeldung am | Erstellt am | Zeitstempel | Erfasst am | Erstellt | Erstelldatum",
        "Erstellungsdatum | Beschwerdedatum | Meldedatum | Eingegangen | Bewertungsdatum | Reçu le",
        "Date de réception | Date du retour | Date de réclamation | Créé le | Soumis le | Horodateur",
        "Date de l'avis | Date de dépôt | Date de soumission | Déposé le | Recibido el | Fecha de recepción",
        "Fecha de registro | Fecha de creación | Marca temporal | Enviado el | Fecha de queja | Fecha de envío",
        "Creado el | Fecha de reclamo | Fecha de la opinión | Fecha de ingreso | Ricevuto il | Data ricezione",
        "Creato il | Inviato il | Informazioni cronologiche | Data creazione | Data invio | Data segnalazione",
        "Data recensione",
        "Date entered",
        weakly="Month | Ended | Start date | Start time",
        need="fatal",
    )
    market: Market = known_as(
        "Market | Mkt | Country | Marketplace | Seller country | Merchant country | Country/Region | Shop country",
        "Markt | Land | Ländercode | Marché | Pays | Mercado | País | Mercato | Paese | Nazione",
        weakly="Region | Regione | Zone | * country | Territory | Geo | Location country",
        need="expected",
    )
    language: Language = known_as(
        "Language | Lang | Original language | Feedback language | Sprache | Originalsprache | Langue",
        "Langue d'origine | Idioma | Idioma original | Lengua | Lingua | Lingua originale | Response language",
    )
    seller_id: Id = known_as(
        "Seller ID | Merchant ID | Shop ID | Store ID | Vendor ID | Händler-ID | Verkäufer-ID | ID vendeur",
        "ID marchand | ID boutique | ID vendedor | ID tienda | ID comercio | ID venditore | ID negozio",
        weakly="Account ID | Client ID | Customer ID | Company ID | Organization ID | Kundennummer",
    )
    seller_name: Text = known_as(
        "Seller name | Seller | Merchant | Shop name | Shop | Store | Vendor | Company | Organization name",
        "Account name | Business name | Customer company | Account | Händler | Verkäufer | Firma | Unternehmen",
        "Vendeur | Marchand | Boutique | Entreprise | Société | Vendedor | Comercio | Tienda | Empresa | Venditore",
        "Negozio | Azienda | Commerciante | Razón social | Raison sociale | Ragione sociale",
        "Firmenname | Organisation",
        weakly="Organization | Customer name | Customer | Client | Kunde | Kundenname | Cliente | Brand",
    )
    channel: Channel = known_as(
        "Channel | Feedback channel | Source | Source channel | Via | Contact channel | Received via | Submitted via",
        "Medium | Origin | Contact method | Feedback source | Complaint source | Complaint channel | Collected via",
        "Platform | Communication channel | Mode | Review source | Intake channel | Kanal | Eingangskanal | Quelle",
        "Kontaktkanal | Herkunft | Eingangsweg | Meldeweg | Canal | Source du retour | Origine | Canal de réception",
        "Canal de contact | Provenance | Canal de entrada | Fuente | Origen | Medio | Medio de recepción | Canale",
        "Fonte | Origine segnalazione | Mezzo | Canal de recepción | Provenienza | Canale di contatto",
    )
    theme: Theme = known_as(
        "Theme | Pain point | Topic | Category | Feedback category | Pain point theme | Subject area",
        "Issue category | Complaint type | Type | Issue type | Feedback type | Area | Feedback theme | Problem area",
        "Reason | Complaint category | Feedback topic | Issue | Complaint reason | Nature of complaint",
        "Problem type | Feedback area | Thema | Themen | Kategorie | Kategorien | Schmerzpunkt | Problemfeld | Art",
        "Themenbereich | Problemkategorie | Beschwerdegrund | Beschwerdeart | Grund | Anliegen | Art der Beschwerde",
        "Typ | Catégorie | Point de friction | Sujet | Motif | Type de réclamation | Point de douleur | Thématique",
        "Nature | Irritant | Type de retour | Motif de réclamation | Objet de la réclamation",
        "Nature de la réclamation | Tema | Categoría | Punto de dolor | Motivo | Tipo | Tipo de queja | Asunto",
        "Motivo de la queja | Tipo de reclamo | Tipología | Criticità | Argomento | Motivo del reclamo",
        "Punto dolente | Tipo di feedback | Main pain point | What is your main pain point | Hauptthema",
        "Größtes Problem | Hauptproblem | Biggest problem | Biggest challenge | Principal problème",
        "Principal problema | Principale problema | Query type | Enquiry type | Signal type",
        weakly="Tags | Labels | Aspect | Product area | Subcategory | Kind | Driver | Subject | Title | Department |"
        "Betreff",
        need="expected",
    )
    feedback_text: Text = known_as(
        "Feedback text | Feedback | Verbatim | Merchant feedback | Feedback comment | Customer comment",
        "Review text | Review | Content | Message | Body | Description | Text | Consumer complaint narrative",
        "Complaint | Complaint text | Complaint description | Quote | Review content | Review body | Details",
        "Feedback details | Feedback description | Response | Open feedback | What they said | Original text",
        "Narrative | Merchant comment | Seller feedback | Seller comment | Free text | Open text | Suggestion",
        "Verbatim quote | Voice of merchant | Original feedback | Issue description | Complaint details",
        "Feedback content | Additional comments | Customer feedback | Review comment | Client feedback",
        "User feedback | Full text | Feedback verbatim | Open-ended response | Answer | Opinion | Problem",
        "Complaint narrative | Comment | Comments | Feedback message | Rückmeldung | Wortlaut | Originaltext",
        "Originalzitat | Zitat | Beschreibung | Nachricht | Bewertungstext | Beschwerde | Freitext | Inhalt",
        "Feedbacktext | Beschwerdetext | Problembeschreibung | Reklamation | Beschreibung der Beschwerde",
        "Bewertung Text | Sachverhalt | Kommentar | Kommentare | Retour | Verbatim d'origine | Avis | Texte",
        "Message du vendeur | Réclamation | Contenu | Retour vendeur | Texte du retour | Plainte | Texte de l'avis",
        "Commentaire client | Description de la réclamation | Retour client | Remarque client | Commentaire | Texto",
        "Descripción | Queja | Mensaje | Comentario del vendedor | Reseña | Contenido | Texto original",
        "Comentario del cliente | Detalle | Detalle de la queja | Descripción de la queja | Sugerencia | Reclamo",
        "Observación del cliente | Comentario | Testo | Descrizione | Messaggio | Recensione | Testo originale",
        "Contenuto | Opinione | Testo della recensione | Dettagli | Descrizione reclamo | Commento | Commenti",
        "Segnalazione | Verbatim originale | Comentario literal | Cita literal | Citation | Citazione",
        "Tell us more | What happened | What did they say | Qué dijo | What can we improve | What could be better",
        "Ihr Feedback | Ihre Nachricht | Votre avis | Votre message | Tu opinión | Su comentario | Il tuo feedback",
        "Recommendation reason | Oggetto del reclamo",
        "Commento del venditore",
        weakly="Summary | Review title | Remarks | Suggestions",
        need="expected",
    )
    sentiment: Sentiment = known_as(
        "Sentiment | Tone | Mood | Sentiment label | Overall sentiment | Polarity | Stimmung | Tonalität | Tonalité",
        "Humeur | Sentimiento | Tono | Polaridad | Umore | Ton | Sentiment category | Sentiment analysis",
        "Stimmungslage | Ressenti",
        weakly="Emotion | Experience",
    )
    rating: Score = known_as(
        "Rating | Score | Stars | Star rating | CSAT | CSAT score | Satisfaction score | Satisfaction",
        "Satisfaction rating | NPS | NPS score | Overall rating | Customer satisfaction rating | Customer rating",
        "Review rating | Review score | Overall satisfaction | How satisfied | Likelihood to recommend",
        "Customer satisfaction | Feedback score | Rating score | Customer satisfaction score | Overall score",
        "User rating | Rate | Feedback rating | Rating value | Grade | Satisfaction level | Bewertung | Note",
        "Sterne | Zufriedenheit | Punktzahl | Gesamtbewertung | Zufriedenheitswert | Sternebewertung",
        "Weiterempfehlung | Évaluation | Étoiles | Satisfaction client | Notation | Note globale | Note attribuée",
        "Note de satisfaction | Puntuación | Calificación | Estrellas | Satisfacción | Valoración",
        "Nivel de satisfacción | Nota de satisfacción | Puntaje | Valutazione | Voto | Stelle | Punteggio",
        "Soddisfazione | Livello di soddisfazione | Numero di stelle | How satisfied are you",
        "How likely are you to recommend us | How likely are you to recommend | How would you rate us",
    )
    severity: Priority = known_as(
        "Severity | Severity level | Impact level | Criticality | Seriousness | Sev | Schweregrad | Schwere",
        "Gravité | Sévérité | Criticité | Gravedad | Severidad | Criticidad | Gravità | Severità",
        "Livello di gravità",
        weakly="Impact",
    )
    priority: Priority = known_as(
        "Priority | Prio | Priority level | Urgency | Priorität | Dringlichkeit | Priorité | Urgence | Prioridad",
        "Urgencia | Priorità | Urgenza | Niveau de priorité | Nivel de prioridad | Livello di priorità",
        "Urgency level",
    )
    status: Status = known_as(
        "Status | State | Feedback status | Current status | Follow-up status | Stage | Progress | Complaint status",
        "Review status | Action status | Stand | Bearbeitungsstand | Zustand | Bearbeitungsstatus | Statut | État",
        "Avancement | Statut de traitement | Estado | Situación | Estatus | Estado de la queja | Stato",
        "Stato attuale | Stato reclamo | Stato segnalazione",
    )
    team: Team = known_as(
        "Team | Owner team | Responsible team | Stakeholder team | Assigned team | Group | Routed to | Forwarded to",
        "Owning team | Stakeholder | Assigned group | Assigned department | Responsible department | Escalated to",
        "Support group | Zuständiges Team | Abteilung | Verantwortliches Team | Weitergeleitet an | Fachbereich",
        "Zuständige Abteilung | Bereich | Équipe | Équipe responsable | Transmis à | Département | Service concerné",
        "Groupe | Equipo | Equipo responsable | Departamento | Departamento responsable | Área | Área responsable",
        "Grupo | Squadra | Team responsabile | Reparto | Ufficio | Gruppo | Reparto responsabile",
        weakly="* team | Department | Dept | Queue | Squad",
    )
    owner: Text = known_as(
        "Owner | AM | Account manager | Assignee | Assigned to | Responsible | Handled by | POC | PIC | Agent",
        "Collected by | Logged by | Ops owner | Responsible person | Assigned agent | Key account manager | KAM",
        "CSM | Handler | Assigned | Case owner | Customer success manager | Account owner | Feedback owner",
        "Action owner | Follow-up owner | Verantwortlich | Verantwortliche | Bearbeiter | Zuständig | Kundenbetreuer",
        "Betreuer | Sachbearbeiter | Zugewiesen an | Verantwortlicher | Bearbeiterin | Responsable | Assigné à",
        "Gestionnaire de compte | Chargé de compte | Attribué à | Traité par | Gestionnaire | Asignado a",
        "Gestor de cuenta | Encargado | Atendido por | Gestor | Responsabile | Assegnato a | Referente | Account",
        "Incaricato | Gestito da",
        weakly="Worker",
    )
    affected_sellers: Integer = known_as(
        "Affected sellers | # merchants affected | Merchants affected | Number of sellers | Impacted sellers",
        "Impacted merchants | Affected shops | No. of merchants | Frequency | Betroffene Händler",
        "Betroffene Verkäufer | Anzahl Händler | Anzahl betroffener Händler | Vendeurs concernés | Vendeurs affectés",
        "Nb vendeurs | Vendeurs impactés | Vendedores afectados | Nº de vendedores | Venditori coinvolti",
        "Venditori interessati | Numero venditori | Venditori impattati | Vendedores impactados | Sellers hit",
        weakly="Users affected | Customers affected | Mentions | Occurrences | Accounts affected",
    )
    gmv_impact: Amount = known_as(
        "GMV impact | GMV at risk | GMV lost | GMV affected | Revenue at risk | Revenue impact | Sales impact",
        "Impacted GMV | ARR at risk | MRR at risk | Financial impact | Estimated impact | Lost sales",
        "GMV-Auswirkung | Umsatzrisiko | Umsatzverlust | Gefährdeter Umsatz | Umsatzauswirkung | GMV à risque",
        "CA à risque | Impact CA | Impacto GMV | GMV en riesgo | Ventas en riesgo | Impatto GMV | GMV a rischio",
        "Vendite a rischio | Impatto sul GMV | GMV-Risiko",
    )
    root_cause: RootCause = known_as(
        "Root cause | Cause | RC | RCA | Root cause category | Root cause analysis | Ursache | Grundursache",
        "Cause racine | Cause profonde | Causa raíz | Causa principal | Causa radice | Causa | Cause principale",
    )
    case_ids: Items = known_as(
        "Case IDs | Related cases | Linked cases | Cases | Case ID | Verknüpfte Fälle | Fälle | Fall-ID | Cas liés",
        "Dossiers liés | Casos relacionados | Casos vinculados | Casi collegati | Casi correlati",
    )
    escalation_ids: Items = known_as(
        "Escalation IDs | Escalation | Linked escalation | Related escalations | Eskalation | Eskalationen",
        "Escalade | Escalades liées | Escalado | Escalation collegate | Escalation collegata | Escalamiento",
        "Escaladas",
    )
    resolution: Text = known_as(
        "Resolution | Solution | Action taken | Our response | Response to merchant | Outcome | Response given",
        "Follow-up action | Answer given | Reply to merchant | Corrective action | Actions | Resolution notes",
        "Resolution details | Result | Lösung | Antwort | Maßnahme | Maßnahmen | Ergebnis | Unsere Antwort | Abhilfe",
        "Ergriffene Maßnahme | Réponse | Action prise | Suite donnée | Réponse apportée | Résultat | Resolución",
        "Respuesta | Acción tomada | Solución | Acción correctiva | Resultado | Acciones tomadas | Risoluzione",
        "Risposta | Azione intrapresa | Esito | Soluzione | Azione correttiva | Azioni intraprese",
        weakly="Next action | Next step | Action required | Recommendation | Proposed solution",
    )
    resolved_at: Instant = known_as(
        "Resolved at | Resolved | Resolution date | Closed at | Closed | Answered at | Solved at | Completed on",
        "Closure date | Close date | Closing date | Solved | Gelöst am | Erledigt am | Abgeschlossen am",
        "Beantwortet am | Geschlossen am | Erledigt | Abschlussdatum | Résolu le | Clos le | Répondu le | Clôturé le",
        "Traité le | Date de traitement | Resuelto el | Fecha de resolución | Cerrado el | Fecha de cierre",
        "Fecha de solución | Risolto il | Data risoluzione | Chiuso il | Data chiusura",
        "Date de réponse | Fecha de respuesta | Data risposta",
    )
    links: Links = known_as(
        "Links | URL | Source link | Evidence | Attachment | JIRA URL | Ticket link | Thread | Doc link | Recording",
        "Review URL | Document link | Screenshot | Issue link | Permalink | Reference link | Post URL | Anhang",
        "Anhänge | Nachweis | Verweis | Lien | Pièce jointe | Enlace | Adjunto | Collegamento | Allegato | Allegati",
        "Evidencia | Preuve",
        weakly="Photo | Image | File",
    )
    notes: Text = known_as(
        "Notes | Internal notes | Remarks | Remark | Internal comment | Follow-up notes | Additional notes",
        "Ops notes | Follow up | Agent notes | Team notes | Additional information | AM notes | Notizen | Notiz",
        "Interne Notiz | Bemerkung | Bemerkungen | Anmerkung | Anmerkungen | Hinweise | Remarques | Notes internes",
        "Observations | Notas | Notas internas | Observaciones | Observación | Osservazioni | Annotazioni",
        "Seguimiento | Suivi",
        weakly="Notiz * | Bemerkung * | * notes | Comments | Comment | Note",
    )
