//! 'I have unlocked it.' The owner says so, one read asks the network, and its answer decides: back
//! to the checklist with what the network said, or on to the quiet post. Works beside a running loop
//! and without one.

use crate::access::Access;
use crate::error::EngineError;
use crate::turn::errand::About;
use crate::turn::{Moment, begin_question};
use roost_domain::ids::{AccountId, IncidentId};
use roost_domain::incident::IncidentState;
use roost_domain::ports::{Clock, NetworkError};
use roost_store::tables::loop_account;
use roost_store::tables::loop_incidents::{self, Holding};
use roost_store::{StoreError, Tx};

/// What the one read found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unlocked {
    /// The network answers as if nothing were wrong. The incident is verifying, or closed where a
    /// read proves enough (keys, money, setting).
    Usable {
        /// How far the way out is now.
        state: IncidentState,
    },
    /// It is still held; the network's own words.
    StillHeld {
        /// They.
        message: String,
    },
    /// The answer does not tell: no connection, a server's fault.
    Unclear {
        /// What was met instead.
        reason: String,
    },
}

/// Asks the network once whether what an incident holds is usable again.
pub async fn unlocked(
    access: &Access,
    clock: &dyn Clock,
    dice: u64,
    incident: IncidentId,
) -> Result<Unlocked, EngineError> {
    let account = access.store.read(move |tx| asks_for(tx, incident)).await?;
    // Keys first: a question that can't be signed is not promised.
    let signed = access.signed(account, clock.now()).await?;
    let now = clock.now();
    let ask = access
        .store
        .write(move |tx| {
            loop_incidents::take_as_doubtful(tx, incident, now)?;
            loop_incidents::set_unlocked_at(tx, incident, now)?;
            loop_incidents::log(tx, incident, "unlocked", "", now)?;
            begin_question(tx, account, About::Unlocked(incident), now)
        })
        .await?;
    let answer = signed.network.whoami(&signed.keys).await;
    let said = answer.as_ref().err().map(words);
    let moment = Moment { now: clock.now(), factor: clock.factor(), dice };
    let state = access
        .store
        .write(move |tx| {
            let mut facts = Vec::new();
            super::settle_answer(tx, ask, answer, moment, &mut facts)?;
            Ok(loop_incidents::loop_incident(tx, incident)?.state)
        })
        .await?;
    access.store.nudge();
    Ok(match said {
        None => Unlocked::Usable { state },
        Some((true, message)) => Unlocked::StillHeld { message },
        Some((false, reason)) => Unlocked::Unclear { reason },
    })
}

/// Whether the network itself answered, and its words.
fn words(error: &NetworkError) -> (bool, String) {
    match error {
        NetworkError::Refused { refusal, .. } => {
            (error.certainty() == roost_domain::ports::Certainty::NotDelivered, {
                refusal.message.clone()
            })
        }
        NetworkError::NotSent { .. } | NetworkError::Lost { .. } | NetworkError::Media { .. } => {
            (false, error.to_string())
        }
    }
}

/// Which account asks: the held one, or the first of those that an app's or the machine's incident
/// holds and that no incident of their own holds as well.
fn asks_for(tx: &Tx<'_>, id: IncidentId) -> Result<AccountId, StoreError> {
    let incident = loop_incidents::loop_incident(tx, id)?;
    if !incident.state.holds() {
        return Err(StoreError::Conflict { what: "incident", id: id.to_string() });
    }
    let candidates = match incident.holding {
        Holding::Account(account) => return Ok(account),
        Holding::App(app) => loop_account::accounts_of_app(tx, app)?,
        Holding::Machine => loop_account::account_ids(tx)?,
    };
    let mut first = None;
    for account in candidates {
        let Some(known) = loop_account::loop_account(tx, account)? else { continue };
        let holds = loop_account::holds(tx, account, known.account.app)?;
        if holds.len() == 1 && !known.disconnected {
            return Ok(account);
        }
        first = first.or(Some(account));
    }
    first.ok_or(StoreError::NotFound { what: "account", id: format!("of incident {id}") })
}
