//! How does the owner settle what Roost can't? An unconfirmed delivery by what they saw on the
//! network; a published one by deleting it there.

use crate::desk::Desk;
use crate::desk::account_state::Standing;
use crate::desk::posts::{DeliveryDetails, delivery_details, get_seen};
use crate::error::EngineError;
use crate::lockwatch;
use crate::turn::Moment;
use chrono::TimeDelta;
use roost_domain::Timestamp;
use roost_domain::account::{Account, App, NetworkKind};
use roost_domain::delivery::DeliveryState;
use roost_domain::ids::{AccountId, AttemptId, DeliveryId};
use roost_domain::ports::{NetworkError, RemoteId};
use roost_store::tables::attempts::AttemptEnd;
use roost_store::tables::deliveries::DeliveryRecord;
use roost_store::tables::loop_deliveries;
use roost_store::{StoreError, Tx};

/// What the owner saw on the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// It is there; with its id, or a link to it, if they read it off.
    There(Option<String>),
    /// It is not there.
    NotThere,
}

impl Desk {
    /// Settles an unconfirmed delivery.
    pub async fn post_confirm(
        &self,
        id: DeliveryId,
        revision: Option<i64>,
        seen: Seen,
    ) -> Result<DeliveryDetails, EngineError> {
        let now = self.now();
        let factor = self.parts.clock.factor();
        let moment = Moment { now, factor, dice: (self.parts.dice)() };
        let remote = match &seen {
            Seen::There(Some(text)) => Some(remote_id_of(text)?),
            Seen::There(None) | Seen::NotThere => None,
        };
        self.write(move |tx| {
            let record = get_seen(tx, id, revision)?;
            if record.delivery.state != DeliveryState::Unconfirmed {
                let to = match &seen {
                    Seen::There(_) => DeliveryState::Published,
                    Seen::NotThere => DeliveryState::Scheduled,
                };
                let from = record.delivery.state;
                let step = roost_domain::delivery::IllegalMove { from, to };
                return Err(EngineError::IllegalMove { id, step });
            }
            match seen {
                Seen::There(_) => it_is_there(tx, &record, remote, moment)?,
                Seen::NotThere => again(tx, &record, "not_there", now)?,
            }
            delivery_details(tx, id)
        })
        .await
    }

    /// Deletes a published delivery on the network, its last segment first. Nothing is asked for a
    /// held account.
    pub async fn post_delete(
        &self,
        id: DeliveryId,
        revision: Option<i64>,
    ) -> Result<DeliveryDetails, EngineError> {
        let now = self.now();
        let (record, ids) = self.read(move |tx| deletable(tx, id, revision, now)).await?;
        let signed = self.access.signed(record.delivery.account, now).await?;
        for remote in ids {
            let account = record.delivery.account;
            let attempt = self.write(move |tx| Ok(tx.begin_deletion(account, id, now)?)).await?;
            let answer = signed.network.delete(&signed.keys, &RemoteId(remote)).await;
            let (end, error) = match answer {
                Ok(reply) => (end_of("done", reply.evidence.status, None, ""), None),
                Err(error) => (refused_end(&error), Some(error)),
            };
            self.end_deletion(attempt, end).await?;
            if let Some(error) = error {
                self.watch_for_locks(account, attempt, error.clone()).await?;
                return Err(error.into());
            }
        }
        self.write(move |tx| {
            tx.mark_deleted(id)?;
            delivery_details(tx, id)
        })
        .await
    }

    /// A lock shows itself to whoever asks first, also to a deletion.
    async fn watch_for_locks(
        &self,
        account: AccountId,
        attempt: AttemptId,
        error: NetworkError,
    ) -> Result<(), EngineError> {
        let moment = Moment {
            now: self.now(),
            factor: self.parts.clock.factor(),
            dice: (self.parts.dice)(),
        };
        self.write(move |tx| {
            // Nobody listens to events here; a running loop hears of the commit itself.
            Ok(lockwatch::meet_if_held(tx, account, attempt, &error, moment, &mut Vec::new())?)
        })
        .await
    }

    async fn end_deletion(&self, attempt: AttemptId, end: AttemptEnd) -> Result<(), EngineError> {
        let now = self.now();
        self.write(move |tx| Ok(tx.end_deletion(attempt, &end, now)?)).await
    }
}

/// A delivery that can be deleted, and its ids on the network, last segment first.
fn deletable(
    tx: &Tx<'_>,
    id: DeliveryId,
    revision: Option<i64>,
    now: Timestamp,
) -> Result<(DeliveryRecord, Vec<String>), EngineError> {
    let record = get_seen(tx, id, revision)?;
    let state = record.delivery.state;
    let is_deleted = record.reason.as_deref() == Some("deleted");
    if state != DeliveryState::Published || is_deleted {
        return Err(EngineError::NotDeletable { id, state });
    }
    let (account, _) = account_and_app(tx, &record)?;
    if tx.account_is_removed(account.id)? {
        return Err(EngineError::NoAccount { name: account.handle });
    }
    if let Some(holder) = Standing::read(tx, &account, now)?.holder() {
        return Err(EngineError::AccountHeld { handle: account.handle, incident: holder.id });
    }
    let mut ids: Vec<String> = tx
        .segments_out_of(id)?
        .into_iter()
        .rev()
        .map(|segment| segment.remote_id)
        .filter(|remote| !remote.is_empty())
        .collect();
    if ids.is_empty() {
        ids.extend(record.remote_id.clone());
    }
    if ids.is_empty() { Err(EngineError::RemoteIdNeeded { id }) } else { Ok((record, ids)) }
}

/// The doubtful segment is out. A thread goes on after it.
fn it_is_there(
    tx: &Tx<'_>,
    record: &DeliveryRecord,
    remote: Option<String>,
    moment: Moment,
) -> Result<(), EngineError> {
    let now = moment.now;
    let id = record.delivery.id;
    let (account, app) = account_and_app(tx, record)?;
    let segments = tx.get_post(record.delivery.post)?.segments.len() as u32;
    let position = record.delivery.segments_out;
    let is_last = position + 1 >= segments;
    if remote.is_none() && !is_last {
        return Err(EngineError::RemoteIdNeeded { id });
    }
    let at = record.began_at.unwrap_or(now);
    let url = remote.as_deref().map(|remote| url_of(&account, &app, remote)).unwrap_or_default();
    let remote = remote.unwrap_or_default();
    loop_deliveries::segment_out(tx, (id, account.id, position), (&remote, &url), at)?;
    tx.drop_empty_remote(id)?;
    if is_last {
        loop_deliveries::published(tx, id, DeliveryState::Unconfirmed, at)?;
        // Nobody listens to events here; a running loop hears of the commit itself.
        lockwatch::quiet_post_is_out(tx, id, moment, &mut Vec::new())?;
        Ok(())
    } else {
        again(tx, record, "goes_on", now)
    }
}

/// It goes out again, as soon as its account may send; held where the account is.
fn again(
    tx: &Tx<'_>,
    record: &DeliveryRecord,
    reason: &str,
    now: Timestamp,
) -> Result<(), EngineError> {
    let id = record.delivery.id;
    let (account, _) = account_and_app(tx, record)?;
    let from = (id, DeliveryState::Unconfirmed);
    loop_deliveries::again(tx, from, (now, TimeDelta::zero()), (reason, ""), now)?;
    if let Some(holder) = Standing::read(tx, &account, now)?.holder() {
        loop_deliveries::held(tx, (id, DeliveryState::Scheduled), holder.id, now)?;
    }
    Ok(())
}

fn account_and_app(tx: &Tx<'_>, record: &DeliveryRecord) -> Result<(Account, App), EngineError> {
    let id = record.delivery.account;
    let missing = || StoreError::NotFound { what: "account", id: id.to_string() };
    let account = tx.find_account(id)?.ok_or_else(missing)?;
    let app = tx.find_app(account.app)?.ok_or_else(missing)?;
    Ok((account, app))
}

/// The id in what the owner pasted: 1 to 19 digits (X OpenAPI 2.167), alone or after `/status/`.
fn remote_id_of(text: &str) -> Result<String, EngineError> {
    let text = text.trim();
    let tail = match text.rsplit_once("/status/") {
        Some((_, tail)) => tail.split(['/', '?', '#']).next().unwrap_or_default(),
        None => text,
    };
    let is_id = (1..=19).contains(&tail.len()) && tail.bytes().all(|byte| byte.is_ascii_digit());
    if is_id {
        Ok(tail.to_owned())
    } else {
        Err(EngineError::BadRemoteId { text: text.to_owned() })
    }
}

/// Where a post can be looked at, by its id alone: X redirects `/i/` to the author's handle. Empty
/// where the simulator has no lasting address.
fn url_of(account: &Account, app: &App, remote: &str) -> String {
    match (account.network, &app.api_base) {
        (NetworkKind::X, _) => format!("https://x.com/i/status/{remote}"),
        (NetworkKind::Practice, Some(base)) => format!("{base}/i/status/{remote}"),
        (NetworkKind::Practice, None) => String::new(),
    }
}

fn end_of(
    outcome: &'static str,
    http_status: Option<u16>,
    kind: Option<&'static str>,
    message: &str,
) -> AttemptEnd {
    AttemptEnd { outcome, http_status, kind, message: message.to_owned(), body: None }
}

fn refused_end(error: &NetworkError) -> AttemptEnd {
    match error {
        NetworkError::Refused { refusal, evidence, .. } => AttemptEnd {
            body: Some(evidence.body.clone()),
            ..end_of("refused", evidence.status, Some(refusal.kind.word()), &refusal.message)
        },
        NetworkError::NotSent { reason } | NetworkError::Media { reason, .. } => {
            end_of("not_sent", None, None, reason)
        }
        NetworkError::Lost { reason } => end_of("lost", None, None, reason),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_off_a_link_too() {
        assert_eq!(remote_id_of("1990000000000000001").unwrap(), "1990000000000000001");
        assert_eq!(remote_id_of("https://x.com/news/status/42?s=20").unwrap(), "42");
        for bad in ["", "there", "https://x.com/news", "12345678901234567890"] {
            assert!(remote_id_of(bad).is_err(), "{bad}");
        }
    }
}
