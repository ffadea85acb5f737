"""Traffic: what LIVE rooms brought, per session, per room and day, or per day and segment."""

from typing import ClassVar

from sheets_sync.trackers.row import (
    Amount,
    Day,
    Handle,
    Id,
    Instant,
    Integer,
    Market,
    Number,
    RateOf,
    Ratio,
    Seconds,
    ShortSeconds,
    Text,
    TrackerRow,
    known_as,
)


class Traffic(TrackerRow):
    """One session, one room's day, or one segment's day. A row has no id: what it describes identifies it."""

    tracker: ClassVar[str] = "traffic"
    identity: ClassVar[tuple[str, ...]] = (
        "date",
        "started_at",
        "live_room_id",
        "live_title",
        "creator_handle",
        "seller_id",
        "seller_name",
        "market",
        "product_category",
    )
    in_order: ClassVar[tuple[tuple[str, str], ...]] = (("started_at", "ended_at"),)
    rates: ClassVar[tuple[RateOf, ...]] = (
        RateOf("click_through_rate", "product_clicks", "product_impressions"),
        RateOf("click_to_order_rate", "orders", "product_clicks"),
    )
    record_words: ClassVar[str] = (
        "live | livestream | live stream | stream | session | broadcast | room | live room | live session | show |"
        "übertragung | diffusion | transmisión | directo | diretta | sessione | sesión | sitzung | attributed |"
        "video"
    )
    not_fields: ClassVar[str] = (
        "Follow rate | Like rate | Comment rate | Share rate | Engagement rate | Conversion rate |"
        "Viewer conversion rate | Tap-through rate | Live CTR | LIVE click-through rate |"
        "Impressions click-through rate | Impression click-through rate | Thumbnail CTR | Cover CTR | Video CTR |"
        "Entry rate | Enter room rate | Impressions CTR | Ad CTR | Impressions per hour | GMV per hour | GMV/hour |"
        "Orders per hour | Views per hour | Show GPM | Watch GPM | GPM | GMV/1K shows | GMV/1K views |"
        "GMV per 1K views | GMV per thousand impressions | ROAS | ROI | Refund | Refunds | Refund rate |"
        "Cost per order | CPM | CPC | CPA | Followers | Total followers | Follower count | Subscribers |"
        "Views gained | Watch time | Total watch time | Minutes watched | Hours watched |"
        "Average percentage viewed | Returning viewers | New viewers | Live chat messages | Unique chatters |"
        "Chatters | Diamonds | Gifts | Gifters | Gift value | Cart adds | Add to cart | Products added | Products |"
        "Product count | Video views | Stream time | Ad impressions | Ad clicks | Ad views | Creator ID | Host ID |"
        "Campaign ID | Viewer rate | Refunded orders | Canceled orders | Live status | Stream status |"
        "Session status | Unsubscribes | Unfollows | SKU count | AOV | Average order value | Current viewers |"
        "Order rate | Streamers | Creators | Hosts | Sellers | Merchants | Shops | Stores | Channels | Ads GMV |"
        "Closed at |"
        "Games | Clips created | Clip views | Dislikes | Subscribers lost | Followers lost | RPM |"
        "Revenue per mille | Thumbnail impressions | Thumbnail click-through rate | Followers per hour |"
        "Minutes streamed per day | Net revenue | Commission | Estimated commission | Taux de conversion |"
        "Conversionrate | Retourenquote | Tasa de conversión | Tasso di conversione"
    )

    date: Day = known_as(
        "Date | Day | Session date | Live date | Broadcast date | Stream date | Stat date | Report date | Week",
        "Week starting | Week start | Biz date | Event date | Report day | Metrics date | Week commencing",
        "Snapshot date | Tag | Sendetag | Woche | Kalenderwoche ab | Berichtsdatum | Jour | Semaine | Día | Semana",
        "Fecha del directo | Giorno | Settimana | Data diretta | Fecha de transmisión",
        "Woche ab",
        need="fatal",
        day_of="started_at",
    )
    started_at: Instant = known_as(
        "Started at | Start time | LIVE start time | Live start | Session start | Start | Started",
        "Stream start time | Go-live time | Launched time | Launch time | Broadcast start | Begin time",
        "Time started | Opening time | Room created at | Stream started | Live started at | Session start time",
        "Stream start | Live time | Actual start time | Published time | Video publish time | Publish time",
        "Time of live | Begin at | Startzeit | Beginn | Gestartet am | Anfang | Heure de début | Début | Commencé à",
        "Débuté le | Démarré le | Hora de inicio | Inicio | Iniciado el | Inicio del live | Ora di inizio | Inizio",
        "Iniziato il | Orario di inizio",
    )
    ended_at: Instant = known_as(
        "Ended at | End time | LIVE end time | Live end | Session end | End | Ended | Stream end time",
        "Broadcast end | Finish time | Stream end | Session end time | Live ended at | Stream ended | Time ended",
        "Finished at | Actual end time | Endzeit | Ende | Beendet am | LIVE-Ende | Heure de fin | Fin | Terminé à",
        "Hora de fin | Finalizado el | Fin del live | Ora di fine | Fine | Terminato il | Orario di fine",
    )
    duration: Seconds = known_as(
        "Duration | LIVE duration | Session duration | Length | Stream length | Stream duration | Session length",
        "Time live | Airtime | Live length | Broadcast duration | Total duration | Live hours | Hours streamed",
        "Broadcast length | Live time duration | Running time | Dauer | LIVE-Dauer | Sendedauer | Länge | Durée",
        "Durée du live | Durée de diffusion | Durée du direct | Duración | Duración del live | Duración del directo",
        "Durata | Durata diretta | Duración de la transmisión",
    )
    live_room_id: Id = known_as(
        "LIVE room ID | Room ID | LIVE ID | Session ID | Livestream ID | Stream ID | Broadcast ID | Live session ID",
        "LIVE room | Room | Video ID | Raum-ID | LIVE-Raum-ID | Sitzungs-ID | ID salle | ID de sala",
        "ID de la sesión | ID stanza | ID diretta | ID sessione | ID del directo",
        weakly="Content ID | ID | Session # | Salle | Sala | Stanza | Raum |Video | Content",
    )
    live_title: Text = known_as(
        "LIVE title | Livestream | LIVE name | Title | Session title | Stream title | Livestream title",
        "Session name | Room title | Room name | Broadcast title | Video title | Stream name | LIVE | Show title",
        "Stream | Show name | Live stream | LIVE-Titel | Titel | Titre du live | Titre | Titre de la session",
        "Título del live | Título | Nombre del live | Título del directo | Titolo | Titolo diretta | Nome diretta",
        "Título de la transmisión | Directo | Diretta | En vivo",
        weakly="Name | Content | Broadcast |Video | Campaign",
    )
    creator_handle: Handle = known_as(
        "Creator handle | Creator | Creator username | Host | Handle | Streamer | Anchor | Influencer",
        "TikTok handle | Account handle | Nickname | Channel | Username | Creator account | Host username",
        "Affiliate | Account | Streamer username | TikTok username | Host handle | TikTok account | Gastgeber",
        "Kanal | Créateur | Hôte | Pseudo | Creador | Presentador | Usuario | Creatore | Conduttore | Chaîne | Canal",
        "Canale",
    )
    seller_id: Id = known_as(
        "Seller ID | Merchant ID | Shop ID | Store ID | Händler-ID | Verkäufer-ID | ID vendeur | ID marchand",
        "ID boutique | ID vendedor | ID tienda | ID comercio | ID venditore | ID negozio | Vendor ID",
    )
    seller_name: Text = known_as(
        "Seller name | Seller | Merchant | Shop name | Shop | Store | Händler | Verkäufer | Vendeur | Marchand",
        "Boutique | Vendedor | Comercio | Tienda | Venditore | Negozio | Brand | Marke",
    )
    market: Market = known_as(
        "Market | Mkt | Country | Marketplace | Seller market | Country/Region | Shop region | Site | Markt | Land",
        "Ländercode | Marktplatz | Marché | Pays | Mercado | País | Mercato | Paese | Nazione",
        weakly="Region | Regione | Territory | Geo | * country",
        need="expected",
    )
    product_category: Text = known_as(
        "Product category | Category | Vertical | Industry | Product vertical | Segment | Shop category",
        "Main category | Live category | Room category | Content category | Produktkategorie | Kategorie",
        "Warengruppe | Catégorie de produit | Catégorie | Categoría de producto | Categoría | Categoria prodotto",
        "Branche | Secteur | Sector | Settore",
        weakly="Game | Product type",
    )
    sessions: Integer = known_as(
        "Sessions | LIVE sessions | Number of LIVEs | Streams | Number of sessions | Livestreams | Lives",
        "Live streams | Broadcasts | Rooms | Sitzungen | LIVE-Sitzungen | Nombre de lives | Sesiones | Directos",
        "Sessioni | Dirette",
    )
    impressions: Integer = known_as(
        "Impressions | LIVE impressions | Room impressions | Times shown | Shows | Exposures | Impr. | Imps",
        "Page impressions | Entrance impressions | LIVE exposures | Impressionen | Einblendungen | LIVE-Impressionen",
        "Affichages | Impresiones | Impresiones del live | Impressioni | Visualizzazioni anteprima",
        "Impressioni diretta",
    )
    views: Integer = known_as(
        "Views | LIVE views | Room views | Watch count | Plays | Visits | PV | Watches | Playbacks | Stream views",
        "Viewcount | Aufrufe | LIVE-Aufrufe | Ansichten | Vues | Vues du live | Visualizaciones | Vistas",
        "Reproducciones | Visualizzazioni | Views diretta | Visitas",
    )
    viewers: Integer = known_as(
        "Viewers | Unique viewers | Unique viewers (UV) | UV | Audience | Unique views | LIVE viewers | Reach",
        "Watchers | Accounts reached | Unique users | Unique visitors | Live audience | Audience size",
        "Distinct viewers | Zuschauer | Eindeutige Zuschauer | Zuschauerzahl | Spectateurs | Spectateurs uniques",
        "Téléspectateurs | Espectadores | Espectadores únicos | Spettatori | Spettatori unici | Audiencia",
    )
    peak_viewers: Number = known_as(
        "Peak viewers | Peak concurrent viewers | Max viewers | Max concurrent viewers | PCU | Peak concurrent users",
        "Highest viewers | Peak audience | Peak | Peak CCU | Maximum viewers | Peak concurrents",
        "Highest concurrent viewers | Peak CCV | Maximum concurrent viewers | Höchste Zuschauerzahl",
        "Spitzenzuschauer | Maximale Zuschauer | Zuschauer (max.) | Pic de spectateurs | Spectateurs max",
        "Pic d'audience | Máximo de espectadores | Pico de espectadores | Picco di spettatori | Spettatori massimi",
        "Espectadores simultáneos máximos | Max spettatori | Máx. espectadores",
    )
    avg_viewers: Number = known_as(
        "Average viewers | Average concurrent viewers | ACU | Mean viewers | CCV | ACCU | AVG CCV",
        "Average concurrents | Average CCU | Average audience | Durchschnittliche Zuschauer",
        "Durchschnittliche Zuschauerzahl | Ø Zuschauer | Spectateurs moyens | Moyenne de spectateurs",
        "Espectadores promedio | Media de espectadores | Espectadores medios | Spettatori medi | Media spettatori",
        "Espectadores simultáneos promedio",
    )
    avg_view_duration: ShortSeconds = known_as(
        "Avg view duration | Avg viewing duration | Average watch time | Average watch duration",
        "Watch duration per viewer | Avg view time | Mean watch time | Average time watched | Avg. viewing time",
        "Avg. view duration per viewer | Average watch time per viewer | Average session watch time",
        "Durchschnittliche Wiedergabedauer | Durchschnittliche Verweildauer | Ø Wiedergabedauer",
        "Durchschnittliche Zuschauzeit | Ø Verweildauer | Durée moyenne de visionnage | Temps de visionnage moyen",
        "Durée moyenne de vue | Duración media de visualización | Tiempo medio de visualización | Duración promedio",
        "Duración promedio de visualización | Tiempo promedio de visualización | Durata media di visualizzazione",
        "Tempo medio di visione | Average viewing duration per viewer | Average viewing duration per view",
        "Average view duration per view",
    )
    new_followers: Integer = known_as(
        "New followers | Followers gained | Follows | New fans | Follower growth | Net new followers | New follows",
        "Fans gained | Live follows | Subscribers gained | Followers added | New subscribers | Net followers",
        "Neue Follower | Gewonnene Follower | Nouveaux abonnés | Abonnés gagnés | Nouveaux followers",
        "Nuevos seguidores | Seguidores ganados | Nuovi follower | Follower acquisiti | Nuovi iscritti",
    )
    likes: Integer = known_as(
        "Likes | Hearts | Gefällt mir | Gefällt-mir-Angaben | J'aime | Mentions J'aime | Me gusta | Mi piace",
        "Likes received",
        "Likes added",
    )
    comments: Integer = known_as(
        "Comments | Chat messages | Messages | Kommentare | Commentaires | Comentarios | Commenti | Live comments",
        "Comments added | Chat comments",
    )
    shares: Integer = known_as(
        "Shares | Geteilt | Partages | Compartidos | Veces compartido | Condivisioni | Geteilte Inhalte",
        "Compartidas | Teilungen",
        "Shares added",
    )
    product_impressions: Integer = known_as(
        "Product impressions | Product exposures | Item impressions | Product card impressions | Product views",
        "Product shows | SKU impressions | Product card views | Produktimpressionen | Produktansichten",
        "Impressions produit | Impresiones de producto | Impressioni prodotto | Impressioni dei prodotti",
        "Visualizzazioni prodotto | Vues produit | Produkt-Impressionen",
    )
    product_clicks: Integer = known_as(
        "Product clicks | Item clicks | Product card clicks | Clicks | SKU clicks | Product link clicks",
        "Produktklicks | Klicks auf Produkte | Klicks | Clics produit | Clics sur les produits | Clics",
        "Clics de producto | Clic sui prodotti | Clic prodotto | Produkt-Klicks | Clic sul prodotto",
    )
    click_through_rate: Ratio = known_as(
        "Click-through rate | Product click-through rate | CTR | Product CTR | Clickthrough rate | Click rate",
        "Product click rate | Product CTR rate | P-CTR | Click through rate (CTR) | Klickrate | Produkt-Klickrate",
        "Taux de clic | Taux de clic produit | Tasa de clics | Tasa de clics de producto | Porcentaje de clics",
        "Tasso di clic | Percentuale di clic | Tasso di click | Tasso di clic sul prodotto | Produkt-CTR",
        "CTR produit | CTR prodotto | CTR de producto",
    )
    orders: Integer = known_as(
        "Orders | Orders paid for | SKU orders | Attributed orders | Orders created | Orders placed | Purchases",
        "Attributed SKU orders | Created SKU orders | Transactions | Conversions | Direct orders | Bestellungen",
        "Bezahlte Bestellungen | Aufträge | Käufe | Commandes | Commandes payées | Pedidos | Pedidos pagados",
        "Ordini | Ordini pagati | Ventes (nombre) | Achats | Compras | Acquisti",
    )
    units_sold: Integer = known_as(
        "Units sold | Items sold | Attributed items sold | Units | Products sold | Quantity sold | Item sales",
        "Unit sales | Pieces sold | Sold | Items purchased | Sales volume | Verkaufte Artikel | Verkaufte Einheiten",
        "Verkaufte Stück | Absatz | Verkaufte Produkte | Articles vendus | Unités vendues | Produits vendus",
        "Quantité vendue | Artículos vendidos | Unidades vendidas | Productos vendidos | Unidades | Articoli venduti",
        "Unità vendute | Prodotti venduti | Pezzi venduti | Stückzahl",
        "Units ordered | Product units sold | Verkaufte Produkte (Stück)",
    )
    customers: Integer = known_as(
        "Customers | Buyers | Unique customers | Unique buyers | Purchasers | Paying customers | Paying users",
        "Käufer | Kunden | Acheteurs | Clients | Acheteurs uniques | Compradores | Clientes | Compradores únicos",
        "Acquirenti | Clienti | Acquirenti unici",
    )
    gmv: Amount = known_as(
        "GMV | Gross revenue | Gross merchandise value | LIVE GMV | Attributed GMV | Revenue | Sales | Gross sales",
        "Sales revenue | Turnover | Gross merchandise volume | Revenue generated | Live revenue | LIVE sales",
        "Sales value | Umsatz | Bruttoumsatz | Gesamtumsatz | Warenumsatz | Bruttowarenwert | Umsatz brutto",
        "Chiffre d'affaires | CA | CA brut | Revenu brut | Ventes | Revenus | Chiffre d'affaires brut | Ingresos",
        "Ingresos brutos | Ventas | Ventas brutas | Valor bruto | Facturación | Ricavi | Ricavi lordi | Fatturato",
        "Vendite | Vendite lorde | Fatturato lordo | Ricavo lordo",
    )
    direct_gmv: Amount = known_as(
        "Direct GMV | Direct revenue | Direct sales | LIVE direct GMV | Direct gross revenue | Direct attributed GMV",
        "Direkter GMV | Direktumsatz | Direkter Umsatz | CA direct | Ventes directes | GMV directo | Ventas directas",
        "Ingresos directos | GMV diretto | Vendite dirette",
    )
    average_price: Amount = known_as(
        "Average price | Average selling price | ASP | Average unit price | Mean price | Average item price",
        "Average product price | Durchschnittspreis | Ø Preis | Durchschnittlicher Preis | Prix moyen | Precio medio",
        "Precio promedio | Prezzo medio",
    )
    click_to_order_rate: Ratio = known_as(
        "Click-to-order rate | CTOR | CTOR (SKU orders) | Click-to-purchase rate | C_O rate | Click-to-order",
        "Click to order conversion rate | CO rate | Click-order rate | C-to-O rate | CO conversion rate",
        "Klick-zu-Bestellrate | Klick-zu-Bestellung-Rate | Taux clic-commande | Taux de conversion clic-commande",
        "Tasa de clic a pedido | Tasso clic-ordine | Tasso di conversione clic-ordine",
    )
    ad_spend: Amount = known_as(
        "Ad spend | Ads cost | Ad cost | Advertising cost | Ads spend | Cost | Media spend | Promotion cost",
        "Ad budget spent | Spend | Advertising spend | Ad expenses | Marketing spend | Ads expense | Amount spent",
        "Paid spend | Marketing cost | Ads budget | Werbeausgaben | Werbekosten | Anzeigenkosten | Werbebudget",
        "Dépenses publicitaires | Coût publicitaire | Budget pub | Frais publicitaires | Gasto publicitario",
        "Coste publicitario | Gasto en anuncios | Inversión publicitaria | Costo publicitario | Spesa pubblicitaria",
        "Costo pubblicità | Costi pubblicitari | Coût pub | Dépenses pub",
    )
    notes: Text = known_as(
        "Notes | Remarks | Comment | Additional notes | Bemerkung | Bemerkungen | Notizen | Notiz | Anmerkung",
        "Anmerkungen | Remarques | Observations | Notas | Observaciones | Osservazioni | Annotazioni",
        "Internal notes | Kommentar | Commentaire | Comentario | Commento | Hinweise",
        weakly="* notes",
    )
