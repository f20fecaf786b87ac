//! The report: its headings, labels and legends, on the page and in the workbook.

use super::{catalogue, count};

catalogue! {
    /// A text of the report.
    pub enum Page {
        "title" Title = "Indplacering på specialiseringsniveau", "Placement at a specialisation level";
        "skip" Skip = "Gå til indholdet", "Skip to the content";
        "contents" Contents = "Indhold", "Contents";
        "overview" Overview = "Overblik", "Overview";
        "suppliers" Suppliers = "Leverandører", "Suppliers";
        "profiles" Profiles = "Profiler", "Profiles";
        "missing-and-faults" MissingAndFaults = "Mangler og fejl", "Missing and faulty";
        "method" Method = "Metode", "Method";
        "reasons" Reasons = "Begrundelser", "Reasons";
        "assessed-between" AssessedBetween { first: String, last: String } =
            format!("Vurderet fra {first} til {last}"),
            format!("Assessed from {first} to {last}");
        "assessed-on" AssessedOn { day: String } =
            format!("Vurderet den {day}"),
            format!("Assessed on {day}");
        "from-files" FromFiles { names: String } =
            format!("Fra {names}"), format!("From {names}");

        // Figures.
        "rows-read" RowsRead = "rækker læst", "rows read";
        "placed" Placed = "indplaceret", "indplaceret";
        "under-let" UnderLet = "under let", "under let";
        "without-quality" WithoutQuality = "uden fornøden kvalitet", "uden kvalitet";
        "open" Open = "uafklaret", "uafklaret";
        "rejected" Rejected = "afvist", "rejected";
        "by-target-group" ByTargetGroup =
            "Niveauer efter målgruppe", "Levels by målgruppe";
        "by-parameter" ByParameter =
            "Niveauer på de otte parametre", "Levels on the eight parameters";
        "by-parameter-about" ByParameterAbout =
            "Alle rækker, der er læst og ikke afvist, uanset målgruppe.",
            "All rows that were read and not rejected, whatever the målgruppe.";
        "total" Total = "I alt", "Total";
        "parameter" Parameter = "Parameter", "Parameter";
        "irrelevant" Irrelevant = "ikke relevant", "ikke relevant";
        "not-determined" NotDetermined = "åben", "open";

        // The matrix.
        "supplier" Supplier = "Leverandør", "Supplier";
        "target-group" TargetGroup = "Målgruppe", "Målgruppe";
        "level" Level = "Niveau", "Level";
        "mean" Mean = "Gns.", "Mean";
        "mean-full" MeanFull = "Gennemsnit", "Mean";
        "missing-short" MissingShort = "Man\u{ad}gler", "Mis\u{ad}sing";
        "matrix-caption" MatrixCaption =
            "Leverandørerne og deres niveau på de otte parametre. Navnet fører til leverandørens profil.",
            "The suppliers and their level on the eight parameters. The name leads to the supplier's profile.";
        "search" Search = "Søg", "Search";
        "search-hint" SearchHint = "Navn, id, kommune …", "Name, id, kommune …";
        "all" All = "Alle", "All";
        "with-missing" WithMissing = "med mangler", "with something missing";
        "overridden-filter" OverriddenFilter = "tilsidesat", "overridden";
        "weighting-filter" WeightingFilter =
            "afhænger af vægtningen", "depends on the weighting";
        "reset" Reset = "Nulstil", "Reset";
        "sort-hint" SortHint =
            "Klik på en overskrift for at sortere.", "Select a heading to sort.";
        "showing" Showing { all: String } =
            format!("Viser {{n}} af {all}"), format!("Showing {{n}} of {all}");
        "first-only" FirstOnly { n: String } =
            format!("Kun de første {n} er vist."), format!("Only the first {n} are shown.");
        "show-all" ShowAll = "Vis alle", "Show all";
        "none-found" NoneFound = "Ingen leverandører passer til søgningen.", "No supplier fits the search.";
        "legend" Legend = "Tegnforklaring", "Legend";
        "legend-open" LegendOpen =
            "to niveauer med streg imellem: åben, fordi en oplysning mangler",
            "two levels with a dash between: open, because a fact is missing";
        "legend-star" LegendStar =
            "tilsidesat af konsulenten, med begrundelse",
            "overridden by the consultant, with a reason";
        "legend-mean" LegendMean =
            "Gns.: gennemsnittet af parametrenes point (under let 0, let 1, moderat 2, højt 3)",
            "Mean: the mean of the parameters' points (under let 0, let 1, moderat 2, højt 3)";
        "legend-missing" LegendMissing =
            "Mangler: antallet af oplysninger, der mangler og kan få betydning",
            "Missing: how many facts are missing and could matter";

        // A profile.
        "profiles-about" ProfilesAbout =
            "En profil for hver leverandør. Åbn den for at se, hvilke krav der er opfyldt, og hvorfor niveauet blev, som det blev.",
            "A profile for every supplier. Open it to see which criteria are met, and why the level came out as it did.";
        "without-ways" WithoutWays { most: usize } =
            format!("Den korteste vej op og ned er kun med i rapporter på højst {most} leverandører; ellers viser indplacer explain den for én ad gangen."),
            format!("The shortest ways up and down are told in reports of at most {most} suppliers; otherwise indplacer explain shows them, one supplier at a time.");
        "why" Why = "Hvorfor?", "Why?";
        "overridden" Overridden = "tilsidesat", "overridden";
        "computed-was" ComputedWas { level: String } =
            format!("beregnet: {level}"), format!("computed: {level}");
        "points-of" PointsOf { points: u8, count: u8, mean: String } =
            format!("{points} point på {count} parametre, gennemsnit {mean}"),
            format!("{points} points on {count} parameters, mean {mean}");
        "open-between" OpenBetween { levels: String } =
            format!("Niveauet er åbent: {levels}"),
            format!("The level is open: {levels}");
        "steps-up" StepsUp { n: u8 } =
            format!("{} op til næste niveau", count(u64::from(*n), "trin", "trin")),
            format!("{} to the next level up", count(u64::from(*n), "step", "steps"));
        "steps-down" StepsDown { n: u8 } =
            format!("{} ned til niveauet under", count(u64::from(*n), "trin", "trin")),
            format!("{} to the level below", count(u64::from(*n), "step", "steps"));
        "limited-by" LimitedBy { parameters: String } =
            format!("Holdes nede af et skal-krav til {parameters}"),
            format!("Held down by a must-have for {parameters}");
        "quality-no" QualityNo =
            "Den fornødne kvalitet er ikke til stede, og derfor gives intet niveau.",
            "The necessary quality is not there, so no level is given.";
        "missing-list" MissingList = "Mangler og kan få betydning", "Missing, and could matter";
        "consultants-reason" ConsultantsReason =
            "Konsulentens begrundelse", "The consultant's reason";
        "result" Result = "Resultat", "Result";
        "number" Number = "Nummer", "Number";
        "overall" Overall = "Samlet vurdering", "Overall";
        "met" Met = "ja", "yes";
        "not-met" NotMet = "nej", "no";
        "not-known" NotKnown = "uvist", "not known";
        "is-met" IsMet = "Opfyldt", "Met";
        "criterion" Criterion = "Krav", "Criterion";
        "found" Found = "Fundet", "Found";
        "basis" Basis = "Grundlag", "Basis";
        "by-the-consultant" ByTheConsultant =
            "Konsulenten vurderer niveauet efter vejledningens beskrivelse.",
            "The consultant judges the level by the rubric's description.";
        "wording-about" WordingAbout =
            "Kravene, som de lyder med de grænser, der er brugt. Profilerne henviser hertil.",
            "The criteria as they read with the bounds that were used. The profiles refer to them.";
        "wording" Wording = "Kravenes ordlyd", "The wording of the criteria";

        // Missing and faults.
        "missing-heading" MissingHeading = "Mangler og kan få betydning", "Missing, and could matter";
        "missing-about" MissingAbout =
            "Oplysninger, der ikke er udfyldt, og som kan ændre et niveau. Oplysninger uden betydning for resultatet er ikke med.",
            "Facts that are not filled in and could change a level. Facts without bearing on the result are left out.";
        "nothing-missing" NothingMissing =
            "Der mangler ingen oplysninger, som kan få betydning.",
            "Nothing is missing that could matter.";
        "rejected-heading" RejectedHeading = "Afviste rækker", "Rejected rows";
        "rejected-about" RejectedAbout =
            "Rækker, der ikke kan læses rigtigt, og som ikke indgår i resultatet. Ret cellerne, og kør filen igen.",
            "Rows that cannot be read as they should and are not in the result. Mend the cells and run the file again.";
        "nothing-rejected" NothingRejected = "Ingen rækker er afvist.", "No row is rejected.";
        "warnings-heading" WarningsHeading = "Værd at se på", "Worth a look";
        "warnings-about" WarningsAbout =
            "Rækker og kolonner, der er brugt, men som måske ikke var ment sådan.",
            "Rows and columns that were used, but perhaps not meant so.";
        "file" File = "Fil", "File";
        "line" Line = "Linje", "Line";
        "cell" Cell = "Celle", "Cell";
        "column" Column = "Kolonne", "Column";
        "value" Value = "Værdi", "Value";
        "what-is-wrong" WhatIsWrong = "Hvad er galt", "What is wrong";
        "what-to-do" WhatToDo = "Hvad kan gøres", "What to do";
        "what-is-missing" WhatIsMissing = "Hvad mangler", "What is missing";
        "kind" Kind = "Art", "Kind";
        "kind-missing" KindMissing = "mangler", "missing";
        "kind-warning" KindWarning = "advarsel", "warning";
        "kind-note" KindNote = "bemærk", "note";
        "hidden-value" HiddenValue = "(udeladt)", "(left out)";

        // Method.
        "model-heading" ModelHeading = "Sådan er niveauet fundet", "How the level is found";
        "model-criteria" ModelCriteria =
            "Hver leverandør er holdt op mod vejledningen for målgruppen. På hver af de otte parametre giver kravene et niveau: under let, let, moderat eller højt. En oplysning, der mangler, gætter programmet ikke på; parameteren står åben mellem de niveauer, der er mulige.",
            "Every supplier is held against the rubric of the målgruppe. On each of the eight parameters the criteria give a level: under let, let, moderat or højt. A fact that is missing is not guessed at; the parameter stays open between the levels that are possible.";
        "model-weights" ModelWeights =
            "De otte parametre vægter lige. Det står i Socialstyrelsens model fra december 2020.",
            "The eight parameters weigh the same. So says Socialstyrelsen's model of December 2020.";
        "model-quality" ModelQuality =
            "Fornøden kvalitet er en forudsætning og giver aldrig point. Uden den gives intet niveau.",
            "The necessary quality is a precondition and never gives points. Without it no level is given.";
        "quality-assumed" QualityAssumed =
            "Hvor det ikke er oplyst, om den fornødne kvalitet er til stede, er programmet bedt om at gå ud fra det.",
            "Where nothing is said of the necessary quality, the program was told to take it for granted.";
        "as-of" AsOf { day: String } =
            format!("Vejledningernes versioner er valgt efter den {day} i stedet for vurderingsdatoen."),
            format!("The versions of the rubrics are chosen by {day} instead of vurderingsdato.");
        "hidden-facts" HiddenFacts { names: String } =
            format!("Disse oplysninger er udeladt af rapporten, men indgår i beregningen: {names}. Fri tekst er vist, som den er skrevet."),
            format!("These facts are left out of the report, but count in the placement: {names}. Free text is shown as written.");
        "rubrics-heading" RubricsHeading = "Vejledninger", "Rubrics";
        "rubric" Rubric = "Vejledning", "Rubric";
        "version" Version = "Version", "Version";
        "status" Status = "Status", "Status";
        "rule" Rule = "Regel", "Rule";
        "requirements" Requirements = "Mindstekrav", "Must-haves";
        "validity" Validity = "Gælder", "Valid";
        "valid-from" ValidFrom { day: String } = format!("fra {day}"), format!("from {day}");
        "valid-to" ValidTo { day: String } = format!("til og med {day}"), format!("to {day}, included");
        "always" Always = "uden tidsgrænse", "at any time";
        "sources" Sources = "Kilder", "Sources";
        "fingerprint" Fingerprint = "SHA-256", "SHA-256";
        "fingerprint-about" FingerprintAbout =
            "SHA-256 er vejledningens fingeraftryk. Ændres et eneste tegn i den, bliver det et andet.",
            "SHA-256 is the fingerprint of the rubric. Change a single sign of it, and it is another.";
        "files-heading" FilesHeading = "Filer", "Files";
        "made-by" MadeBy { version: String } =
            format!("Lavet med indplacer {version}. De samme filer, vejledninger og tilvalg giver altid den samme rapport."),
            format!("Made with indplacer {version}. The same files, rubrics and options always give the same report.");
        "status-illustrativ" StatusIllustrativ = "illustrativ", "illustrative";
        "status-udkast" StatusUdkast = "udkast", "draft";
        "status-gaeldende" StatusGaeldende = "gældende", "in force";

        // Columns of the workbook.
        "supplier-id" SupplierId = "Leverandør-id", "Supplier id";
        "department" Department = "Afdeling", "Department";
        "sub-group" SubGroup = "Delmålgruppe", "Sub-group";
        "ages" Ages = "Aldersgruppe", "Age group";
        "date" Date = "Vurderingsdato", "Assessed on";
        "inspectorate" Inspectorate = "Socialtilsyn", "Socialtilsyn";
        "consultant" Consultant = "Konsulent", "Consultant";
        "stage" Stage = "Stadie", "Stage";
        "case-number" CaseNumber = "Sagsnummer", "Case number";
        "region" Region = "Region", "Region";
        "municipality" Municipality = "Kommune", "Kommune";
        "ownership" Ownership = "Driftsform", "Ownership";
        "supplier-type" SupplierType = "Leverandørtype", "Supplier type";
        "cvr" Cvr = "CVR-nummer", "CVR number";
        "p-number" PNumber = "P-nummer", "P-number";
        "places" Places = "Pladser", "Places";
        "quality" Quality = "Fornøden kvalitet", "Necessary quality";
        "quality-authority" QualityAuthority = "Kvalitet vurderet af", "Quality judged by";
        "computed-level" ComputedLevel = "Beregnet niveau", "Computed level";
        "lowest-level" LowestLevel = "Laveste mulige", "Lowest possible";
        "highest-level" HighestLevel = "Højeste mulige", "Highest possible";
        "page-number" PageNumber = "Side", "Page";
        "page-of" PageOf = "af", "of";
        "points" Points = "Point", "Points";
        "parameters" Parameters = "Relevante parametre", "Relevant parameters";
        "median" Median = "Median", "Median";
        "weakest" Weakest = "Svageste", "Weakest";
        "up" Up = "Trin op", "Steps up";
        "down" Down = "Trin ned", "Steps down";
        "limited" Limited = "Begrænset af", "Limited by";
        "overridden-column" OverriddenColumn = "Tilsidesat", "Overridden";
        "missing-column" MissingColumn = "Mangler", "Missing";
        "origin" Origin = "Kilde", "Source";
    }
}
