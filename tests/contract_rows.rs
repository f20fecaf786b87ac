//! What rows become (contract §2).

mod case;

use case::{Case, rubric};

#[test]
fn a_sum_counts_what_is_known() {
    let rubric = rubric()
        .indicators("a = count, b = count")
        .criterion(r#"sum = ["a", "b"], min = 8"#);
    Case::score(rubric, "leverandoer_id;a;b\n1;8;\n")
        .records("leverandoer_id,aktiv_praksis", &["1,højt"])
        .code(0);
}

#[test]
fn a_file_that_does_not_exist_is_said_so() {
    Case::new()
        .args(["score", "a.csv"])
        .stderr(
            "
            error[file-not-found] a.csv: the file does not exist
            ",
        )
        .code(2);
}
