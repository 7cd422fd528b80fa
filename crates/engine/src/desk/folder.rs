//! Is this folder fit to send? The owner's word after a copy or a restore, and the doctor's checks of
//! keys and clock.

use crate::desk::Desk;
use crate::error::EngineError;
use chrono::TimeDelta;
use roost_domain::account::{Account, NetworkKind};
use roost_domain::delivery::DeliveryState;
use roost_domain::ids::IncidentId;
use roost_domain::ports::{Evidence, NetworkError};
use roost_domain::refusal::RefusalKind;
use roost_store::tables::meta;

/// What the owner confirmed.
#[derive(Debug, Clone, Copy)]
pub struct Confirmed {
    /// Whether there was something to confirm.
    pub was_waiting: bool,
    /// Deliveries that may be out and wait for a word from the owner.
    pub unconfirmed: u64,
}

/// One check of the doctor.
#[derive(Debug, Clone)]
pub struct Check {
    /// What was looked at.
    pub subject: CheckSubject,
    /// What was found.
    pub verdict: Verdict,
}

/// What a check looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckSubject {
    /// The database answers.
    Store,
    /// The folder may send.
    Folder,
    /// The keys of an account, by what it is called.
    Keys(String),
    /// This machine's clock, against the network of an account.
    Clock(String),
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// All is well.
    Good,
    /// Nothing is asked for a held account.
    SkippedHeld(IncidentId),
    /// The simulator does not run.
    SkippedNotRunning,
    /// The network did not answer.
    NoAnswer(String),
    /// The network refused the keys.
    Refused(RefusalKind, String),
    /// The vault can't be opened, or has no keys for it.
    NoKeys(String),
    /// The clock is ahead of the network's by this much (behind: negative).
    ClockOff(TimeDelta),
    /// Nothing is sent until the owner confirms this folder.
    Unconfirmed,
}

/// A signed request is refused when the clock is off by more than five minutes; from a minute on the
/// owner should hear of it (X docs, 'Creating a signature', and errors 135).
const CLOCK_TOLERANCE: TimeDelta = TimeDelta::seconds(60);

impl Desk {
    /// The owner knows that this folder was copied or restored, and wants it to send.
    pub async fn folder_confirm(&self) -> Result<Confirmed, EngineError> {
        self.write(|tx| {
            let was_waiting = meta::confirm_since_at(tx)?.is_some();
            meta::set_confirm_since_at(tx, None)?;
            let unconfirmed = tx.count_in_state(DeliveryState::Unconfirmed)?;
            Ok(Confirmed { was_waiting, unconfirmed })
        })
        .await
    }

    /// Looks at the folder, and asks the network of each account that isn't held who it is.
    pub async fn doctor_check(&self) -> Result<Vec<Check>, EngineError> {
        let cards = self.account_list().await?;
        let waits = self.read(|tx| Ok(meta::confirm_since_at(tx)?.is_some())).await?;
        let folder = if waits { Verdict::Unconfirmed } else { Verdict::Good };
        let mut checks = vec![
            Check { subject: CheckSubject::Store, verdict: Verdict::Good },
            Check { subject: CheckSubject::Folder, verdict: folder },
        ];
        for card in cards {
            let holder = self.holder_of(card.account.clone()).await?;
            let subject = CheckSubject::Keys(card.name.clone());
            if let Some(incident) = holder {
                checks.push(Check { subject, verdict: Verdict::SkippedHeld(incident) });
                continue;
            }
            let (verdict, evidence) = self.check_keys(&card.account).await?;
            checks.push(Check { subject, verdict });
            if let Some(off) = evidence.and_then(|evidence| self.clock_off(&evidence)) {
                let verdict = if off.abs() > CLOCK_TOLERANCE {
                    Verdict::ClockOff(off)
                } else {
                    Verdict::Good
                };
                checks.push(Check { subject: CheckSubject::Clock(card.name), verdict });
            }
        }
        Ok(checks)
    }

    async fn holder_of(&self, account: Account) -> Result<Option<IncidentId>, EngineError> {
        let now = self.now();
        self.read(move |tx| {
            let standing = crate::desk::account_state::Standing::read(tx, &account, now)?;
            Ok(standing.holder().map(|incident| incident.id))
        })
        .await
    }

    async fn check_keys(
        &self,
        account: &Account,
    ) -> Result<(Verdict, Option<Evidence>), EngineError> {
        let signed = match self.access.signed(account.id, self.now()).await {
            Ok(signed) => signed,
            Err(EngineError::NoNetwork { .. } | EngineError::Practice(_))
                if account.network == NetworkKind::Practice =>
            {
                return Ok((Verdict::SkippedNotRunning, None));
            }
            Err(error @ (EngineError::Vault(_) | EngineError::NoKeys { .. })) => {
                return Ok((Verdict::NoKeys(error.to_string()), None));
            }
            Err(error) => return Err(error),
        };
        Ok(match signed.network.whoami(&signed.keys).await {
            Ok(reply) => (Verdict::Good, Some(reply.evidence)),
            Err(NetworkError::Refused { refusal, evidence, .. }) => {
                (Verdict::Refused(refusal.kind, refusal.message), Some(*evidence))
            }
            Err(error) => (Verdict::NoAnswer(error.to_string()), None),
        })
    }

    /// How far this clock is ahead of the network's `Date` header.
    fn clock_off(&self, evidence: &Evidence) -> Option<TimeDelta> {
        evidence.date.map(|date| self.now() - date)
    }
}
