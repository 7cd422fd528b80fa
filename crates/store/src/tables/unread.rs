//! What is an incident whose kind or state is no word of this Roost? A newer Roost may have written it,
//! or the file is damaged. It is taken for doubtful, as an answer never seen before is, and it holds,
//! without a look by itself and without a quiet post. Its row stays as it was written, for a Roost that
//! can read it, until the owner says 'I have unlocked it'.

use roost_domain::incident::IncidentState;
use roost_domain::refusal::RefusalKind;
use rusqlite::{Result, Row, RowIndex};
use std::fmt::Write as _;
use std::sync::LazyLock;

/// An incident's kind and state, as far as they can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Understood {
    pub(crate) kind: RefusalKind,
    pub(crate) state: IncidentState,
    /// The words that this Roost doesn't know, where there are such.
    pub(crate) unread: Option<String>,
}

impl Understood {
    /// Something that the row says of the way out; nothing, where it is not known which way that is.
    pub(crate) fn trusted<T>(&self, said: Option<T>) -> Option<T> {
        said.filter(|_| self.unread.is_none())
    }
}

/// Reads an incident's kind and state from a row.
pub(crate) fn understood(
    row: &Row<'_>,
    kind: impl RowIndex,
    state: impl RowIndex,
) -> Result<Understood> {
    Ok(of_words(&text(row, kind)?, &text(row, state)?))
}

/// A damaged text may be no text any more.
fn text(row: &Row<'_>, column: impl RowIndex) -> Result<String> {
    let bytes = row.get_ref(column)?.as_bytes().unwrap_or_default();
    Ok(String::from_utf8_lossy(bytes).into_owned())
}

fn of_words(kind: &str, state: &str) -> Understood {
    let unread = |word: &str| Some(word.to_owned());
    match (RefusalKind::from_word(kind), IncidentState::from_word(state)) {
        (Some(kind), Some(state)) => Understood { kind, state, unread: None },
        // What proved it usable is not known either: it goes back to the start.
        (None, Some(IncidentState::Verifying)) => Understood {
            kind: RefusalKind::Doubtful,
            state: IncidentState::Open,
            unread: unread(kind),
        },
        (None, Some(state)) => {
            Understood { kind: RefusalKind::Doubtful, state, unread: unread(kind) }
        }
        (Some(known), None) => {
            Understood { kind: known, state: IncidentState::Open, unread: unread(state) }
        }
        (None, None) => Understood {
            kind: RefusalKind::Doubtful,
            state: IncidentState::Open,
            unread: Some(format!("{kind}, {state}")),
        },
    }
}

/// Every kind that this Roost knows, as a list of SQL.
pub(crate) static KNOWN_KINDS: LazyLock<String> = LazyLock::new(|| {
    let mut list = String::new();
    for kind in RefusalKind::ALL {
        let comma = if list.is_empty() { "" } else { ", " };
        let _ = write!(list, "{comma}'{}'", kind.word());
    }
    list
});

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("locked", "verifying", RefusalKind::Locked, IncidentState::Verifying, None)]
    #[case("shadowed", "open", RefusalKind::Doubtful, IncidentState::Open, Some("shadowed"))]
    #[case("shadowed", "waiting", RefusalKind::Doubtful, IncidentState::Waiting, Some("shadowed"))]
    #[case("shadowed", "verifying", RefusalKind::Doubtful, IncidentState::Open, Some("shadowed"))]
    #[case(
        "shadowed",
        "recovering",
        RefusalKind::Doubtful,
        IncidentState::Recovering,
        Some("shadowed")
    )]
    #[case("shadowed", "closed", RefusalKind::Doubtful, IncidentState::Closed, Some("shadowed"))]
    #[case("locked", "melting", RefusalKind::Locked, IncidentState::Open, Some("melting"))]
    #[case(
        "shadowed",
        "melting",
        RefusalKind::Doubtful,
        IncidentState::Open,
        Some("shadowed, melting")
    )]
    #[case("", "", RefusalKind::Doubtful, IncidentState::Open, Some(", "))]
    fn what_is_not_known_is_doubtful_and_holds_unless_it_is_known_to_hold_no_more(
        #[case] kind: &str,
        #[case] state: &str,
        #[case] taken_for: RefusalKind,
        #[case] stands: IncidentState,
        #[case] unread: Option<&str>,
    ) {
        let read = of_words(kind, state);
        assert_eq!((read.kind, read.state), (taken_for, stands));
        assert_eq!(read.unread.as_deref(), unread);
    }
}
