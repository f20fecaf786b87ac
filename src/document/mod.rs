//! A page of text for people: headings, paragraphs, lists and tables, without a layout.
//!
//! What is written of a rubric (its page, a comparison, a form, a guide), of a supplier and of a study is one
//! [`Document`], and [`crate::render::document`] draws it for the terminal, as Markdown, as HTML and for Word. The texts
//! are plain: nothing in them is markup, and a line break inside one is a line break.

mod figure;

pub use figure::{Bars, Figure, Flows, Matrix, Whisker, Whiskers};

/// A page.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its name.
    pub title: String,
    /// What stands on it, from the top.
    pub blocks: Vec<Block>,
}

impl Document {
    /// A page on which nothing stands yet.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), blocks: Vec::new() }
    }

    /// Adds a heading of a section.
    pub fn section(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Section(text.into()));
    }

    /// Adds a paragraph.
    pub fn text(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Text(text.into()));
    }

    /// Adds a list.
    pub fn list(&mut self, items: impl IntoIterator<Item = String>) {
        self.blocks.push(Block::List(items.into_iter().map(Item::new).collect()));
    }

    /// Adds a table.
    pub fn table(&mut self, table: Table) {
        self.blocks.push(Block::Table(table));
    }

    /// Adds a picture.
    pub fn figure(&mut self, figure: Figure) {
        self.blocks.push(Block::Figure(figure));
    }
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq)]
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
    /// A picture, for formats that have pictures; a table beside it says the same.
    Figure(Figure),
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
    /// What the table shows; empty where what stands above it says so.
    pub caption: String,
    /// The name of each column.
    pub head: Vec<String>,
    /// How the cells of each column stand.
    pub align: Vec<Align>,
    /// What becomes of a text that is too long for its column.
    pub fit: Fit,
    /// The cells; each row is as long as the head.
    pub rows: Vec<Vec<String>>,
}

/// How the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// What becomes of a text that is too long for its column, where a table is text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// It goes on below.
    Broken,
    /// It is cut: a name is known by its beginning.
    Cut,
    /// The same in the first column; those after it say more than a name and stand in full.
    CutFirst,
}

impl Table {
    /// A table of words, without rows.
    pub fn new(head: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let head: Vec<String> = head.into_iter().map(Into::into).collect();
        Self {
            caption: String::new(),
            align: vec![Align::Left; head.len()],
            head,
            fit: Fit::Broken,
            rows: Vec::new(),
        }
    }

    /// A table of names and numbers, without rows: the first cell of each is what the row is of.
    pub fn of_numbers(caption: String, columns: impl IntoIterator<Item = (String, Align)>) -> Self {
        let (head, align) = columns.into_iter().unzip();
        Self { caption, head, align, fit: Fit::Cut, rows: Vec::new() }
    }

    /// The same with cells after the first in full.
    #[must_use]
    pub fn in_full(self) -> Self {
        Self { fit: Fit::CutFirst, ..self }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = impl Into<String>>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }
}
