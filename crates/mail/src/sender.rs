//! Does a mail claim to be of X, and how? By its `From` alone. X writes from @x.com and @e.x.com only
//! (X's help page on fake mails, 2026); whatever else looks like X is said to be something else.

use crate::fields::{plain, senders};
use crate::looks::skeleton;

/// The domains that X writes from.
pub(crate) const OWN: [&str; 2] = ["x.com", "e.x.com"];

/// How a mail claims to be of X.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Claim {
    /// By an address at one of X's domains: whether it is true is the provider's to say.
    Address,
    /// By an address at another domain of X's.
    OtherDomain,
    /// By a domain that is made to look like X's.
    LookAlike,
    /// By a domain in letters that look like others.
    Letters,
    /// By its name only.
    Name,
    /// By one of several senders.
    Several,
}

/// A sender that claims to be X.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sender {
    /// How.
    pub(crate) claim: Claim,
    /// The domain of the address, in ASCII.
    pub(crate) domain: String,
    /// Name and address, to be shown.
    pub(crate) shown: String,
}

/// The longest `From` that is shown.
const MOST_SHOWN: usize = 200;

/// The sender that the `From` fields name, if it claims to be X.
pub(crate) fn claimed(from: &[&str]) -> Option<Sender> {
    let all: Vec<(String, String)> = from.iter().flat_map(|value| senders(value)).collect();
    let mut claims = all.iter().filter_map(|(name, address)| claim(name, address));
    let first = claims.next();
    let is_alone = all.len() <= 1 && from.len() <= 1 && angles(from) <= 1;
    match first {
        Some(sender) if is_alone => Some(sender),
        Some(sender) => Some(Sender { claim: Claim::Several, ..sender }),
        // What can't be taken apart is not passed over, if a reader would see X in it.
        None if all.iter().all(|(_, address)| address.is_empty()) => unreadable(from),
        None => None,
    }
}

fn claim(name: &str, address: &str) -> Option<Sender> {
    let domain = domain_of(address);
    let claim = domain_claims(&domain).or_else(|| name_claims(name).then_some(Claim::Name))?;
    let ascii = ascii(&domain);
    // The address in ASCII, so that letters of another alphabet show themselves.
    let local = address.rsplit_once('@').map_or("", |(local, _)| local);
    let address = format!("{local}@{ascii}");
    let shown = if name.trim().is_empty() { address } else { format!("{name} <{address}>") };
    Some(Sender { claim, domain: plain(&ascii, 253), shown: plain(&shown, MOST_SHOWN) })
}

fn unreadable(from: &[&str]) -> Option<Sender> {
    let shown = plain(from.first()?, MOST_SHOWN);
    let claims = name_claims(&shown) || skeleton(&shown).contains("x.com");
    claims.then(|| Sender { claim: Claim::Several, domain: String::new(), shown })
}

/// How many addresses in angle brackets a field has outside of quoted strings: readers differ in which
/// one they show.
fn angles(from: &[&str]) -> usize {
    let mut is_quoted = false;
    let mut count = 0;
    for letter in from.iter().flat_map(|value| value.chars()) {
        match letter {
            '"' => is_quoted = !is_quoted,
            '<' if !is_quoted => count += 1,
            _ => {}
        }
    }
    count
}

fn domain_of(address: &str) -> String {
    let domain = address.rsplit_once('@').map_or("", |(_, domain)| domain);
    domain.trim().trim_end_matches(['.', '>']).to_lowercase()
}

fn ascii(domain: &str) -> String {
    idna::domain_to_ascii(domain).unwrap_or_else(|_| domain.escape_default().to_string())
}

fn domain_claims(domain: &str) -> Option<Claim> {
    if OWN.contains(&domain) {
        return Some(Claim::Address);
    }
    if ["x.com", "twitter.com"].iter().any(|own| is_within(domain, own)) {
        return Some(Claim::OtherDomain);
    }
    let unicode = idna::domain_to_unicode(domain).0;
    let seen = skeleton(&unicode);
    let claims =
        ["x.com", "twitter.com"].iter().any(|own| is_within(&seen, own)) || imitates(&seen);
    match (claims, unicode.is_ascii()) {
        (false, _) => None,
        (true, true) => Some(Claim::LookAlike),
        (true, false) => Some(Claim::Letters),
    }
}

fn is_within(domain: &str, of: &str) -> bool {
    domain.strip_suffix(of).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

/// Words that stand beside an X in imitations.
const BESIDE: &[&str] = &[
    "account",
    "accounts",
    "alert",
    "alerts",
    "appeal",
    "appeals",
    "business",
    "center",
    "centre",
    "com",
    "copyright",
    "corp",
    "developer",
    "developers",
    "e",
    "help",
    "helpdesk",
    "info",
    "legal",
    "login",
    "mail",
    "noreply",
    "notice",
    "notification",
    "notifications",
    "notify",
    "official",
    "password",
    "platform",
    "policy",
    "premium",
    "safety",
    "secure",
    "security",
    "service",
    "services",
    "support",
    "team",
    "trust",
    "unlock",
    "verification",
    "verified",
    "verify",
];

/// Of those, the ones that make no other name when they are written in one word with an X.
const GLUED: &[&str] = &[
    "account", "accounts", "appeal", "appeals", "com", "corp", "help", "login", "notify",
    "official", "premium", "safety", "security", "support", "team", "unlock", "verify",
];

/// Endings that are one slip away from `com`.
const SLIPS: &[&str] = &["c", "cm", "co", "con", "corn", "cim", "om", "comm"];

/// Whether a domain, as it looks, is made to be taken for one of X's.
fn imitates(seen: &str) -> bool {
    let labels: Vec<&str> = seen.split('.').collect();
    // x.com.evil.example, x.support.example
    let goes_on =
        labels.windows(2).any(|two| two[0] == "x" && two[1].len() > 1 && BESIDE.contains(&two[1]));
    let slips = matches!(labels.as_slice(), [.., "x", last] if SLIPS.contains(last));
    slips || goes_on || labels.iter().any(|label| imitates_in(label))
}

/// x-com, support-x, xcom, xsupport, twitter-help.
fn imitates_in(label: &str) -> bool {
    if label.contains("twitter") {
        return true;
    }
    let words: Vec<&str> = label.split(['-', '_']).collect();
    let has_x = words.contains(&"x");
    let beside = words.iter().any(|word| BESIDE.contains(word));
    let glued = label
        .strip_prefix('x')
        .or_else(|| label.strip_suffix('x'))
        .is_some_and(|rest| GLUED.contains(&rest));
    (has_x && beside) || glued
}

/// Whether a sender's name says that it is X.
fn name_claims(name: &str) -> bool {
    let seen = skeleton(name);
    if seen.contains("twitter") {
        return true;
    }
    let words: Vec<&str> = seen
        .split(|c: char| !c.is_alphanumeric() && c != '.')
        .filter(|word| !word.is_empty())
        .collect();
    let names_domain =
        words.iter().any(|word| is_within(word.trim_matches('.'), "x.com") || *word == "x.com.");
    let beside = |word: &&str| {
        BESIDE.contains(&word.trim_matches('.')) || matches!(*word, "from" | "by" | "at")
    };
    match words.as_slice() {
        ["x"] => true,
        ["x", next, ..] if beside(next) => true,
        [.., before, "x"] if beside(before) => true,
        _ => names_domain,
    }
}
