//! Draws a [`Document`](crate::document::Document): for the terminal, as Markdown, as HTML, for Word.

mod docx;
mod html;
mod markdown;
mod text;

pub use docx::docx;
pub use html::html;
pub use markdown::markdown;
pub use text::text;
