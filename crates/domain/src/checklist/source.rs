//! Where can somebody read what a fact rests on? On a page of X, by its link; in a document that is
//! known but has no page of X; or nowhere, where it is Roost's own conclusion.

use super::file::Standing;
use super::link::Link;
use super::reading::{FaultReason, Reader};
use toml::Table;

/// The documents that a source may name in place of a link. Some are no page of X, of others the
/// address is not known; a step leads to none of them.
pub const DOCUMENTS: [&str; 8] = [
    "X help centre",
    "xdevplatform/docs",
    "X support page 72585",
    "X developers' forum",
    "public posts",
    "GitHub issues",
    "owners' reports",
    "SmarterQueue help",
];

/// Where a source can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourcePlace {
    /// On a page of X.
    Page(Link),
    /// In one of [`DOCUMENTS`].
    Document(&'static str),
    /// Nowhere: Roost concludes it from other sources.
    Own,
}

impl SourcePlace {
    /// The page, where there is one.
    pub fn page(&self) -> Option<&Link> {
        match self {
            Self::Page(link) => Some(link),
            Self::Document(_) | Self::Own => None,
        }
    }

    /// Reads `link` and `document` of one source; `at` is its key with a dot.
    pub(super) fn read(
        reader: &mut Reader<'_>,
        one: &Table,
        at: &str,
        standing: Option<Standing>,
    ) -> Option<Self> {
        let link = reader.find_text(one, at, "link");
        let document = reader.find_text(one, at, "document");
        let fault = |reader: &mut Reader<'_>, reason| {
            reader.fault(format!("{at}link"), FaultReason::Rule(reason));
            None
        };
        match (link, document, standing) {
            (None, None, Some(Standing::Judgement)) => Some(Self::Own),
            (_, _, Some(Standing::Judgement)) => {
                fault(reader, "what Roost concludes itself has no link and no document")
            }
            (Some(link), None, _) => match Link::parse(&link) {
                Ok(link) => Some(Self::Page(link)),
                Err(bad) => {
                    reader.fault(format!("{at}link"), bad);
                    None
                }
            },
            (None, Some(document), _) => {
                let known = |word: &str| DOCUMENTS.into_iter().find(|known| *known == word);
                let found = reader.word(format!("{at}document"), &document, known, &DOCUMENTS);
                found.map(Self::Document)
            }
            (None, None, _) => fault(reader, "a link or a document is missing"),
            (Some(_), Some(_), _) => fault(reader, "it has a link and a document; one is enough"),
        }
    }
}
