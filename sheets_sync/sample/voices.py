"""The themes merchants talk about, and how they put them in five languages."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """A pain point as people spell it, the team that owns it, and how often it comes up."""

    spellings: tuple[str, ...]
    team: str
    weight: float


THEMES = {
    "rules": Theme(("Unclear rules", "Unclear rules", "unclear rules"), "policy", 5),
    "appeals": Theme(("Slow appeals", "slow appeals", "Slow appeals"), "moderation_quality", 6),
    "cut": Theme(("LIVE cut without warning", "LIVE cut without warning"), "moderation_quality", 5),
    "points": Theme(("Points not explained", "points not explained"), "product", 3),
    "cards": Theme(("Product card errors",), "product", 3),
    "reach": Theme(("Reach dropped", "reach dropped", "Reach dropped"), "algorithm", 1),
    "support": Theme(("Support answers", "Support answers"), "seller_support", 3),
    "praise": Theme(("Praise",), "seller_support", 1),
}
_VOICES = """
rules | de | Ist ein Vorher-Nachher-Bild erlaubt oder nicht? Die zwei Seiten im Hilfebereich sagen Verschiedenes.
rules | de | Wir wissen nicht, was bei Nahrungsergänzung gesagt werden darf. Bitte ein klares Beispiel.
rules | fr | La règle sur les contenus préenregistrés n'est pas claire : avons-nous droit à un fond vert ?
rules | fr | On ne sait jamais ce qui est permis pour les promotions, deux vendeurs, deux réponses.
rules | es | No entendemos qué se puede decir sobre el precio. ¿"El más barato" está prohibido?
rules | it | La regola sui contenuti registrati non è chiara, la nostra diretta era davvero in diretta.
rules | en | Two help pages say opposite things about giveaways.
appeals | de | Einspruch vor neun Tagen eingereicht, immer noch keine Antwort. Die Saison ist dann vorbei.
appeals | de | Unser Einspruch liegt seit über einer Woche, immer noch keine Antwort.
appeals | fr | Notre appel attend depuis 8 jours, nous perdons nos meilleures soirées.
appeals | es | La apelación lleva más de una semana sin respuesta y seguimos sin poder emitir.
appeals | it | Ricorso inviato dieci giorni fa, ancora nessuna risposta.
appeals | en | Appeal submitted nine days ago, still nothing. Our weekend LIVE is gone.
cut | de | Mitten in der LIVE abgebrochen, keine Warnung vorher, 400 Leute waren drin.
cut | fr | Live coupé sans avertissement, motif « préenregistré » alors que trois caméras tournaient.
cut | fr | Coupés en plein direct comme « préenregistré », l'animatrice répondait pourtant aux commentaires.
cut | es | Nos cortaron el directo sin aviso previo y sin decir qué producto era el problema.
cut | it | Diretta interrotta senza preavviso, abbiamo perso gli ordini in corso.
cut | en | LIVE ended without any warning, the host was just changing the lens.
points | de | Sechs Punkte, aber nirgends steht wofür. Und sie bleiben trotz gewonnenem Einspruch.
points | fr | Les points restent affichés alors que l'appel a été accepté.
points | es | Tenemos puntos y nadie sabe explicar por qué.
points | it | I punti non spariscono dopo il ricorso accolto.
points | en | Points are still there after we won the appeal.
cards | de | Produktkarte verschwindet aus der LIVE, sobald wir den Preis ändern.
cards | fr | La fiche produit disparaît du live après un changement de prix.
cards | es | La ficha del producto desaparece al cambiar el precio durante el directo.
cards | it | La scheda prodotto sparisce quando cambiamo il prezzo.
cards | en | Product card vanishes from the LIVE after a price edit.
reach | de | Seit dem Ende der Sperre kommen kaum noch Zuschauer in den Raum.
reach | fr | Depuis la fin de la suspension, presque plus de spectateurs.
reach | es | Desde hace unos días entra la mitad de gente en el directo y no hemos cambiado nada.
reach | es | La mitad de impresiones desde hace días, misma hora, mismo contenido, ninguna sanción.
reach | es | ¿Qué ha pasado con el alcance? Bajó de golpe y las ventas también.
reach | it | Da quando la sospensione è finita il pubblico è sparito.
reach | en | Viewers halved since the suspension was lifted.
support | de | Immer derselbe Textbaustein, niemand liest unsere Frage.
support | fr | Toujours la même réponse automatique du support.
support | es | El soporte copia y pega la misma respuesta.
support | it | L'assistenza risponde sempre con lo stesso testo.
support | en | Support told us to open a new account. Is that really allowed?
praise | de | Die neue Checkliste vor der LIVE hilft sehr, danke!
praise | fr | Merci pour la réponse rapide sur notre appel.
praise | es | Gracias, la guía de promociones está muy clara.
praise | it | Ottimo il webinar sulle regole, grazie.
praise | en | The pre-LIVE checklist is great, thank you.
"""


def _voices(drawing: str) -> dict[tuple[str, str], tuple[str, ...]]:
    voices: dict[tuple[str, str], tuple[str, ...]] = {}
    for line in drawing.strip().splitlines():
        theme, language, text = (part.strip() for part in line.split("|"))
        voices[theme, language] = (*voices.get((theme, language), ()), text)
    return voices


VOICES = _voices(_VOICES)
