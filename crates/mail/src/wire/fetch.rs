//! Which mails are looked at, and how closely? Of each new one the sender; only of those that claim to
//! be of X the subject and what the provider wrote. By BODY.PEEK, so that nothing is marked as read.

use crate::verdict::{MOST_HEADER, claims, judge, learn};
use crate::wire::session::{Session, bounded};
use async_imap::types::Fetch;
use chrono::{TimeDelta, Utc};
use futures_util::TryStreamExt;
use roost_domain::Timestamp;
use roost_domain::mail::{FoundMail, LookFor, Looked, MailFailure, Provider};

/// The most mails in one look.
const MOST_MAILS: usize = 2000;
/// The most of them that are looked at closely.
const MOST_CLAIMS: usize = 200;
/// How many are asked for at a time, by sender and closely.
const BY_SENDER: usize = 50;
const CLOSELY: usize = 8;
/// How much of a `From` is read.
const MOST_FROM: usize = 4096;
/// What the words around a field may take.
const AROUND: usize = 1024;
/// What a list of numbers may take.
const NUMBERS: u64 = 1024 * 1024;
/// From how many mails the provider's name is learned.
const LEARN_FROM: u32 = 20;

pub(crate) async fn look(session: &mut Session, wanted: &LookFor) -> Result<Looked, MailFailure> {
    let learned = match wanted.provider {
        Some(_) => None,
        None => learn_provider(session).await?,
    };
    let own = wanted.provider.as_ref().or(learned.as_ref());
    let mut uids = search(session, wanted).await?;
    let up_to_uid = uids.last().copied().unwrap_or(wanted.above_uid).max(wanted.above_uid);
    let mut left_out = uids.len().saturating_sub(MOST_MAILS);
    uids.drain(..left_out);
    let mut claiming = Vec::new();
    for batch in uids.chunks(BY_SENDER) {
        let query = format!("(UID INTERNALDATE BODY.PEEK[HEADER.FIELDS (FROM)]<0.{MOST_FROM}>)");
        for mail in fetch(session, batch, &query, MOST_FROM).await? {
            if came(&mail).is_some_and(|at| at >= wanted.received)
                && claims(mail.header().unwrap_or_default())
            {
                claiming.extend(mail.uid);
            }
        }
    }
    claiming.sort_unstable();
    let beyond = claiming.len().saturating_sub(MOST_CLAIMS);
    left_out += beyond;
    claiming.drain(..beyond);
    let mut found = Vec::new();
    for batch in claiming.chunks(CLOSELY) {
        let fields = "FROM SUBJECT AUTHENTICATION-RESULTS";
        let query =
            format!("(UID INTERNALDATE BODY.PEEK[HEADER.FIELDS ({fields})]<0.{MOST_HEADER}>)");
        let mails = fetch(session, batch, &query, MOST_HEADER).await?;
        found.extend(mails.iter().filter_map(|mail| judged(mail, own)));
    }
    found.sort_by_key(|mail| mail.uid);
    let uid_validity = session.uid_validity();
    Ok(Looked { found, uid_validity, up_to_uid, learned, left_out: left_out as u64 })
}

fn judged(mail: &Fetch, own: Option<&Provider>) -> Option<FoundMail> {
    let claimed = judge(mail.header()?, own)?;
    Some(FoundMail {
        uid: mail.uid?,
        from: claimed.from,
        subject: claimed.subject,
        received: came(mail)?,
        judged: claimed.judged,
    })
}

/// When the provider received it: its own word, not the sender's.
fn came(mail: &Fetch) -> Option<Timestamp> {
    mail.internal_date().map(|at| at.with_timezone(&Utc))
}

/// The numbers of the mails that may be of interest, in order.
async fn search(session: &mut Session, wanted: &LookFor) -> Result<Vec<u32>, MailFailure> {
    // SINCE knows days only, and of the server's own zone: a day before is before it everywhere.
    let day = (wanted.received - TimeDelta::days(1)).format("%-d-%b-%Y");
    let first = wanted.above_uid.saturating_add(1);
    let limit = session.patience().answer;
    let imap = session.imap(NUMBERS)?;
    let found = bounded(limit, imap.uid_search(format!("UID {first}:* SINCE {day}"))).await?;
    // `n:*` gives the newest mail even where it lies below n.
    let mut uids: Vec<u32> = found.into_iter().filter(|uid| *uid > wanted.above_uid).collect();
    uids.sort_unstable();
    Ok(uids)
}

/// Parts of mails' headers. What was not asked for is not taken.
async fn fetch(
    session: &mut Session,
    uids: &[u32],
    query: &str,
    each: usize,
) -> Result<Vec<Fetch>, MailFailure> {
    let list: Vec<String> = uids.iter().map(u32::to_string).collect();
    let limit = session.patience().answer;
    let imap = session.imap(((each + AROUND) * uids.len() + AROUND) as u64)?;
    let mut mails = bounded(limit, async {
        imap.uid_fetch(list.join(","), query).await?.try_collect::<Vec<Fetch>>().await
    })
    .await?;
    mails.retain(|mail| mail.uid.is_some_and(|uid| uids.contains(&uid)));
    mails.dedup_by_key(|mail| mail.uid);
    Ok(mails)
}

/// Reads what stands on top of the newest mails, whoever sent them.
async fn learn_provider(session: &mut Session) -> Result<Option<Provider>, MailFailure> {
    let last = session.exists();
    if last == 0 {
        return Ok(None);
    }
    let first = last.saturating_sub(LEARN_FROM - 1).max(1);
    let query = format!("(BODY.PEEK[HEADER.FIELDS (AUTHENTICATION-RESULTS)]<0.{MOST_FROM}>)");
    let limit = session.patience().answer;
    let imap = session.imap(((MOST_FROM + AROUND) * LEARN_FROM as usize) as u64)?;
    let mails: Vec<Fetch> = bounded(limit, async {
        imap.fetch(format!("{first}:{last}"), query).await?.try_collect().await
    })
    .await?;
    let headers: Vec<Vec<u8>> =
        mails.iter().map(|mail| mail.header().unwrap_or_default().to_vec()).collect();
    Ok(learn(&headers))
}
