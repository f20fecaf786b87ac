//! The help of `indplacer rubric`.

use super::catalogue;

catalogue! {
    /// A text of `rubric --help`.
    pub enum RubricHelp {
        "rubric" Rubric =
            "Læs, skriv, sammenlign og udveksl vejledninger, og lav deres skemaer",
            "Read, write, compare and exchange rubrics, and make their forms";
        "list" List = "Vis, hvilke vejledninger der er", "Show which rubrics there are";
        "show" Show =
            "Vis en hel vejledning som en side, der kan læses",
            "Show a whole rubric as a page that can be read";
        "compare" Compare =
            "Hold vejledninger op mod hinanden: ordlyd, tal, og hvor den ene er lettere end den anden",
            "Hold rubrics against each other: wording, numbers, and where one is easier than another";
        "compared" Compared =
            "To eller flere vejledninger: id, id@version eller fil",
            "Two or more rubrics: id, id@version or file";
        "which" Which =
            "Vejledningen: dens id, id@version eller fil",
            "The rubric: its id, id@version or file";
        "show-rule" ShowRule =
            "Vis i stedet, hvad reglen gør ved alle kombinationer af niveauer på parametrene",
            "Show instead what the rule makes of all combinations of levels on the parameters";
        "among" Among =
            "Find vejledningerne i denne fil eller mappe i stedet for blandt de indbyggede; kan gentages",
            "Find the rubrics in this file or folder instead of among the built-in ones; may be repeated";
        "page-format" PageFormat =
            "text (standard), md eller html; list og compare også json",
            "text (default), md or html; list and compare json as well";
        "output" Output =
            "Skriv til denne fil; formatet ses af endelsen",
            "Write to this file; the format is told by its ending";
    }
}
