//! The identity columns: what a row says about the supplier besides the facts that place it.

/// A column with a fixed meaning in every assessment file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the column of its name; see `id`")]
pub enum Identity {
    LeverandoerId,
    Afdelingsid,
    Leverandoer,
    Maalgruppe,
    Delmaalgruppe,
    Aldersgruppe,
    Vurderingsdato,
    Socialtilsyn,
    Konsulent,
    Stadie,
    Sagsnummer,
    Region,
    Kommune,
    Driftsform,
    Leverandoertype,
    Cvr,
    PNummer,
    Pladser,
    FornoedenKvalitet,
    KvalitetMyndighed,
    SamletVurdering,
    SamletBegrundelse,
}

impl Identity {
    /// How many there are.
    pub const COUNT: usize = 22;

    /// All of them; the first fifteen stand in every result, in this order.
    pub const ALL: [Self; Self::COUNT] = [
        Self::LeverandoerId,
        Self::Afdelingsid,
        Self::Leverandoer,
        Self::Maalgruppe,
        Self::Delmaalgruppe,
        Self::Aldersgruppe,
        Self::Vurderingsdato,
        Self::Socialtilsyn,
        Self::Konsulent,
        Self::Stadie,
        Self::Sagsnummer,
        Self::Region,
        Self::Kommune,
        Self::Driftsform,
        Self::Leverandoertype,
        Self::Cvr,
        Self::PNummer,
        Self::Pladser,
        Self::FornoedenKvalitet,
        Self::KvalitetMyndighed,
        Self::SamletVurdering,
        Self::SamletBegrundelse,
    ];

    /// How many of [`Identity::ALL`] stand in every result.
    pub const IN_RESULTS: usize = 15;

    /// The place in [`Identity::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The column's name.
    pub const fn id(self) -> &'static str {
        match self {
            Self::LeverandoerId => "leverandoer_id",
            Self::Afdelingsid => "afdelingsid",
            Self::Leverandoer => "leverandoer",
            Self::Maalgruppe => "maalgruppe",
            Self::Delmaalgruppe => "delmaalgruppe",
            Self::Aldersgruppe => "aldersgruppe",
            Self::Vurderingsdato => "vurderingsdato",
            Self::Socialtilsyn => "socialtilsyn",
            Self::Konsulent => "konsulent",
            Self::Stadie => "stadie",
            Self::Sagsnummer => "sagsnummer",
            Self::Region => "region",
            Self::Kommune => "kommune",
            Self::Driftsform => "driftsform",
            Self::Leverandoertype => "leverandoertype",
            Self::Cvr => "cvr",
            Self::PNummer => "p_nummer",
            Self::Pladser => "pladser",
            Self::FornoedenKvalitet => "fornoeden_kvalitet",
            Self::KvalitetMyndighed => "kvalitet_myndighed",
            Self::SamletVurdering => "samlet_vurdering",
            Self::SamletBegrundelse => "samlet_begrundelse",
        }
    }

    /// The column's name for people, in running text; Danish in both languages, as all words of the data.
    pub const fn label(self) -> &'static str {
        match self {
            Self::LeverandoerId => "leverandør-id",
            Self::Afdelingsid => "afdelings-id",
            Self::Leverandoer => "leverandør",
            Self::Maalgruppe => "målgruppe",
            Self::Delmaalgruppe => "delmålgruppe",
            Self::Aldersgruppe => "aldersgruppe",
            Self::Vurderingsdato => "vurderingsdato",
            Self::Socialtilsyn => "Socialtilsyn",
            Self::Konsulent => "konsulent",
            Self::Stadie => "stadie",
            Self::Sagsnummer => "sagsnummer",
            Self::Region => "region",
            Self::Kommune => "kommune",
            Self::Driftsform => "driftsform",
            Self::Leverandoertype => "leverandørtype",
            Self::Cvr => "CVR-nummer",
            Self::PNummer => "P-nummer",
            Self::Pladser => "pladser",
            Self::FornoedenKvalitet => "fornøden kvalitet",
            Self::KvalitetMyndighed => "tilsynsmyndighed",
            Self::SamletVurdering => "samlet vurdering",
            Self::SamletBegrundelse => "samlet begrundelse",
        }
    }

    /// Other names of the same column.
    pub const fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::LeverandoerId => &["tilbudsid", "tilbuds_id"],
            Self::Leverandoer => &["navn"],
            _ => &[],
        }
    }

    /// The column that a folded header names.
    pub fn from_header(folded: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|column| column.id() == folded || column.aliases().contains(&folded))
    }

    /// Whether a rubric's bounds may depend on the column: it sorts suppliers into kinds.
    pub const fn may_group(self) -> bool {
        matches!(
            self,
            Self::Delmaalgruppe
                | Self::Aldersgruppe
                | Self::Socialtilsyn
                | Self::Stadie
                | Self::Region
                | Self::Kommune
                | Self::Driftsform
                | Self::Leverandoertype
                | Self::KvalitetMyndighed
        )
    }
}
