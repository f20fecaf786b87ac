//! The comments in a rubric's SQL query.

use super::catalogue;

catalogue! {
    /// A comment in the query of `rubric sql`.
    pub enum Sql {
        "sql-title" Title { name: String, title: String, engine: &'static str } =
            format!("{name}: {title}. Vejledningen som SQL til {engine}"),
            format!("{name}: {title}. The rubric as SQL for {engine}");
        "sql-proposal" Proposal =
            "Resultatet er et forslag, som en faglig vurdering kan tilsidesætte med en begrundelse.",
            "A result is a proposal, which professional judgement may override with a reason.";
        "sql-left-out" LeftOut =
            "Ikke med: indtastede niveauer, tilsidesættelser og »ikke relevant«; en parameter, hvis niveau indtastes, er helt åben.\n\
             En række med en værdi, som vejledningen ikke tillader, er »afvist«. Om rækkerne hører til målgruppen, og om de er dobbelte, undersøges ikke.",
            "Left out: entered levels, overrides and “ikke relevant”; a parameter whose level is entered is wholly open.\n\
             A row with a value that the rubric does not allow is “afvist”. Whether the rows are of the målgruppe, or come twice, is not looked at.";
        "sql-columns" Columns { table: String } =
            format!("{table} har en række for hver vurdering og mindst disse kolonner; NULL er en manglende oplysning. Andele er i procent (0-100),\n\
             valg er skrevet som i vejledningen, og en mængde er dens valg med | imellem, hvert én gang (ingen er den tomme mængde):"),
            format!("{table} has a row for each assessment and at least these columns; NULL is a missing fact. Shares are in per cent (0-100),\n\
             choices are spelt as in the rubric, and a set is its options with | between them, each once (ingen is the empty set):");
        "sql-mean" Mean { cutoffs: String } =
            format!("Gennemsnittet af parametrenes point (1 let, 2 moderat, 3 højt) når: {cutoffs}; her ganget op til summen"),
            format!("The mean of the parameters' points (1 let, 2 moderat, 3 højt) reaches: {cutoffs}; here multiplied up to the sum");
        "sql-median" Median =
            "Medianen: det niveau, som mere end halvdelen af parametrene når",
            "The median: the level that more than half of the parameters reach";
        "sql-weakest" Weakest =
            "Den svageste parameter", "The weakest parameter";
    }
}
