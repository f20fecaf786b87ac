//! One supplier as a report shows it.

use super::settings::Settings;
use super::{ProspectView, Why};
use crate::diagnostic::Cell;
use crate::explain::Explanation;
use crate::intake::parse_date;
use crate::place::{ParameterPlacement, Placement, Status};
use crate::record::OVERALL;
use crate::rubric::Rubric;
use crate::tell::{day, flat, hundredths};
use crate::vocabulary::{Identity, Interval, Level, Parameter};
use crate::words::{Lang, Page};
use jiff::civil::Date;

/// A supplier with everything that is shown of it; texts are harmless to show.
#[derive(Debug)]
pub struct Supplier {
    /// The place in the report, from 1.
    pub number: usize,
    /// The name, or else the id.
    pub name: String,
    /// The identity columns of a result, as given.
    pub identity: [String; Identity::IN_RESULTS],
    /// The målgruppe as Tilbudsportalen names it.
    pub target_group: String,
    /// The day of the assessment.
    pub date: Option<Date>,
    /// What became of it.
    pub standing: Standing,
    /// Whether the consultant's overall level took the place of the computed one.
    pub overall_overridden: bool,
    /// The level without overrides.
    pub computed: Option<Level>,
    /// The lowest and the highest level that are possible.
    pub interval: Interval,
    /// The eight, in the model's order.
    pub parameters: [ParameterView; Parameter::COUNT],
    /// How many parameters are relevant.
    pub count: u8,
    /// The sum of their points, if none is open; so with the next three.
    pub points: Option<u8>,
    /// The mean in hundredths.
    pub mean_hundredths: Option<u32>,
    /// By the median alone.
    pub median: Option<Level>,
    /// By the weakest parameter alone.
    pub weakest: Option<Level>,
    /// The fewest steps to the next level up.
    pub steps_up: Option<u8>,
    /// The fewest steps to the level below.
    pub steps_down: Option<u8>,
    /// The names of the parameters whose must-haves hold the level down.
    pub limited_by: Vec<&'static str>,
    /// The names of what was overridden.
    pub overridden: Vec<String>,
    /// What is missing and could matter.
    pub missing: Vec<Gap>,
    /// What the consultant wrote.
    pub reasons: Vec<Reason>,
    /// Why, for each of the eight.
    pub why: Vec<Why>,
    /// What its level would take to change.
    pub prospect: ProspectView,
    /// What a profile says beside the levels, in whole sentences.
    pub remarks: Vec<String>,
    /// What tells the supplier from others of its name: id, department, day and so on.
    pub particulars: Vec<String>,
    /// `id@version`.
    pub rubric: String,
    /// The file.
    pub file: String,
    /// The physical line.
    pub line: u64,
}

/// What became of a supplier, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Placed at a level.
    Placed(Level),
    /// No level is reached.
    UnderLet,
    /// The necessary quality is not there.
    WithoutQuality,
    /// What is missing decides.
    Open,
}

impl Standing {
    /// All of them, from højt down.
    pub const ALL: [Self; 6] = [
        Self::Placed(Level::Hoejt),
        Self::Placed(Level::Moderat),
        Self::Placed(Level::Let),
        Self::UnderLet,
        Self::WithoutQuality,
        Self::Open,
    ];

    fn of(placement: &Placement) -> Self {
        match (placement.status, placement.level) {
            (Status::Indplaceret, Some(level)) => Self::Placed(level),
            (Status::UdenKvalitet, _) => Self::WithoutQuality,
            (Status::Uafklaret, _) => Self::Open,
            (Status::UnderLet | Status::Indplaceret, _) => Self::UnderLet,
        }
    }

    /// The word for people, which is the data's own in both languages.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Placed(level) => level.as_str(),
            Self::UnderLet => Level::UnderLet.as_str(),
            Self::WithoutQuality => "uden kvalitet",
            Self::Open => "uafklaret",
        }
    }
}

/// A parameter of a supplier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParameterView {
    /// Which one.
    pub parameter: Parameter,
    /// Its level.
    pub mark: Mark,
    /// What it was computed as, where the consultant overrode that.
    pub overridden: Option<Interval>,
}

/// The level of a parameter as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It is not in the count.
    Irrelevant,
    /// A level, or two with what lies between them open.
    Level(Interval),
}

impl Mark {
    fn of(placed: &ParameterPlacement) -> Self {
        if placed.relevant { Self::Level(placed.level) } else { Self::Irrelevant }
    }

    /// The word for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Irrelevant => "ikke relevant",
            Self::Level(interval) => between(interval),
        }
    }
}

/// The level, or two with a dash between.
pub const fn between(interval: Interval) -> &'static str {
    use Level::{Hoejt, Let, Moderat, UnderLet};
    match (interval.min, interval.max) {
        (UnderLet, Let) => "under let – let",
        (UnderLet, Moderat) => "under let – moderat",
        (UnderLet, Hoejt) => "under let – højt",
        (Let, Moderat) => "let – moderat",
        (Let, Hoejt) => "let – højt",
        (Moderat, Hoejt) => "moderat – højt",
        (min, _) => min.as_str(),
    }
}

/// Something that is missing: its column, and its name for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The column.
    pub column: String,
    /// The label.
    pub label: String,
    /// The cell where it would stand, if the file has the column: `H17`.
    pub cell: Option<String>,
}

/// A reason that the consultant gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The parameter's name, or that it is the overall level.
    pub about: String,
    /// As written.
    pub text: String,
}

impl Supplier {
    pub(super) fn of(
        number: usize,
        explanation: &Explanation<'_>,
        why: Vec<Why>,
        prospect: ProspectView,
        settings: Settings<'_>,
    ) -> Self {
        let record = &explanation.record();
        let placement = record.placement;
        let lang = settings.lang;
        let date = parse_date(record.identity(Identity::Vurderingsdato)).ok();
        let mut supplier = Self {
            number,
            name: flat(record.name()),
            identity: record.identity.map(flat),
            target_group: flat(&record.rubric.target_group),
            date,
            standing: Standing::of(placement),
            overall_overridden: placement.overall_overridden,
            computed: placement.computed,
            interval: placement.interval,
            parameters: parameters(placement),
            count: placement.count,
            points: placement.points,
            mean_hundredths: placement.mean_hundredths(),
            median: placement.median,
            weakest: placement.weakest,
            steps_up: placement.steps_up,
            steps_down: placement.steps_down,
            limited_by: placement.limited_by.iter().map(Parameter::label).collect(),
            overridden: record.overridden().map(|name| about(name, lang)).collect(),
            missing: gaps(explanation, lang),
            reasons: record
                .reasons
                .iter()
                .map(|(name, text)| Reason { about: about(name, lang), text: flat(text) })
                .collect(),
            why,
            prospect,
            remarks: Vec::new(),
            particulars: Vec::new(),
            rubric: flat(record.rubric_name),
            file: flat(record.file),
            line: record.line,
        };
        supplier.remarks = supplier.remarks(lang);
        supplier.particulars = supplier.particulars(lang);
        supplier
    }

    fn remarks(&self, lang: Lang) -> Vec<String> {
        let mut remarks = Vec::new();
        if self.standing == Standing::WithoutQuality {
            remarks.push(Page::QualityNo.text(lang));
        }
        if self.interval.determined().is_none() {
            let levels = between(self.interval).to_owned();
            remarks.push(Page::OpenBetween { levels }.text(lang));
        }
        if let (Some(points), Some(mean)) = (self.points, self.mean_hundredths) {
            let (count, mean) = (self.count, hundredths(mean, lang));
            remarks.push(Page::PointsOf { points, count, mean }.text(lang));
        }
        remarks.extend(self.prospect.weighting.clone());
        remarks.extend(self.steps_up.map(|n| Page::StepsUp { n }.text(lang)));
        remarks.extend(self.steps_down.map(|n| Page::StepsDown { n }.text(lang)));
        if !self.limited_by.is_empty() {
            let parameters = self.limited_by.join(", ");
            remarks.push(Page::LimitedBy { parameters }.text(lang));
        }
        remarks
    }

    fn particulars(&self, lang: Lang) -> Vec<String> {
        const TOLD: [Identity; 8] = [
            Identity::LeverandoerId,
            Identity::Afdelingsid,
            Identity::Delmaalgruppe,
            Identity::Aldersgruppe,
            Identity::Leverandoertype,
            Identity::Kommune,
            Identity::Socialtilsyn,
            Identity::Konsulent,
        ];
        let mut told: Vec<String> = TOLD
            .into_iter()
            .filter_map(|column| {
                let text = self.identity(column);
                let label = identity_label(column).text(lang);
                (!text.is_empty()).then(|| format!("{label}: {text}"))
            })
            .collect();
        told.extend(self.date.map(|date| {
            let label = Page::Date.text(lang);
            format!("{label}: {}", day(date, lang))
        }));
        told
    }

    /// An identity column of the result.
    pub fn identity(&self, column: Identity) -> &str {
        self.identity.get(column.index()).map(String::as_str).unwrap_or_default()
    }
}

fn parameters(placement: &Placement) -> [ParameterView; Parameter::COUNT] {
    Parameter::ALL.map(|parameter| {
        let placed = &placement.parameters[parameter.index()];
        ParameterView {
            parameter,
            mark: Mark::of(placed),
            overridden: placed.overridden.then_some(placed.computed),
        }
    })
}

/// What a reason, or an override, is about.
fn about(name: &str, lang: Lang) -> String {
    match Parameter::from_id(name) {
        Some(parameter) => parameter.label().to_owned(),
        None if name == OVERALL => Page::Overall.text(lang),
        None => name.to_owned(),
    }
}

fn gaps(explanation: &Explanation<'_>, lang: Lang) -> Vec<Gap> {
    let rubric = explanation.rubric;
    explanation
        .missing
        .iter()
        .map(|item| Gap {
            column: item.what.name(rubric).to_owned(),
            label: column_label(item.what.name(rubric), rubric, lang),
            cell: item.cell.as_ref().and_then(Cell::reference),
        })
        .collect()
}

/// The name for people of a column that a rubric asks for.
fn column_label(column: &str, rubric: &Rubric, lang: Lang) -> String {
    let indicator = rubric.indicators.iter().find(|indicator| indicator.id == column);
    if let Some(indicator) = indicator {
        return flat(&indicator.label);
    }
    match Identity::from_header(column) {
        Some(identity) => identity_label(identity).text(lang),
        None => about(column, lang),
    }
}

/// The name for people of an identity column.
pub const fn identity_label(column: Identity) -> Page {
    match column {
        Identity::LeverandoerId => Page::SupplierId,
        Identity::Afdelingsid => Page::Department,
        Identity::Leverandoer => Page::Supplier,
        Identity::Maalgruppe => Page::TargetGroup,
        Identity::Delmaalgruppe => Page::SubGroup,
        Identity::Aldersgruppe => Page::Ages,
        Identity::Vurderingsdato => Page::Date,
        Identity::Socialtilsyn => Page::Inspectorate,
        Identity::Konsulent => Page::Consultant,
        Identity::Stadie => Page::Stage,
        Identity::Sagsnummer => Page::CaseNumber,
        Identity::Region => Page::Region,
        Identity::Kommune => Page::Municipality,
        Identity::Driftsform => Page::Ownership,
        Identity::Leverandoertype => Page::SupplierType,
        Identity::Cvr => Page::Cvr,
        Identity::PNummer => Page::PNumber,
        Identity::Pladser => Page::Places,
        Identity::FornoedenKvalitet => Page::Quality,
        Identity::KvalitetMyndighed => Page::QualityAuthority,
        Identity::SamletVurdering | Identity::SamletBegrundelse => Page::Overall,
    }
}
