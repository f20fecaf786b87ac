//! A study's sheet as CSV.

use super::{Draw, Value};
use crate::render::csv::{Line, Style};

/// The sheet of a result, in a style.
pub fn csv(result: &impl Draw, style: Style) -> Vec<u8> {
    let sheet = result.sheet();
    let mut out = Vec::new();
    style.begin(&mut out);
    let mut line = Line::new(style, &mut out);
    for column in &sheet.columns {
        line.text(column);
    }
    line.end();
    for row in &sheet.rows {
        let mut line = Line::new(style, &mut out);
        for value in row {
            match value {
                Value::Text(text) => line.text(text),
                Value::Word(word) => line.raw(word),
                Value::Number(number) => line.decimal(number),
                Value::Empty => line.raw(""),
            }
        }
        line.end();
    }
    out
}
