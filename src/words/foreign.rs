//! Files of other kinds than those that are read, by their names.

use super::Lang;

/// What a file is that is neither text nor a workbook that we read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the kind of its name")]
pub enum ForeignFile {
    OldWorkbook,
    BinaryWorkbook,
    Protected,
    OpenSpreadsheet,
    Numbers,
    Document,
    OldDocument,
    OpenDocument,
    RichText,
    Presentation,
    Pdf,
    WebPage,
    Xml,
}

impl ForeignFile {
    /// Whether it holds a table that its own program can save in another way; else the table is to be copied.
    pub const fn is_table(self) -> bool {
        match self {
            Self::OldWorkbook
            | Self::BinaryWorkbook
            | Self::Protected
            | Self::OpenSpreadsheet
            | Self::Numbers
            | Self::WebPage
            | Self::Xml => true,
            Self::Document
            | Self::OldDocument
            | Self::OpenDocument
            | Self::RichText
            | Self::Presentation
            | Self::Pdf => false,
        }
    }

    /// What it is.
    pub const fn text(self, lang: Lang) -> &'static str {
        let (da, en) = match self {
            Self::OldWorkbook => (
                "det er en Excel-fil i det gamle format (.xls)",
                "this is an Excel file in the old format (.xls)",
            ),
            Self::BinaryWorkbook => {
                ("det er en binær Excel-fil (.xlsb)", "this is a binary Excel file (.xlsb)")
            }
            Self::Protected => {
                ("filen er beskyttet med en adgangskode", "the file is protected by a password")
            }
            Self::OpenSpreadsheet => (
                "det er et LibreOffice-regneark (.ods)",
                "this is a LibreOffice spreadsheet (.ods)",
            ),
            Self::Numbers => (
                "det er et regneark fra Apple Numbers (.numbers)",
                "this is a spreadsheet of Apple Numbers (.numbers)",
            ),
            Self::Document => {
                ("det er et Word-dokument (.docx)", "this is a Word document (.docx)")
            }
            Self::OldDocument => (
                "det er et Word-dokument i det gamle format (.doc)",
                "this is a Word document in the old format (.doc)",
            ),
            Self::OpenDocument => (
                "det er et LibreOffice-dokument og ikke et regneark",
                "this is a LibreOffice document and not a spreadsheet",
            ),
            Self::RichText => ("det er et tekstdokument (.rtf)", "this is a text document (.rtf)"),
            Self::Presentation => {
                ("det er en præsentation (.pptx)", "this is a presentation (.pptx)")
            }
            Self::Pdf => ("det er en PDF-fil", "this is a PDF file"),
            Self::WebPage => (
                "det er en webside (HTML), som Excel kan åbne, hvad filen end hedder",
                "this is a web page (HTML) that Excel can open, whatever the file is called",
            ),
            Self::Xml => (
                "det er en XML-fil, som Excel måske kan åbne, hvad filen end hedder",
                "this is an XML file that Excel may be able to open, whatever the file is called",
            ),
        };
        match lang {
            Lang::Da => da,
            Lang::En => en,
        }
    }
}
