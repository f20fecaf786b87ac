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
    /// Names and their values, a line each.
    Fields(Vec<(String, String)>),
    /// A list.
    List(Vec<Item>),
    /// A list whose items are numbered from 1.
    Numbered(Vec<Item>),
    /// What the boxes in front of items mean, and then a sentence.
    Marks(Vec<(Mark, String)>, String),
    /// A table.
    Table(Table),
    /// Room for so many lines of handwriting.
    Room(usize),
    /// JSON for machines, kept as it is, and nothing in it would be obeyed anywhere: on an HTML page it is not shown.
    Json(String),
}

/// An item of a list, with those below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it says.
    pub text: String,
    /// The box in front of it, if it has one.
    pub mark: Option<Mark>,
    /// What it consists of.
    pub items: Vec<Item>,
}

/// A box in front of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// To be ticked by hand, or not so.
    Empty,
    /// It is so.
    Ticked,
    /// Nobody knows.
    Unknown,
}

impl Mark {
    /// The box in plain signs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "[ ]",
            Self::Ticked => "[x]",
            Self::Unknown => "[?]",
        }
    }
}

impl Item {
    /// An item that has none below it.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), mark: None, items: Vec::new() }
    }

    /// The same with a box to tick.
    #[must_use]
    pub fn with_box(self) -> Self {
        self.marked(Mark::Empty)
    }

    /// The same with a box.
    #[must_use]
    pub fn marked(mut self, mark: Mark) -> Self {
        self.mark = Some(mark);
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
        Self { head: head.into_iter().map(Into::into).collect(), rows: Vec::new() }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = impl Into<String>>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }
}
