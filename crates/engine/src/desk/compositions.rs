//! What is being written? Compositions are kept as the composer says them, after every pause in the
//! typing, so that nothing typed is lost by a crash or a failed send. The desk doesn't look inside.

use crate::desk::Desk;
use crate::desk::posts::{DeliveryCard, cards};
use crate::error::EngineError;
use roost_domain::Timestamp;
use roost_store::Tx;
use roost_store::tables::calendar::Parts;
use roost_store::tables::compositions::CompositionRow;

/// A draft among the deliveries.
#[derive(Debug, Clone)]
pub struct DraftDelivery {
    /// The delivery.
    pub card: DeliveryCard,
    /// What its post is made of.
    pub parts: Parts,
    /// When it was written.
    pub written_at: Timestamp,
}

/// What waits to be planned or to be finished.
#[derive(Debug, Clone)]
pub struct Drafts {
    /// Deliveries that are drafts, the newest first.
    pub deliveries: Vec<DraftDelivery>,
    /// Compositions, the newest first.
    pub compositions: Vec<CompositionRow>,
}

impl Desk {
    /// Keeps what is being written. `seen` is the revision that this continues; where another one is
    /// there, somebody else has written meanwhile. `media` are the files that it needs.
    pub async fn composition_save(
        &self,
        id: Option<i64>,
        seen: Option<i64>,
        content: String,
        media: Vec<String>,
    ) -> Result<CompositionRow, EngineError> {
        let now = self.now();
        self.write(move |tx| {
            if let Some(id) = id {
                let found = get_composition(tx, id)?.revision;
                if seen.is_some_and(|seen| seen != found) {
                    return Err(EngineError::CompositionChanged { id });
                }
            }
            Ok(tx.keep_composition(id, &content, &media, now)?)
        })
        .await
    }

    /// What was being written.
    pub async fn composition_show(&self, id: i64) -> Result<CompositionRow, EngineError> {
        self.read(move |tx| get_composition(tx, id)).await
    }

    /// Lets go of what was being written. That there is nothing is no mistake.
    pub async fn composition_discard(&self, id: i64) -> Result<(), EngineError> {
        self.write(move |tx| {
            tx.discard_composition(id)?;
            Ok(())
        })
        .await
    }

    /// What waits to be planned or to be finished.
    pub async fn drafts_list(&self) -> Result<Drafts, EngineError> {
        self.read(|tx| {
            let mut lines = Vec::new();
            let mut others = Vec::new();
            for (line, parts, written_at) in tx.draft_lines()? {
                lines.push(line);
                others.push((parts, written_at));
            }
            let deliveries = cards(tx, lines)?
                .into_iter()
                .zip(others)
                .map(|(card, (parts, written_at))| DraftDelivery { card, parts, written_at })
                .collect();
            Ok(Drafts { deliveries, compositions: tx.all_compositions()? })
        })
        .await
    }

    /// Every label in use, by name.
    pub async fn label_list(&self) -> Result<Vec<String>, EngineError> {
        self.read(|tx| Ok(tx.all_labels()?)).await
    }
}

fn get_composition(tx: &Tx<'_>, id: i64) -> Result<CompositionRow, EngineError> {
    tx.find_composition(id)?.ok_or(EngineError::NoComposition { id })
}

/// Labels as they are kept: without blanks around them, none empty, none twice.
pub(crate) fn tidy_labels(labels: &[String]) -> Vec<String> {
    let mut tidy: Vec<String> = Vec::new();
    for label in labels {
        // The store joins labels by a control character.
        let label: String = label.chars().filter(|c| !c.is_control()).collect();
        let label = label.trim();
        if !label.is_empty() && tidy.iter().all(|known| known != label) {
            tidy.push(label.to_owned());
        }
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_kept_once_and_without_blanks_around_it() {
        let said = [" News ", "", "News", "two words", "a\u{1f}b"].map(str::to_owned);
        assert_eq!(tidy_labels(&said), ["News", "two words", "ab"]);
    }
}
