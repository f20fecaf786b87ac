//! Draws a [`Document`](crate::document::Document): for the terminal, as Markdown, as HTML, for Word.

mod docx;
mod figure;
mod html;
mod markdown;
mod text;
mod text_table;

pub use docx::docx;
pub use html::{Look, html};
pub use markdown::markdown;
pub use text::text;
