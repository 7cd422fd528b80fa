//! Why is it the app's matter, and not one account's? Because every account of it that was tried was
//! refused alike. Which ones, when and with what is written down when the incident opens.

use super::open::Sign;
use crate::turn::Moment;
use roost_domain::Timestamp;
use roost_domain::account::Account;
use roost_store::tables::loop_incidents::{self, Holding};
use roost_store::tables::{attempts::AttemptRecord, loop_account};
use roost_store::{Result, Tx};

/// The accounts of an app that were refused alike, oldest first, as plain text: `@news 2026-12-01
/// 08:30 UTC (401 / 89)`, joined by semicolons.
pub(super) fn tried(
    tx: &Tx<'_>,
    account: &Account,
    sign: &Sign<'_>,
    moment: Moment,
) -> Result<String> {
    let status = sign.evidence.status;
    let mut tried = vec![(moment.now, line(account, moment.now, status, &sign.refusal.codes))];
    for other in loop_account::accounts_of_app(tx, account.app)? {
        if other == account.id {
            continue;
        }
        let own = loop_incidents::holding_incident(tx, Holding::Account(other), sign.refusal.kind)?;
        let known = loop_account::loop_account(tx, other)?;
        let (Some(own), Some(known)) = (own, known) else { continue };
        if let Some(record) = tx.find_incident_record(own)? {
            let first: Option<AttemptRecord> =
                record.attempt.map(|id| tx.find_attempt(id)).transpose()?.flatten();
            let at = first.map_or(record.opened_at, |first| first.began_at);
            tried.push((at, line(&known.account, at, record.http_status, &record.codes)));
        }
    }
    tried.sort_by_key(|(at, _)| *at);
    Ok(tried.into_iter().map(|(_, line)| line).collect::<Vec<_>>().join("; "))
}

fn line(account: &Account, at: Timestamp, status: Option<u16>, codes: &[u32]) -> String {
    let codes: Vec<String> = codes.iter().map(ToString::to_string).collect();
    let answer = match (status, codes.is_empty()) {
        (Some(status), false) => format!(" ({status} / {})", codes.join(", ")),
        (Some(status), true) => format!(" ({status})"),
        (None, _) => String::new(),
    };
    format!("@{} {}{answer}", account.handle, at.format("%Y-%m-%d %H:%M UTC"))
}
