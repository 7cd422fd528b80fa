//! Is a mail of X? Only the owner's own mail provider can know: it saw the connection and checked the
//! signatures. What it found it writes into the mail as `Authentication-Results` with its own name
//! (RFC 8601), above whatever the sender wrote; so only the topmost field of that name counts.

use crate::fields::{fields, plain, subject, values};
use crate::results::{Found, Results, read};
use crate::sender::{Claim, OWN, Sender, claimed};
use roost_domain::mail::{Judged, MailReason, Provider};

/// How much of a header is read, in bytes. What lies beyond is as if it were not there.
pub const MOST_HEADER: usize = 32 * 1024;

/// A mail that claims to be of X.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// Name and address of its sender.
    pub from: String,
    /// Its subject.
    pub subject: String,
    /// What is to be made of it.
    pub judged: Judged,
}

/// Whether the `From` field of a header claims to be X: only such mails are looked at further.
pub fn claims(header: &[u8]) -> bool {
    // Even of one that was cut: its beginning claims.
    claimed(&values(&fields(header, true), "from")).is_some()
}

/// Judges a mail by its header, as far as it was read. `None` where it doesn't claim to be of X.
pub fn judge(header: &[u8], own: Option<&Provider>) -> Option<Claimed> {
    let is_whole = header.len() < MOST_HEADER;
    let fields = fields(&header[..header.len().min(MOST_HEADER)], is_whole);
    let sender = claimed(&values(&fields, "from"))?;
    let judged = verdict(&sender, &values(&fields, "authentication-results"), own);
    let subject = values(&fields, "subject").first().map(|value| subject(value));
    let subject = plain(&subject.unwrap_or_default(), 200);
    Some(Claimed { from: sender.shown, subject, judged })
}

/// The verdict over a sender, by the `Authentication-Results` fields from the top down.
fn verdict(sender: &Sender, results: &[&str], own: Option<&Provider>) -> Judged {
    let reason = match sender.claim {
        Claim::Address => checked(&sender.domain, results, own),
        Claim::OtherDomain => MailReason::OtherDomain,
        Claim::LookAlike => MailReason::LookAlikeDomain,
        Claim::Letters => MailReason::LookAlikeLetters,
        Claim::Name => MailReason::DisplayName,
        Claim::Several => MailReason::SeveralSenders,
    };
    Judged {
        reason,
        domain: sender.domain.clone(),
        provider: own.map(|own| own.as_str().to_owned()).unwrap_or_default(),
    }
}

fn checked(domain: &str, results: &[&str], own: Option<&Provider>) -> MailReason {
    let Some(own) = own else { return MailReason::ProviderUnknown };
    for value in results {
        match read(value) {
            Some(results) if own.wrote(&results.authserv_id) => return found(domain, &results),
            Some(_) => {}
            // It may be the provider's own: what lies below it can't be trusted any more.
            None => return MailReason::Unreadable,
        }
    }
    MailReason::NoResult
}

fn found(domain: &str, results: &Results) -> MailReason {
    let of =
        |method: &'static str| results.found.iter().filter(move |found| found.method == method);
    // One that failed outweighs one that passed: a provider writes one result of DMARC, so a second
    // one was smuggled in.
    if of("dmarc").any(|found| found.result == "fail") {
        return MailReason::DmarcFailed;
    }
    let passed = |found: &&Found| found.result == "pass";
    let all_of = |found: &Found, name: &str, is: &dyn Fn(&str) -> bool| {
        found.values(name).next().is_some() && found.values(name).all(is)
    };
    let is_sender = |value: &str| clean(value) == domain;
    if of("dmarc").count() == 1
        && of("dmarc").filter(passed).any(|found| all_of(found, "header.from", &is_sender))
    {
        return MailReason::Dmarc;
    }
    // A signature of either of X's domains is aligned with both: they are of one organisation
    // (RFC 7489, section 3.1.1, relaxed).
    let is_own = |value: &str| {
        let value = clean(value);
        OWN.contains(&value.rsplit_once('@').map_or(value.as_str(), |(_, domain)| domain))
    };
    let signed = |found: &Found| {
        let says = |name| found.values(name).next().is_some();
        (says("header.d") || says("header.i"))
            && ["header.d", "header.i"].iter().all(|name| found.values(name).all(is_own))
    };
    if of("dkim").filter(passed).any(signed) {
        return MailReason::Dkim;
    }
    MailReason::NothingPassed
}

fn clean(value: &str) -> String {
    value.trim_end_matches('.').to_ascii_lowercase()
}

/// Under which name the owner's provider writes, as far as the newest mails of a mailbox tell: the name
/// on top of nearly all of them. A sender would have to write most of the mailbox to forge it.
pub fn learn(headers: &[Vec<u8>]) -> Option<Provider> {
    const FEWEST: usize = 5;
    let tops: Vec<Option<String>> = headers
        .iter()
        .map(|header| {
            let fields = fields(header, true);
            let top = values(&fields, "authentication-results").first().copied().and_then(read);
            top.map(|results| results.authserv_id)
        })
        .collect();
    let most =
        tops.iter().flatten().max_by_key(|id| tops.iter().flatten().filter(|o| o == id).count())?;
    let agreeing = tops.iter().flatten().filter(|id| *id == most).count();
    let nearly_all = agreeing * 5 >= tops.len() * 4;
    (agreeing >= FEWEST && nearly_all).then(|| Provider::new(most).ok()).flatten()
}

#[cfg(test)]
#[path = "verdict_tests.rs"]
mod tests;
