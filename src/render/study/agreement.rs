//! Agreement for people and for machines.

use super::{Draw, Sheet, Value, left, percent, right, standing, statistic, title};
use crate::document::{Align, Document, Figure, Table, Whisker, Whiskers};
use crate::study::agreement::{Agreement, Differing, Disagreement, Measure, Rated, RatersBy};
use crate::study::reliability::Estimate;
use crate::vocabulary::Parameter;
use crate::words::{Lang, Study, Ui};

impl Draw for Agreement {
    const NAME: &'static str = "agreement";

    fn page(&self, lang: Lang) -> Document {
        let mut page = Document::new(title(&Study::Agreement, lang));
        let names = self.raters.join(", ");
        page.text(match self.raters_by {
            RatersBy::File => Study::RatersFiles { names }.text(lang),
            RatersBy::Konsulent => Study::RatersConsultants { names }.text(lang),
        });
        let (units, alone) = (self.units, self.alone);
        page.text(Study::Units { units, alone }.text(lang));
        if self.without_rater > 0 {
            let n = self.without_rater;
            page.text(Study::WithoutRater { n }.text(lang));
        }
        if self.superseded > 0 {
            let n = self.superseded;
            page.text(Study::Superseded { n }.text(lang));
        }
        if self.units == 0 {
            page.text(Study::NothingToCompare.text(lang));
            return page;
        }
        measures(self, &mut page, lang);
        if !self.pairs.is_empty() {
            pairs(self, &mut page, lang);
        }
        offices(self, &mut page, lang);
        disagreements(self, &mut page, lang);
        page
    }

    fn sheet(&self) -> Sheet {
        let columns = [
            "hvad",
            "leverandoerer",
            "par",
            "andel_ens",
            "andel_hoejst_et_niveau_fra",
            "kappa_lineaer",
            "kappa_lineaer_fra",
            "kappa_lineaer_til",
            "kappa_kvadratisk",
            "kappa_kvadratisk_fra",
            "kappa_kvadratisk_til",
            "alfa",
            "alfa_fra",
            "alfa_til",
        ];
        let row = |measure: &Measure| {
            let mut row = vec![
                Value::Word(measure.what.id()),
                Value::count(measure.units),
                Value::count(measure.pairs),
                Value::share(measure.same),
                Value::share(measure.near),
            ];
            for estimate in [measure.kappa_linear, measure.kappa_quadratic, measure.alpha] {
                row.push(Value::statistic(estimate.map(|one| one.value)));
                row.push(Value::statistic(estimate.and_then(|one| one.low)));
                row.push(Value::statistic(estimate.and_then(|one| one.high)));
            }
            row
        };
        Sheet {
            columns: columns.map(str::to_owned).to_vec(),
            rows: self.measures.iter().map(row).collect(),
        }
    }
}

fn estimate(estimate: Option<Estimate>, lang: Lang) -> String {
    let value = statistic(estimate.map(|one| one.value), lang);
    match estimate.and_then(|one| Some((one.low?, one.high?))) {
        Some((low, high)) => {
            format!("{value} ({}; {})", statistic(Some(low), lang), statistic(Some(high), lang))
        }
        None => value,
    }
}

fn name(what: Rated, lang: Lang) -> String {
    match what {
        Rated::Parameter(parameter) => parameter.label().to_owned(),
        Rated::Level => Study::LevelOfTheWhole.text(lang),
    }
}

fn measures(result: &Agreement, page: &mut Document, lang: Lang) {
    page.section(Study::Measures.text(lang));
    let numbers = [Study::Suppliers, Study::Pairs, Study::Same, Study::Near, Study::Alpha];
    let mut table = Table::of_numbers(
        String::new(),
        left([Study::Parameter.text(lang)]).chain(right(numbers.map(|word| word.text(lang)))),
    );
    for measure in &result.measures {
        table.row([
            name(measure.what, lang),
            measure.units.to_string(),
            measure.pairs.to_string(),
            percent(measure.same, lang),
            percent(measure.near, lang),
            estimate(measure.alpha, lang),
        ]);
    }
    let rows = result.measures.iter().filter_map(|measure| {
        let alpha = measure.alpha?;
        Some(Whisker {
            name: name(measure.what, lang),
            point: alpha.value,
            interval: alpha.low.zip(alpha.high),
            text: estimate(Some(alpha), lang),
        })
    });
    let rows: Vec<_> = rows.collect();
    if !rows.is_empty() {
        page.figure(Figure::Whiskers(Whiskers {
            title: format!("{}: {}", Study::Measures.text(lang), Study::Alpha.text(lang)),
            rows,
        }));
    }
    page.table(table);
    kappas(result, page, lang);
    page.text(
        Study::MeasuresLegend {
            few: result.few,
            samples: result.bootstrap.samples,
            seed: result.bootstrap.seed,
        }
        .text(lang),
    );
}

/// Kappa is of two raters; of more there is none to show.
fn kappas(result: &Agreement, page: &mut Document, lang: Lang) {
    let columns = [Study::Kappa, Study::KappaQuadratic].map(|word| word.text(lang));
    let mut table =
        Table::of_numbers(String::new(), left([Study::Parameter.text(lang)]).chain(right(columns)));
    for measure in &result.measures {
        let kappas = [measure.kappa_linear, measure.kappa_quadratic];
        let kappas = kappas.map(|kappa| estimate(kappa, lang));
        table.row([name(measure.what, lang)].into_iter().chain(kappas));
    }
    if result.raters.len() == 2 {
        page.table(table);
    }
}

fn pairs(result: &Agreement, page: &mut Document, lang: Lang) {
    let words = [Study::FirstRater, Study::SecondRater];
    let numbers = [Study::Suppliers, Study::Same, Study::Kappa];
    let mut table = Table::of_numbers(
        Study::RaterPairs.text(lang),
        left(words.map(|word| word.text(lang))).chain(right(numbers.map(|word| word.text(lang)))),
    );
    for pair in &result.pairs {
        let [a, b] = pair.raters.clone();
        table.row([
            a,
            b,
            pair.units.to_string(),
            percent(pair.same, lang),
            statistic(pair.kappa_linear, lang),
        ]);
    }
    page.table(table);
}

fn offices(result: &Agreement, page: &mut Document, lang: Lang) {
    let numbers = [Study::Suppliers, Study::Pairs, Study::Same, Study::Alpha];
    let mut table = Table::of_numbers(
        Study::BySocialtilsyn.text(lang),
        left([Study::Socialtilsyn.text(lang)]).chain(right(numbers.map(|word| word.text(lang)))),
    );
    for office in &result.by_socialtilsyn {
        let name = office.socialtilsyn.clone();
        table.row([
            name.unwrap_or_else(|| Study::SeveralOrNone.text(lang)),
            office.units.to_string(),
            office.pairs.to_string(),
            percent(office.same, lang),
            estimate(office.alpha, lang),
        ]);
    }
    page.table(table);
}

fn disagreements(result: &Agreement, page: &mut Document, lang: Lang) {
    page.section(Study::Disagreements.text(lang));
    if result.disagreements.is_empty() {
        page.text(Study::NoDisagreements.text(lang));
        return;
    }
    let columns = [
        Ui::Supplier.text(lang),
        Ui::TargetGroup.text(lang),
        Study::Outcomes.text(lang),
        Study::DifferOn.text(lang),
    ];
    let mut table =
        Table::of_numbers(String::new(), columns.into_iter().map(|name| (name, Align::Left)));
    for one in &result.disagreements {
        table.row([
            one.who.name().to_owned(),
            one.who.term().to_owned(),
            outcomes(one, lang),
            differing(&one.parameters, lang),
        ]);
    }
    page.table(table.in_full());
    page.text(Study::DecisiveLegend.text(lang));
    page.text(super::legend_of_parameters(lang));
}

fn outcomes(one: &Disagreement, lang: Lang) -> String {
    let of = |rating: &crate::study::agreement::RatedAs| {
        format!("{}: {}", rating.rater, standing(rating.niveau, lang))
    };
    let outcomes: Vec<String> = one.ratings.iter().map(of).collect();
    outcomes.join(" · ")
}

fn differing(parameters: &[Differing], lang: Lang) -> String {
    let of = |one: &Differing| {
        let levels: Vec<String> = one
            .levels
            .iter()
            .map(|level| level.map_or_else(|| Study::IrrelevantShort.text(lang), str::to_owned))
            .collect();
        let decisive = if one.decisive == Some(true) { "!" } else { "" };
        format!("{}{decisive} {}", Parameter::short(one.parameter), levels.join("/"))
    };
    let parameters: Vec<String> = parameters.iter().map(of).collect();
    parameters.join(" · ")
}
