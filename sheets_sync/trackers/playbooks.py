"""Playbooks: what teams, sellers and creators are told to do, and whether it is still true."""

from typing import ClassVar

from sheets_sync.trackers.row import (
    Audience,
    Day,
    Id,
    Integer,
    Items,
    Language,
    Markets,
    PlaybookKind,
    PlaybookStatus,
    Team,
    Text,
    TrackerRow,
    ViolationTypes,
    known_as,
)


class Playbook(TrackerRow):
    """One playbook, question, guidance, policy or template. Source: domain.md §4."""

    tracker: ClassVar[str] = "playbooks"
    id_field: ClassVar[str | None] = "playbook_id"
    in_order: ClassVar[tuple[tuple[str, str], ...]] = (
        ("created_at", "published_at"),
        ("created_at", "last_reviewed_at"),
        ("last_reviewed_at", "next_review_at"),
    )
    record_words: ClassVar[str] = (
        "playbook | article | document | doc | faq | guide | guideline | page | sop | procedure | kb | kb article |"
        "knowledge | knowledge article | knowledge base | entry | policy | template | runbook | dokument | artikel |"
        "anleitung | richtlinie | eintrag | seite | fiche | procédure | modèle | politique | artículo | documento |"
        "guía | procedimiento | página | articolo | procedura | guida | pagina | modello | help"
    )
    not_fields: ClassVar[str] = (
        "Space key | Space name | Last synced | Last sync | Creator email | Author email | Last editor |"
        "Section ID | Author ID | Category ID | Parent | Parent page | File size | Word count | Not helpful |"
        "Unhelpful votes | Not helpful votes | Vote count | Position | Sort order | Display order | Slug |"
        "Page count | Comments | Department code | Training required | Expiration date | Expiry date | Valid to |"
        "Last accessed | Order | Subcategory | Format | File name | File type | Distribution | Change description |"
        "Revision notes | Supersedes | Superseded by | Confidence | Answer ID"
    )

    playbook_id: Id = known_as(
        "Playbook ID | Document ID | Doc ID | Article ID | KB ID | FAQ ID | Policy ID | SOP number | ID | #",
        "Reference | Ref | Guide ID | Page ID | Knowledge ID | Template ID | Procedure ID | Entry ID | Runbook ID",
        "Question ID | Record ID | Content ID | Reference number | Item ID | Dokument-ID | Dokumenten-Nr.",
        "Artikel-ID | Lfd. Nr. | Kennung | Dok.-Nr. | Identifiant | ID de documento | Referencia | Código",
        "ID artículo | Riferimento | ID articolo | Codice",
        weakly="Code | Key | UUID | Identifier | S.No | Sr no | Serial no | Index",
        need="fatal",
    )
    title: Text = known_as(
        "Title | Playbook title | Document title | Article title | Name | Playbook name | Document name",
        "Policy name | Subject | Playbook | Heading | Topic title | Page title | Policy title | SOP title | Article",
        "Procedure name | Guide title | Template name | Procedure | Guideline | Document | Headline | Policy",
        "SOP name | Runbook | Guide | Procedure title | SOP | Knowledge article | Template | Short description",
        "Page name | Document description | Titel | Dokumenttitel | Name des Dokuments | Bezeichnung | Überschrift",
        "Artikel | Dokument | Titre | Titre du document | Nom | Intitulé | Titre de l'article | Titre de la fiche",
        "Fiche | Libellé | Título | Título del documento | Nombre | Nombre del documento | Título del artículo",
        "Documento | Artículo | Titolo | Titolo del documento | Nome | Titolo articolo | Articolo",
        need="fatal",
    )
    kind: PlaybookKind = known_as(
        "Kind | Type | Document type | Doc type | Content type | Article type | Playbook type | Resource type",
        "Policy type | Record type | Template type | Art | Typ | Dokumenttyp | Dokumentart | Art des Dokuments",
        "Nature | Type de contenu | Tipo | Tipo de documento | Clase | Tipologia | Tipologia documento",
        "Tipo de contenido | Tipo de artículo | Tipo di contenuto",
    )
    violation_types: ViolationTypes = known_as(
        "Violation types | Violations covered | Topic | Category | Theme | Applies to violation | Policy area",
        "Violation category | Article category | FAQ category | KB category | Policy topic | Violation",
        "Document category | Policy category | Knowledge category | Article topic | Verstoßarten | Art des Verstoßes",
        "Verstöße | Thema | Themen | Kategorie | Kategorien | Types d'infraction | Infractions couvertes | Catégorie",
        "Sujet | Rubrique | Tipos de infracción | Tema | Categoría | Rubro | Tipi di violazione | Tipo di violazione",
        "Argomento | Tema trattato | Argomenti | Thématique | Infracción | Infracciones | Infraction | Violazione",
        "Violazioni | Verstoß | Temática",
    )
    team: Team = known_as(
        "Team | Owner team | Owning team | Department | Dept | Responsible team | Stakeholder team | Function",
        "Group | Owning department | Maintained by team | Owner department | Responsible department | Business unit",
        "Support group | Owner group | Owning group | Document owner team | Abteilung | Zuständiges Team | Bereich",
        "Fachbereich | Zuständige Abteilung | Équipe | Équipe responsable | Département | Service responsable",
        "Equipo | Equipo responsable | Departamento | Área | Área responsable | Squadra | Reparto | Ufficio",
        "Dipartimento | Team responsabile | Servizio",
        weakly="* team | Area",
    )
    market: Markets = known_as(
        "Market | Mkt | Country | Applies to market | Scope (market) | Region | Applicable markets",
        "Applicable countries | Geography | Jurisdiction | Markt | Märkte | Land | Länder | Geltungsbereich | Marché",
        "Pays | Périmètre | Mercado | País | Países | Ámbito | Mercato | Mercati | Paese | Paesi | Regione",
    )
    language: Language = known_as(
        "Language | Lang | Locale | Source locale | Sprache | Langue | Idioma | Lengua | Lingua | Article language",
        "Sprachen | Lenguaje",
    )
    audience: Audience = known_as(
        "Audience | Target audience | Intended audience | Visibility | Applies to | For whom | Who is it for",
        "Readers | Audience type | User type | Access level | Target group | Zielgruppe | Für wen | Sichtbarkeit",
        "Public | Public cible | Public visé | Visibilité | Destinataires | Público | Público objetivo",
        "Destinatarios | Audiencia | Pubblico | Destinatari | Pubblico di destinazione | Visibilidad | Visibilità",
        "Dirigido a",
        weakly="User segment | Access",
    )
    question: Text = known_as(
        "Question | FAQ question | Q | Merchant question | Query | FAQ | Frequently asked question | User question",
        "Customer question | Question text | Problem | Issue | Symptom | Question asked | Canonical question",
        "Prompt | Common question | Question/Issue | Frage | Häufige Frage | Fragen | Fragestellung",
        "Question fréquente | Question posée | Pregunta | Pregunta frecuente | Domanda | Domanda frequente | Domande",
        "Question du client | Problème | Problema",
    )
    answer: Text = known_as(
        "Answer | Response | Content | Body | FAQ answer | A | Text | Guidance | Solution | Article body",
        "Answer text | Resolution | Article content | Steps | Article text | Standard answer | Official answer",
        "Instructions | Reply | Body text | Details | HTML body | Page content | Answer/Solution | Antwort | Inhalt",
        "Lösung | Anleitung Text | Réponse | Contenu | Texte | Respuesta | Contenido | Texto | Solución | Risposta",
        "Contenuto | Testo | Soluzione | Antworten | Réponse type | Cuerpo | Corpo",
    )
    status: PlaybookStatus = known_as(
        "Status | State | Publication status | Document status | Workflow state | Lifecycle | Active",
        "Article status | Publish status | Published? | Stage | Live? | Publishing status | Lifecycle status",
        "Review status | Approval status | Policy status | Validation status | Published | Enabled | Is published",
        "Lifecycle state | Stand | Zustand | Freigabestatus | Aktiv | Veröffentlicht? | Dokumentstatus | Statut",
        "État | Actif | Statut de publication | Publié ? | Estado | Situación | Activo | Estado de publicación",
        "Stato | Attivo | Stato di pubblicazione | Stato documento | Statut du document | Estado del documento",
        need="expected",
    )
    owner: Text = known_as(
        "Owner | Document owner | Content owner | Author | Responsible | Created by | Maintainer | Maintained by",
        "Editor | Written by | Creator | Article owner | Policy owner | Process owner | Assigned to",
        "Responsible person | Playbook owner | Subject matter expert | SME | Page owner | Contact | Owned by",
        "Verantwortlich | Verantwortliche | Verantwortlicher | Autor | Ersteller | Dokumentverantwortlicher",
        "Erstellt von | Verfasser | Eigentümer | Verantwortliche Person | Responsable | Auteur | Propriétaire",
        "Rédacteur | Créé par | Pilote | Rédigé par | Autor del documento | Propietario | Redactor | Creado por",
        "Elaborado por | Encargado | Responsabile | Autore | Proprietario | Redattore | Creato da | Redatto da",
        "Referente",
    )
    version: Text = known_as(
        "Version | Version number | Revision | Rev | Document version | Ver | Revision number | Current version",
        "Edition | Rev no. | Article version | Fassung | Edición | Versione | Revisione | Numero versione | Indice",
    )
    created_at: Day = known_as(
        "Created at | Created | Creation date | Issue date | Date issued | Create date | Date written | Date added",
        "Added | Draft date | Article created date | Erstellt am | Erstellt | Erstelldatum | Erstellungsdatum",
        "Angelegt am | Créé le | Date de rédaction | Creado el | Fecha de creación | Fecha de elaboración | Creado",
        "Creato il | Data creazione | Data di redazione",
        "Ausgabedatum | Ausgestellt am | Date d'émission | Date de parution | Fecha de emisión",
        "Data di emissione | Data emissione",
    )
    published_at: Day = known_as(
        "Published at | Published | Publication date | Publish date | Release date | Go-live date | Live since",
        "Effective from | First published | Released on | Effective since | Last published date | Issued on",
        "Publishing date | Veröffentlicht am | Veröffentlicht | Veröffentlichungsdatum | Gültig ab | Freigegeben am",
        "Publié le | En vigueur depuis | Publicado el | Fecha de publicación | Vigente desde | Pubblicato il",
        "Data pubblicazione | In vigore dal | Date d'entrée en vigueur | Date d'application",
        "Fecha de entrada en vigor | Inkrafttreten",
        weakly="Effective date | Effective",
    )
    last_reviewed_at: Day = known_as(
        "Last reviewed at | Last reviewed | Last review date | Last review | Reviewed on | Last checked",
        "Last verified | Last updated | Updated at | Last modified | Last update | Updated | Date of last revision",
        "Last revised | Last edited | Revision date | Reviewed | Modified | Edited at | Last validated",
        "Last revision | Last modification | Verified at | Review date | Zuletzt geprüft | Letzte Prüfung",
        "Geprüft am | Letzte Überprüfung | Zuletzt aktualisiert | Letzte Aktualisierung | Zuletzt geändert",
        "Letzte Änderung | Geändert am | Aktualisiert am | Überprüft am | Prüfdatum | Stand vom | Änderungsdatum",
        "Dernière révision | Revu le | Dernière vérification | Dernière mise à jour | Mis à jour le | Modifié le",
        "Dernière modification | Vérifié le | Date de mise à jour | Date de modification | Última revisión",
        "Revisado el | Última actualización | Actualizado el | Fecha de actualización | Última modificación",
        "Actualizado | Fecha de modificación | Ultima revisione | Revisionato il | Ultimo aggiornamento",
        "Aggiornato il | Ultima modifica | Data revisione | Data aggiornamento | sys_updated_on",
    )
    next_review_at: Day = known_as(
        "Next review at | Next review | Review due | Review by | Expiry | Next review due | Review before",
        "Next check | Next revision date | Next revision | Next scheduled review | Scheduled review",
        "Review deadline | Valid until | Review on | Nächste Prüfung | Nächste Überprüfung | Prüfung fällig",
        "Wiedervorlage | Gültig bis | Überprüfung bis | Nächste Revision | Prochaine révision | Prochaine revue",
        "À revoir le | Valable jusqu'au | Prochaine mise à jour | Próxima revisión | Revisar el | Válido hasta",
        "Vencimiento | Próxima actualización | Prossima revisione | Da rivedere il | Valido fino al | Scadenza",
    )
    link: Text = known_as(
        "Link | URL | Document link | Doc link | File path | Path | Location | Article URL | Page link | Drive link",
        "Source | Article link | Web link | Page URL | File | Document URL | File link | Source URL | HTML URL",
        "Permalink | Document location | Lark link | SharePoint link | Confluence link | Wiki link | Hyperlink",
        "File URL | Verweis | Dateipfad | Ablageort | Pfad | Speicherort | Datei | Quelle | Lien | Lien du document",
        "Chemin | Emplacement | Enlace | Ruta | Ubicación | Enlace del documento | Collegamento | Percorso",
        "Posizione | Fonte | Link documento | Fuente",
        "Link to doc | Link to document | Link to article | Lien vers le document",
    )
    tags: Items = known_as(
        "Tags | Keywords | Labels | Label names | Search terms | Hashtags | Article tags | Search keywords",
        "Key words | Synonyms | Schlagwörter | Stichwörter | Schlagworte | Stichworte | Mots-clés | Étiquettes",
        "Libellés | Etiquetas | Palabras clave | Parole chiave | Etichette",
    )
    views: Integer = known_as(
        "Views | Page views | Pageviews | Hits | Read count | Reads | Article views | Visits | Times viewed",
        "Usage count | Times used | Aufrufe | Seitenaufrufe | Ansichten | Vues | Consultations | Visitas | Vistas",
        "Visualizaciones | Visualizzazioni | Visite | Lecturas | sys_view_count",
    )
    helpful_votes: Integer = known_as(
        "Helpful votes | Helpful | Votes | Upvotes | Likes | Thumbs up | Vote sum | Up votes | Found helpful",
        "Useful votes | Helpfulness | Positive votes | Useful | Hilfreich | Hilfreiche Stimmen | Utile",
        "Votes utiles | Votos útiles | Útil | Voti utili | Utili",
    )
    case_ids: Items = known_as(
        "Case IDs | Related cases | Source cases | Linked cases | Cases | Example cases | Verknüpfte Fälle | Fälle",
        "Fall-IDs | Cas liés | Cas sources | Casos relacionados | Casos de origen | Casi collegati | Casi di origine",
        "Casos vinculados",
        weakly="Related tickets | Linked tickets",
    )
    approved_by: Text = known_as(
        "Approved by | Approver | Approval | Sign-off | Signed off by | Approved | Reviewer | Reviewed by",
        "Authorised by | Authorized by | Validated by | Final approver | Freigegeben von | Genehmigt von | Freigabe",
        "Freigabe durch | Prüfer | Geprüft von | Approuvé par | Validé par | Approbateur | Vérifié par",
        "Aprobado por | Aprobador | Autorizado por | Revisado por | Approvato da | Approvatore | Validato da",
        "Verificato da | Relecteur",
    )
    notes: Text = known_as(
        "Notes | Comment | Remarks | Internal notes | Change notes | Additional notes | Notizen | Notiz | Bemerkung",
        "Bemerkungen | Anmerkung | Anmerkungen | Kommentar | Remarques | Commentaire | Observations | Notas",
        "Observaciones | Comentarios | Observación | Osservazioni | Annotazioni | Commenti | Hinweise",
        weakly="* notes",
    )
