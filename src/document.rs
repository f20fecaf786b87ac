//! A page of text for people: headings, paragraphs, lists and tables, without a layout.
//!
//! What is written of a rubric (its page, a comparison, a form, a guide) is one [`Document`], and
//! [`crate::render::document`] draws it for the terminal, as Markdown and as HTML. The texts are plain: nothing in
//! them is markup, and a line break inside one is a line break.

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its name.
    pub title: String,
    /// What stands on it, from the top.
    pub blocks: Vec<Block>,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading of a section.
    Section(String),
    /// A heading within a section.
    Heading(String),
    /// A heading within that.
    Small(String),
    /// A paragraph.
    Text(String),
    /// A paragraph that stands out: what the reader must not miss.
    Notice(String),
    /// A list.
    List(Vec<Item>),
    /// A table.
    Table(Table),
    /// Room for so many lines of handwriting.
    Room(usize),
}

/// An item of a list, with those below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it says.
    pub text: String,
    /// Whether it has a box to tick.
    pub is_box: bool,
    /// What it consists of.
    pub items: Vec<Item>,
}

impl Item {
    /// An item that has none below it.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            is_box: false,
            items: Vec::new(),
        }
    }

    /// The same with a box to tick.
    #[must_use]
    pub fn with_box(mut self) -> Self {
        self.is_box = true;
        self
    }

    /// The same with others below it.
    #[must_use]
    pub fn with(mut self, items: Vec<Item>) -> Self {
        self.items = items;
        self
    }
}

/// Rows of cells under a head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The name of each column.
    pub head: Vec<String>,
    /// The cells; each row is as long as the head.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows.
    pub fn new(head: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self {
            head: head.into_iter().map(Into::into).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = impl Into<String>>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }
}
