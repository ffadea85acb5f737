"""Actions: what meetings decided, and whether it happened."""

from typing import ClassVar

from sheets_sync.trackers.row import Day, Id, Items, Status, Team, Text, TrackerRow, known_as


class Action(TrackerRow):
    """One action item. Source: domain.md §4."""

    tracker: ClassVar[str] = "actions"
    id_field: ClassVar[str | None] = "action_id"
    in_order: ClassVar[tuple[tuple[str, str], ...]] = (("decided_on", "due_on"),)
    record_words: ClassVar[str] = (
        "action | action item | task | to-do | todo | item | measure | follow-up | decision | maßnahme | aufgabe |"
        "tâche | acción | tarea | medida | azione | attività | beschluss | beschlüsse | acciones | azioni |"
        "décision | decisión"
    )
    not_fields: ClassVar[str] = (
        "Completed on | Completion date | Completed | Progress | Priority | Effort | Created by | Raised by |"
        "Action type | Start date"
    )

    action_id: Id = known_as(
        "Action ID | Action item ID | Task ID | Item ID | ID | # | Ref | Reference | AI # | Maßnahmen-ID",
        "Aufgaben-ID | Lfd. Nr. | ID de acción | Referencia | ID azione | Riferimento | ID tâche | ID tarea",
        need="fatal",
    )
    decided_on: Day = known_as(
        "Decided on | Decision date | Meeting date | Decided | Agreed on | Date | Created on | Created | Date raised",
        "Assigned on | Opened on | Date added | Logged on | Meeting | Creation date | Raised | Beschlossen am",
        "Sitzungsdatum | Entschieden am | Beschlussdatum | Besprechung vom | Vereinbart am | Erstellt am",
        "Entscheidungsdatum | Festgelegt am | Décidé le | Date de réunion | Créé le | Convenu le | Decidido el",
        "Acordado el | Creado el | Deciso il | Data decisione | Data riunione | Creato il | Concordato il",
        "Entscheidung vom | Sitzung vom",
        "Réunion du",
    )
    action: Text = known_as(
        "Action | Action item | Task | What | Action required | Agreed action | To do | Next step | Title",
        "Description | Measure | Decision | Action description | Item | Follow-up action | Task description",
        "Action point | Follow-up | Deliverable | Agreed next step | Action to be taken | Subject | Maßnahme",
        "Aufgabe | Was | Beschluss | Nächster Schritt | Titel | Beschreibung | To-do-Punkt | Maßnahmen",
        "Vereinbarte Maßnahme | Tätigkeit | Aufgaben | Thema | Tâche | Mesure | Prochaine étape | Action à mener",
        "Action décidée | Quoi | Action convenue | Intitulé | Acción | Tarea | Medida | Próximo paso",
        "Acción acordada | Título | Descripción | Qué | Acciones | Acuerdo | Compromiso | Azione | Attività",
        "Compito | Misura | Decisione | Prossimo passo | Titolo | Descrizione | Azione concordata | Cosa",
        "Aufgabentext | Titre | Action to take | Decision / action | Aufgabenbeschreibung | To-do item | Todo",
        "Tâche à réaliser | Tarea a realizar | Attività da svolgere",
        need="fatal",
    )
    owner: Text = known_as(
        "Owner | Action owner | Assignee | Assigned to | Responsible | Who | Person responsible | Lead | PIC | DRI",
        "Assigned | Accountable | Task owner | Verantwortlich | Verantwortliche | Zuständig | Wer | Bearbeiter",
        "Verantwortlicher | Zugewiesen an | Verantwortliche Person | Responsable | Assigné à | Qui | Porteur",
        "Pilote | Asignado a | Encargado | Quién | Responsable de la acción | Responsabile | Assegnato a | Chi",
        "Incaricato | Propriétaire | Propietario | Referente | Attribué à",
        "By whom | Action by | Durch | Durch wen | Par qui | Por quién | Da chi | Person assigned | Assegnatario",
    )
    team: Team = known_as(
        "Team | Owner team | Responsible team | Stakeholder team | Department | Group | Function | Abteilung",
        "Zuständiges Team | Bereich | Équipe | Équipe responsable | Département | Equipo | Equipo responsable",
        "Departamento | Área | Squadra | Reparto | Team responsabile | Ufficio | Dept",
        weakly="* team",
    )
    due_on: Day = known_as(
        "Due on | Due | Deadline | By when | Target date | Due by | ETA | When | Complete by",
        "Target completion date | Completion due | Needed by | Fällig am | Fällig | Frist | Bis wann | Zieldatum",
        "Termin | Fälligkeit | Bis | Erledigen bis | Échéance | Date limite | Pour le | Délai | Quand | Date cible",
        "Vencimiento | Plazo | Para cuándo | Fecha objetivo | Cuándo | Fecha compromiso | Scadenza | Entro | Termine",
        "Entro quando | Quando | Fällig bis | À faire pour | Fecha de entrega",
        "Target | Fin prévue | Zieltermin",
    )
    status: Status = known_as(
        "Status | Action status | State | Done? | Stage | Current status | Task status | Stand | Erledigt?",
        "Umsetzungsstand | Zustand | Statut | État | Fait ? | Avancement | Estado | Situación | Hecho | Estatus",
        "Estado actual | Stato | Fatto | Stato attuale | Avanzamento",
        "Complete | Progress status | État d'avancement | Umsetzung | Bearbeitungsstand",
        "Stato di avanzamento | Estado de avance | Finished? | Closed?",
        need="expected",
    )
    escalation_ids: Items = known_as(
        "Escalation IDs | Escalation | Linked escalations | Related escalations | Eskalation | Eskalationen",
        "Escalade | Escalades liées | Escalado | Escalation collegate | Escalation collegata | Escalamiento",
    )
    case_ids: Items = known_as(
        "Case IDs | Cases | Linked cases | Related cases | Fälle | Verknüpfte Fälle | Fall-IDs | Cas liés",
        "Casos relacionados | Casi collegati | Dossiers liés | Casos vinculados",
    )
    outcome: Text = known_as(
        "Outcome | Result | What happened | Actual result | Effect | Result achieved | Ergebnis | Resultat | Wirkung",
        "Effet | Resultado | Efecto | Esito | Risultato | Resolution | Impact achieved | Resolución",
    )
    notes: Text = known_as(
        "Notes | Comments | Remarks | Update | Latest update | Progress notes | Notizen | Notiz | Bemerkung",
        "Bemerkungen | Anmerkungen | Kommentar | Kommentare | Remarques | Commentaires | Observations | Notas",
        "Comentarios | Observaciones | Osservazioni | Commenti | Status update | Anmerkung | Hinweise",
        "Progress update | Progress / update | Kommentar zur Übergabe | Übergabekommentar | Update / comments",
        "Latest status | Fortschritt",
    )
