"""Escalations: questions handed to a stakeholder team."""

from typing import ClassVar

from sheets_sync.trackers.row import (
    Id,
    Instant,
    Integer,
    Items,
    Links,
    Markets,
    Priority,
    RootCause,
    Status,
    Team,
    Text,
    TrackerRow,
    known_as,
)


class Escalation(TrackerRow):
    """One escalation. Source: domain.md §4."""

    tracker: ClassVar[str] = "escalations"
    id_field: ClassVar[str | None] = "escalation_id"
    done_at: ClassVar[tuple[str, ...]] = ("resolved_at", "closed_at")
    never_future: ClassVar[tuple[str, ...]] = (
        "raised_at",
        "first_response_at",
        "last_update_at",
        "resolved_at",
        "closed_at",
    )
    in_order: ClassVar[tuple[tuple[str, str], ...]] = (
        ("raised_at", "first_response_at"),
        ("raised_at", "last_update_at"),
        ("raised_at", "due_at"),
        ("raised_at", "resolved_at"),
        ("raised_at", "closed_at"),
    )
    record_words: ClassVar[str] = (
        "escalation | ticket | issue | incident | request | case | task | problem | query | enquiry | inquiry |"
        "bug | work item | item | service request | support ticket | defect | eskalation | vorgang | fall |"
        "anfrage | aufgabe | störung | meldung | anliegen | escalade | demande | tâche | dossier | intervention |"
        "escalado | escalada | solicitud | incidencia | incidente | tarea | caso | segnalazione | richiesta |"
        "pratica | attività | intervento | card | vorgänge | aufgaben | anfragen"
    )
    not_fields: ClassVar[str] = (
        "Project key | Project name | Project lead | Project description | Parent id | Parent key | Last viewed |"
        "Status category | Sub status | Substatus | Resolution status | First response status | Workflow status |"
        "Resolution SLA | SLA status | SLA state | Request status | Approval status | Payment status |"
        "Email status | Time spent | Original estimate | Assigned at | Assigned date | Assigned on |"
        "Assignment date | Contract | Contratto | Contrat | Contrato | Vertrag | Reminder date | Next step date |"
        "First response due | Response due | First response by | Resolution time | Time to resolution |"
        "Problem ID | Response time | Last viewed date | Custom status | Expected resolution time | Reopened date |"
        "Replies | Number of replies | Responses | Comments count | Number of comments | Requester ID |"
        "Assignee ID | Reporter ID | Creator ID | Author ID | First reply time in minutes |"
        "Full resolution time | Board name | List ID | Resolution time in minutes | Waiting time | Reopened |"
        "Last viewed by | Response TAT | Resolution TAT | Time to first response | First lock | Lock |"
        "Pending till | Pending until | Milestone | Sprint"
    )

    escalation_id: Id = known_as(
        "Escalation ID | Escalation | Issue key | Vorgangsschlüssel | Clé de ticket | Clave de incidencia",
        "Chiave segnalazione | Ticket ID | Ticket | Key | Incident ID | Request ID | Case number | Number | Task ID",
        "Work item | Record ID | Reference number | Reference | Ref | Ref # | ID | # | Display id | Conversation ID",
        "Bug ID | Item ID | Log ID | Log no | Sr no | Serial no | Unique key | Enquiry ID | Work order | Identifier",
        "Req ID | Eskalations-ID | Vorgangsnummer | Vorgang | Fallnummer | Lfd. Nr. | Laufende Nummer",
        "Aktenzeichen | Auftragsnummer | Meldungsnummer | Kennung | N° d'escalade | N° de demande | Identifiant",
        "ID de escalado | N° de incidencia | Folio | Radicado | Código | Número de caso | Número de solicitud",
        "Referencia | Numero pratica | Codice segnalazione | Riferimento | Codice | Case ID | Case | Referenz",
        "Issue ID | Schlüssel | Clé | Clave | Chiave",
        weakly="Issue | Call ID | Complaint ID | Code | UUID | S.No | Risk ID | Report ID | Action number |PR number",
        need="fatal",
    )
    raised_at: Instant = known_as(
        "Raised at | Raised | Escalated at | Escalation date | Opened at | Opened | Open date | Created at",
        "Created | Creation date | Creation time | Create date | Date submitted | Submitted | Submission date",
        "Reported at | Reported | Report date | Logged at | Logged | Log date | Log time | Requested | Request date",
        "Received | Incident date | Open time | Date | Day | Ticket created | sys_created_on | Issue date",
        "Date identified | Occurred at | Reg date | Registered | Registration date | Entry date | Date entered",
        "Case opened | created_utc | Eskaliert am | Eröffnet am | Erstellt am | Erstellt | Erstelldatum",
        "Erstellungsdatum | Eröffnet | Angelegt am | Gemeldet am | Meldedatum | Eingang | Eingegangen am",
        "Erfasst am | Erfassungsdatum | Anfragedatum | Angelegt | Eröffnungsdatum | Anlagedatum | Erfasst",
        "Öffnungsdatum | Gemeldet | Escaladé le | Ouvert le | Date d'ouverture | Créé le | Créée le | Soumis le",
        "Signalé le | Date de signalement | Date de demande | Reçu le | Date de réception | Date dépôt",
        "Date de soumission | Date d'enregistrement | Ouverture | Escalado el | Abierto el | Fecha de apertura",
        "Creado el | Creado | Creada el | Fecha de creación | Fecha de registro | Fecha de solicitud",
        "Fecha de reporte | Recibido el | Fecha de ingreso | Fecha de alta | Fecha y hora | Fecha de recepción",
        "Fecha incidencia | Apertura | Fecha del incidente | Aperto il | Aperta il | Creato il | Creata il",
        "Data creazione | Segnalato il | Data segnalazione | Data richiesta | Inviato il | Ricevuto il",
        "Data ricezione | Iniziata il | Iniziato il | Data inserimento | Inserito il | Data e ora | Detected at",
        "Detected | Eingebracht am | Création | Fecha de escalamiento | Zeitstempel | Marca temporal | Submit date",
        weakly="Start date | Started | Start | Beginn | Date de début | Début | Fecha de inicio | Inicio |"
        "Data inizio | Beginnt am",
        need="fatal",
    )
    raised_by: Text = known_as(
        "Raised by | Escalated by | Reported by | Reporter | Requester | Requested by | Requestor | Opened by",
        "Submitted by | Submitter | Logged by | Caller | Caller ID | Contact name | Contact | Author | Created by",
        "Creator | Issued by | Originator | Requester full name | Informer | Initiator | Sender | Gemeldet von",
        "Eskaliert von | Erstellt von | Eingebracht von | Berichterstatter | Autor | Melder | Anfragender",
        "Antragsteller | Angelegt von | Ersteller | Eröffnet von | Einreicher | Erfasst von | Absender | Anforderer",
        "Demandeur | Signalé par | Escaladé par | Créé par | Ouvert par | Rapporteur | Soumis par | Auteur",
        "Émetteur | Déclarant | Créateur | Déclaré par | Solicitante | Escalado por | Reportado por | Creado por",
        "Abierto por | Informador | Remitente | Registrado por | Reportado | Usuario solicitante | Informante",
        "Creador | Richiedente | Segnalato da | Creato da | Aperto da | Segnalatore | Inviato da | Autore",
        "Mittente | Inserito da | Customer contact | Proposé par | Presentado por | Ansprechpartner | Kontakt",
        "Kontaktperson | Contact client | Contacto | Contatto | Referente",
        "Geöffnet von",
        weakly="Full name | User | Username | Citoyen | Citizen | Ciudadano | Cittadino | Bürger | Benutzer |"
        "Utilisateur | Usuario | Utente | Client contact | Author name |"
        "Bearbeitet durch",
    )
    team: Team = known_as(
        "Team | Escalated to | Escalated to team | Stakeholder team | Stakeholder | Assigned team | Owning team",
        "Owner team | Responsible team | Support group | Assignment group | Assigned group | Agent group",
        "Resolver group | Resolver team | Department | Dept | Assigned department | Responsible department",
        "Responsible agency | Squad | Function | Assigned to team | Support team | Handling team | Queue",
        "Business unit | Eskaliert an | Zuständiges Team | Abteilung | Bearbeitergruppe | Zugewiesene Gruppe",
        "Fachbereich | Fachabteilung | Bereich | Zuständige Abteilung | Zuständige Stelle | Referat | Warteschlange",
        "Équipe | Escaladé à | Équipe responsable | Département | Groupe assigné | Groupe | Attribué à - Groupe",
        "Groupe de techniciens | Équipe assignée | Service concerné | Service responsable | Direction | Pôle",
        "Equipo | Escalado a | Equipo responsable | Departamento | Grupo asignado | Grupo | Área | Área responsable",
        "Dependencia | Unidad | Área asignada | Departamento asignado | Squadra | Team responsabile | Escalato a",
        "Reparto | Ufficio | Gruppo assegnato | Gruppo | Settore | Dipartimento | Area competente | Gruppo di lavoro",
        "Ufficio competente | Attribué à - Groupe de techniciens | Equipo destino | Team coinvolto",
        "Team destinatario | Équipe destinataire | Equipo destinatario | Target team | Ziel-Team",
        "Zuständiger Bereich | Zuständige Einheit | Zuständige Gruppe | Receiving team | Equipo asignado",
        "Equipo de soporte | Gruppo di supporto | Escalated to department | Domaine",
        "Zuweisungsgruppe",
        weakly="Group | Agency | Gruppe | Office | Division | * team | Équipe * | Area",
        need="expected",
    )
    owner: Text = known_as(
        "Owner | Assignee | Assigned to | Assigned | Ticket owner | Case owner | Issue owner | Action owner | Agent",
        "Responsible | Responsible person | Handler | Handled by | Point of contact | POC | PIC | DRI | Technician",
        "Engineer | Specialist | Assigned agent | Assigned engineer | Owned by | Lead | Case manager | Assigned user",
        "Assigned person | Resolver | In charge | Person in charge | Case owner alias | Officer | Support agent",
        "Support engineer | Assigned technician | Ticket agent | Responder | POC on their side | Their POC",
        "Assigned officer | Support rep | Incident manager | Current owner | Stakeholder POC | Verantwortlich",
        "Verantwortlicher | Verantwortliche | Verantwortliche Person | Bearbeiter | Bearbeiterin | Zuständig",
        "Zugewiesen an | Zuständiger | Zuständige Person | Sachbearbeiter | Besitzer | Techniker | Responsable",
        "Assigné à | Attribué à | Attribué à - Technicien | Technicien | Agent assigné | Personne responsable",
        "Affecté à | Propriétaire | Intervenant | Chargé de dossier | Pilote | Gestionnaire | Asignado a",
        "Asignada a | Persona asignada | Encargado | Encargada | Propietario | Agente | Técnico",
        "Responsable asignado | Técnico asignado | Agente asignado | Atendido por | Gestor | Responsabile",
        "Assegnato a | Assegnatario | Incaricato | Operatore | Assegnata a | Referente interno | In carico a",
        "Preso in carico da | Tecnico assegnato | Proprietario | Gestore | Verantwortung | Zugewiesener | Traité par",
        "Attending technician",
        "Personne assignée | Assigned staff | Cessionnaire | Bearbeitet von | In Bearbeitung bei",
        weakly="AM | Account manager | Members | Resolved by | PM | Project manager | Supervisor | Agents |"
        "Ansprechpartner intern | Operator | Ansprechpartner | Interlocuteur | Interlocutor | Interlocutore |"
        "Contact person",
    )
    market: Markets = known_as(
        "Market | Mkt | Country | Country/Region | Affected market | Affected countries | Marketplace | Geo",
        "Territory | POC country | Markt | Märkte | Land | Länder | Betroffene Länder | Ländercode",
        "Betroffener Markt | Marktplatz | Marché | Pays | Pays concernés | Marché concerné | Mercado | País | Países",
        "Código de país | País afectado | Mercato | Mercati | Paese | Paesi | Nazione | Paesi coinvolti",
        "Codice paese",
        weakly="Region | Regione | * country | Seller country | Customer country | Merchant country |Location country",
    )
    seller_id: Id = known_as(
        "Seller ID | Merchant ID | Shop ID | Store ID | Seller UID | Vendor ID | Händler-ID | Verkäufer-ID",
        "ID vendeur | ID marchand | ID boutique | ID vendedor | ID tienda | ID comercio | ID venditore | ID negozio",
        "ID commerciante",
        weakly="Account ID | Customer ID | Client ID | Organization ID | Company ID",
    )
    seller_name: Text = known_as(
        "Seller name | Seller | Merchant name | Merchant | Shop name | Shop | Store name | Store | Vendor name",
        "Company | Organization | Account name | Account | Customer company | Business name | Händler | Verkäufer",
        "Firma | Unternehmen | Firmenname | Vendeur | Marchand | Boutique | Entreprise | Société | Raison sociale",
        "Vendedor | Comercio | Tienda | Empresa | Razón social | Venditore | Negozio | Azienda | Commerciante",
        "Ragione sociale",
        weakly="Client | Customer | Kunde | Kundenname | Cliente | Account: Account name | Requester organization |"
        "Brand",
    )
    category: Text = known_as(
        "Category | Issue category | Escalation category | Ticket category | Issue type | Ticket type | Type | Topic",
        "Reason | Escalation type | Escalation reason | Request type | Work item type | Theme | Problem type",
        "Complaint type | Contact reason | Problem category | Tracker | Case category | Case reason | Classification",
        "Query type | Incident category | Enquiry type | Kategorie | Kategorien | Art | Typ | Thema",
        "Anliegen-Kategorie | Tickettyp | Vorgangsart | Eskalationsgrund | Grund | Vorgangstyp | Art der Anfrage",
        "Art des Problems | Problemart | Catégorie | Type de demande | Motif | Nature | Type de problème",
        "Type d'incident | Raison | Nature de la demande | Famille | Categoría | Tipo | Tipo de incidencia | Motivo",
        "Tema | Tipo de solicitud | Tipo de ticket | Tipo de problema | Clasificación | Razón | Tipo de caso",
        "Tipología | Tipo di richiesta | Tipo segnalazione",
        weakly="Labels | Tags | Étiquettes | Etiquetas | Etichette | Subcategory | Sub-category | Product area |"
        "Record type | Component | Service type | Case type | Incident type | Kind | Schlagwörter",
    )
    subject: Text = known_as(
        "Subject | Summary | Title | Issue | Issue summary | Issue title | Headline | Question | Topic summary",
        "Short description | Brief description | Issue one-liner | One-liner | Ticket title | Ticket subject",
        "Case title | Problem | Escalation | Problem summary | Name | Ticket name | Request | Card name | Query",
        "Escalation summary | Escalation title | Brief | Concern | Problem statement | Topic | Incident",
        "Incident title | Work item title | Betreff | Titel | Thema der Anfrage | Anliegen | Kurzbeschreibung",
        "Zusammenfassung | Frage | Fragestellung | Bezeichnung | Gegenstand | Störung | Überschrift",
        "Problembeschreibung kurz | Stichwort | Objet | Sujet | Titre | Intitulé | Résumé | Problème",
        "Question posée | Libellé | Demande | Panne | Asunto | Título | Resumen | Pregunta | Problema",
        "Descripción breve | Incidencia | Nombre | Solicitud | Oggetto | Titolo | Riepilogo | Sintesi | Domanda",
        "Descrizione breve | Nome | Richiesta | Segnalazione",
        weakly="Task | Aufgabe | Tâche | Tarea | Attività",
        need="expected",
    )
    description: Text = known_as(
        "Description | Details | Issue description | Full description | Problem description | Long description",
        "Body | Issue details | Escalation details | Context | Background | Message | Content | Ticket description",
        "Explanation | Request details | Case description | Detailed description | Notes on issue | Beschreibung",
        "Einzelheiten | Problembeschreibung | Ausführliche Beschreibung | Sachverhalt | Hintergrund | Nachricht",
        "Fehlerbeschreibung | Inhalt | Detailbeschreibung | Text | Description du problème | Contexte | Contenu",
        "Description détaillée | Message client | Descriptif | Descripción | Detalle | Descripción del problema",
        "Contexto | Contenido | Mensaje | Descripción detallada | Descrizione | Dettagli | Dettaglio",
        "Descrizione del problema | Contesto | Contenuto | Messaggio | Descrizione estesa",
        weakly="Narrative",
    )
    priority: Priority = known_as(
        "Priority | Prio | Priority level | Urgency level | Ticket priority | Priority code | Issue priority",
        "Prioritization | Priorität | Dringlichkeit | Prioritätsstufe | Priorité | Urgence | Niveau de priorité",
        "Prioridad | Urgencia | Nivel de prioridad | Priorità | Urgenza | Livello di priorità",
        weakly="Urgency | Severity | Severity level | Sev | Criticality | Schweregrad | Gravité | Criticité |"
        "Sévérité | Gravedad | Severidad | Criticidad | Gravità | Severità | Criticità | Kritikalität",
        need="expected",
    )
    status: Status = known_as(
        "Status | Ticket status | Issue status | Case status | State | Current status | Escalation status",
        "Incident state | Progress status | Stage | Overall status | Incident status | Task status | Current state",
        "Stand | Bearbeitungsstatus | Zustand | Bearbeitungsstand | Statut | État | État d'avancement | Avancement",
        "Estado | Situación | Estatus | Estado actual | Stato | Stato attuale | Stato avanzamento | Stato ticket",
        weakly="Progress | Column | Section/Column | Pipeline stage | List name | Ticket state | Bucket",
        need="expected",
    )
    first_response_at: Instant = known_as(
        "First response at | First response | First reply at | First reply | First responded at | Responded at",
        "Response date | Replied at | Initial response time | Initial response at | Acknowledged at | Ack date",
        "First response time | First replied at | Answered at | First contact date | First reply time",
        "First answered at | Erste Antwort am | Erste Antwort | Erste Reaktion | Erstantwort | Beantwortet am",
        "Antwort am | Première réponse le | Première réponse | Répondu le | Pris en charge le | Date de réponse",
        "Date de prise en charge | Primera respuesta el | Primera respuesta | Respondido el | Fecha de respuesta",
        "Prima risposta il | Prima risposta | Risposto il | Data risposta | Data presa in carico",
        "First agent reply | Datum der ersten Antwort",
    )
    last_update_at: Instant = known_as(
        "Last update at | Last updated at | Last updated | Last update | Last update time | Updated at | Updated",
        "Update date",
        "Last modified | Modified | Last activity | Last changed | Changed | Edit date | Last chased",
        "Last follow-up | Last contact | Last action date | sys_updated_on | Last edited | Latest update date",
        "Last touched | Last comment date | Letzte Aktualisierung | Aktualisiert am | Aktualisiert | Geändert am",
        "Zuletzt geändert | Letzte Änderung | Geändert | Datum letzte Bearbeitung | Zuletzt aktualisiert",
        "Zuletzt bearbeitet | Bearbeitet am | Änderungsdatum | Letzte Bearbeitung | Stand vom | Mis à jour le",
        "Dernière mise à jour | Date mise à jour | Modifié le | Dernière modification | Date de modification",
        "Dernière activité | Dernière relance | Dernière action | Màj le | MAJ | Actualizado el | Actualizado",
        "Última actualización | Modificado el | Última modificación | Fecha de modificación | Fecha de actualización",
        "Último contacto | Última actividad | Aggiornato il | Ultimo aggiornamento | Modificato il | Ultima modifica",
        "Data aggiornamento | Data modifica | Ultima attività | Letztes Update | Letzter Kontakt | Dernier contact",
        "Ultimo contatto",
        "Mise à jour",
    )
    due_at: Instant = known_as(
        "Due at | Due | Due by | Due by time | Deadline | Target date | Respond by | ETA | Resolve by",
        "Resolution due | Expected by | Target resolution date | SLA due | SLA deadline | Needed by",
        "Expected resolution date | Expected date | Target resolution | Required by | Target completion date",
        "Due time | SLA target date | Expected completion | Response needed by | Target | Fällig am | Fällig | Frist",
        "Fälligkeit | Zieldatum | Termin | Fällig bis | Bis wann | Zieltermin | Erledigen bis | Enddatum",
        "Sollte erledigt sein | Échéance | Date limite | À rendre le | Date cible | Délai | Date butoir",
        "Date d'échéance SLA | Vencimiento | Plazo | Fecha objetivo | Fecha compromiso | Scadenza | Termine",
        "Entro il | Data obiettivo",
        "Escalation at | Fecha tope | Vence el | Scade il | Promised date | Expected close date | Follow-up due",
        weakly="Estimated resolution date | Fecha estimada",
    )
    resolved_at: Instant = known_as(
        "Resolved at | Resolved | Resolution date | Solved at | Solved | Completed at | Completed | Completion date",
        "Done at | Fixed at | Answered on | Actual resolution date | Finished at | Finished | End date | Gelöst am",
        "Gelöst | Erledigt am | Erledigt | Lösungsdatum | Behoben am | Abgeschlossen am | Abschlussdatum",
        "Fertiggestellt am | Erledigungsdatum | Abschluss am | Fertig am | Résolu le | Traité le | Terminé le",
        "Date de traitement | Date de fin | Date solution | Date d'achèvement | Resuelto el | Fecha de resolución",
        "Solucionado el | Fecha de solución | Completado el | Finalizado el | Fecha de finalización | Terminado el",
        "Risolto il | Data risoluzione | Conclusa il | Concluso il | Completato il | Data completamento | Data fine",
        "Terminato il | Data conclusione | Evaso il | Data evasione",
        "Last resolved date | Last resolved at",
    )
    closed_at: Instant = known_as(
        "Closed at | Closed | Close date | Closure date | Closing date | Case closed | Ticket closed",
        "Actual close date | Geschlossen am | Geschlossen | Schließdatum | Schließungsdatum | Abgeschlossen",
        "Datum Abschluss | Clos le | Clôturé le | Fermé le | Date de fermeture | Clôture | Cerrado el",
        "Fecha de cierre | Cierre | Chiuso il | Data chiusura | Chiusura",
        "Close time",
    )
    reopen_count: Integer = known_as(
        "Reopen count | Reopens | Times reopened | Reopened count | Reopenings | Wiedereröffnungen | Réouvertures",
        "Reaperturas | Riaperture",
    )
    affected_sellers: Integer = known_as(
        "Affected sellers | Merchants affected | Impacted sellers | Impacted merchants | Affected shops",
        "Betroffene Händler | Betroffene Verkäufer | Anzahl Händler | Anzahl betroffener Händler",
        "Vendeurs concernés | Vendeurs affectés | Vendeurs impactés | Nb vendeurs | Vendedores afectados",
        "Venditori coinvolti | Venditori interessati | Sellers hit | Venditori impattati | Vendedores impactados",
        weakly="Affected customers | Affected users | Impacted users",
    )
    root_cause: RootCause = known_as(
        "Root cause | RC | RCA | Cause | Root cause category | Root cause analysis | Root cause code | Ursache",
        "Grundursache | Fehlerursache | Cause racine | Cause première | Causa raíz | Causa principal | Causa radice",
        "Causa | Causa scatenante | Cause principale | Cause profonde",
    )
    resolution: Text = known_as(
        "Resolution | Solution | Resolution notes | Resolution summary | Outcome | Answer | Stakeholder answer",
        "Decision | Fix | Resolution description | Resolution details | Resolution comment | Close notes",
        "Closing notes | Team response | Remedy | Action taken | Response | Reply | Final answer | Resolution text",
        "Closure notes | Result | Workaround | Corrective action | Response text | How resolved | Closure comments",
        "Lösung | Ergebnis | Antwort | Lösungsbeschreibung | Maßnahme | Maßnahmen | Entscheidung | Rückmeldung",
        "Abhilfe | Réponse | Issue de la demande | Résultat | Mesure prise | Traitement | Resolución | Solución",
        "Respuesta | Resultado | Acción tomada | Acciones tomadas | Acción correctiva | Risoluzione | Soluzione",
        "Risposta | Esito | Azione intrapresa | Azioni intraprese | Azione correttiva | Decisione",
        "Réponse apportée | Solution apportée | Resolution given | Lösungsweg | Solución aplicada",
        "Soluzione adottata",
        weakly="Closure reason | Close reason | Status notes | Recommendation",
    )
    case_ids: Items = known_as(
        "Case IDs | Linked cases | Related cases | Cases | Affected cases | Violation cases | Case list",
        "Associated cases | Verknüpfte Fälle | Fälle | Zugehörige Fälle | Fall-IDs | Cas liés | Dossiers liés",
        "Cas associés | Casos relacionados | Casos vinculados | Casos asociados | Casi collegati | Casi correlati",
        "Casi associati",
        weakly="Case number | Example cases | Examples | Beispiele | Exemples | Ejemplos | Esempi | Case ID",
    )
    links: Links = known_as(
        "Links | URL | Doc link | Document link | Evidence | Attachment | Thread link | Ticket link | Issue URL",
        "HTML URL | Permalink | Reference link | Slack link | Supporting documents | Doc | Jira link | Lark link",
        "Web URL | Card URL | Related links | Anhang | Anhänge | Verknüpfung | Verweis | Nachweise | Beleg",
        "Pièces jointes | Lien | Preuves | Enlace | Adjuntos | Pruebas | Evidencia | Collegamento | Collegamenti",
        "Allegati | Allegato | Prove | Slack thread | Thread",
        "Link to ticket | Conversation URL",
        weakly="Screenshot | Photo | Media URL | Image URL | Imagen | Fichier | Attachments URL | Source URL",
    )
    notes: Text = known_as(
        "Notes | Comments | Remarks | Additional notes | Additional comments | Internal notes | Next steps",
        "Next action | Work notes | Update notes | Latest update | Latest comment | Last comment | Follow-up notes",
        "Follow up | Status update | Updates | Comments and work notes | Remarks/Notes | Additional information",
        "Status comments | Additional info | General comments | Comments/Notes | Other notes | Progress notes",
        "Notizen | Notiz | Bemerkung | Bemerkungen | Kommentar | Kommentare | Anmerkung | Anmerkungen",
        "Nächste Schritte | Hinweise | Interne Notiz | Nächster Schritt | Sonstiges | Commentaires | Remarques",
        "Notes internes | Prochaines étapes | Observations | Prochaine action | Suivi | Notas | Comentarios",
        "Observaciones | Próximos pasos | Observación | Seguimiento | Próxima acción | Commenti | Commento",
        "Osservazioni | Prossimi passi | Annotazioni | Prossima azione | Prossimo passo",
        weakly="Notiz * | Bemerkung * | * notes | * remarks",
    )
