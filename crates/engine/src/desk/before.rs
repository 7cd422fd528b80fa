//! What came before an incident? The account's 14 days before it beside its own earlier normal and
//! the owner's accounts that were not locked; over all incidents of an account's own doing, which
//! features differ most.

use crate::desk::Desk;
use crate::desk::incidents::get_incident;
use crate::desk::names::Names;
use crate::error::EngineError;
use chrono::{NaiveDate, TimeDelta};
use roost_domain::Timestamp;
use roost_domain::account::Account;
use roost_domain::before::compare::{Direction, MOST_CASES, Signs, median, rank};
use roost_domain::before::likeness::{Alike, MOST_COMPARED, alike};
use roost_domain::before::{Feature, Habits, Posted, Windows};
use roost_domain::ids::{AccountId, IncidentId};
use roost_domain::refusal::RefusalKind;
use roost_domain::walltime::day_of;
use roost_store::Tx;
use roost_store::tables::incidents::{IncidentRecord, IncidentScope};
use roost_store::tables::{before, loop_incidents};
use std::collections::BTreeMap;

/// At most so many of the owner's other accounts are compared with.
const MOST_OTHERS: usize = 20;

/// An account that has not posted for so long before an incident has no history.
const LOOK_BACK: TimeDelta = TimeDelta::days(180);

/// An account that was locked so soon after is none that was not locked.
const LOCKED_SOON: TimeDelta = TimeDelta::hours(48);

/// What came before one incident.
#[derive(Debug, Clone)]
pub struct Before {
    /// Which incident.
    pub incident: IncidentId,
    /// The account that is looked at; none where an incident holds the whole machine.
    pub account: Option<String>,
    /// Which days.
    pub windows: Option<Windows>,
    /// Each of the 14 days with its posts.
    pub days: Vec<(NaiveDate, u32)>,
    /// Posts a day usually; none without an earlier history.
    pub usual: Option<f64>,
    /// Posts in the 14 days, and in the days before them.
    pub posts: (usize, usize),
    /// The accounts that were not locked and are compared with.
    pub others: Vec<String>,
    /// Every feature.
    pub features: Vec<FeatureNow>,
}

/// One feature before one incident.
#[derive(Debug, Clone, Copy)]
pub struct FeatureNow {
    /// Which.
    pub feature: Feature,
    /// In the 14 days before.
    pub before: Option<f64>,
    /// In the days before those.
    pub normal: Option<f64>,
    /// The middle of the accounts that were not locked, in the same 14 days.
    pub others: Option<f64>,
    /// How it differs from the normal.
    pub against_normal: Direction,
    /// How it differs from the others.
    pub against_others: Direction,
}

/// What came before all incidents of an account's own doing.
#[derive(Debug, Clone)]
pub struct BeforeAll {
    /// The incidents that count, newest first.
    pub cases: Vec<IncidentId>,
    /// Every feature, the clearest difference first.
    pub features: Vec<FeatureOverAll>,
}

/// One feature over all cases.
#[derive(Debug, Clone, Copy)]
pub struct FeatureOverAll {
    /// Which.
    pub feature: Feature,
    /// The middle of the cases' figures before the incident.
    pub before: Option<f64>,
    /// The middle of their normals.
    pub normal: Option<f64>,
    /// The differences from the normal.
    pub against_normal: Option<Signs>,
    /// The differences from the accounts that were not locked.
    pub against_others: Option<Signs>,
}

impl Desk {
    /// What came before an incident.
    pub async fn incident_before(&self, id: IncidentId) -> Result<Before, EngineError> {
        self.read(move |tx| {
            let record = get_incident(tx, id)?;
            before_one(tx, &record)
        })
        .await
    }

    /// What came before all locks, suspensions, warnings and blocks.
    pub async fn before_all(&self) -> Result<BeforeAll, EngineError> {
        self.read(before_every).await
    }
}

/// Whether an incident of this kind may come from what an account posts.
fn is_case(kind: RefusalKind) -> bool {
    match kind {
        RefusalKind::Locked
        | RefusalKind::Suspended
        | RefusalKind::Automated
        | RefusalKind::WriteBlocked
        | RefusalKind::AppSuspended => true,
        RefusalKind::Credentials
        | RefusalKind::Setup
        | RefusalKind::Money
        | RefusalKind::Allowance
        | RefusalKind::RateLimit
        | RefusalKind::Duplicate
        | RefusalKind::Content
        | RefusalKind::Media
        | RefusalKind::ReplyGate
        | RefusalKind::TargetGone
        | RefusalKind::OverCapacity
        | RefusalKind::ServerError
        | RefusalKind::Clock
        | RefusalKind::Retired
        | RefusalKind::Doubtful
        | RefusalKind::None => false,
    }
}

pub(crate) fn before_one(tx: &Tx<'_>, record: &IncidentRecord) -> Result<Before, EngineError> {
    let nothing = Before {
        incident: record.id,
        account: None,
        windows: None,
        days: Vec::new(),
        usual: None,
        posts: (0, 0),
        others: Vec::new(),
        features: Vec::new(),
    };
    let Some(account) = account_of(tx, record)? else { return Ok(nothing) };
    let names = Names::read(tx)?;
    let windows = windows_of(tx, &account, record)?;
    let others = others_of(tx, &account, record, &windows)?;
    let loaded = Loaded::read(tx, &account, &others, &windows)?;
    let zone = account.rules.zone;
    let mine_before = loaded.habits_before(account.id, &windows);
    let mine_normal = loaded.habits_normal(account.id, &windows);
    let theirs: Vec<Habits> =
        others.iter().map(|other| loaded.habits_before(other.id, &windows)).collect();
    let middle = Habits::middle(&theirs);
    let has_normal = !windows.normal().is_empty();
    let features = Feature::ALL
        .into_iter()
        .map(|feature| {
            let before = mine_before.get(feature);
            let normal = mine_normal.get(feature).filter(|_| has_normal);
            let others = middle.get(feature);
            FeatureNow {
                feature,
                before,
                normal,
                others,
                against_normal: Direction::of(feature, before, normal),
                against_others: Direction::of(feature, before, others),
            }
        })
        .collect();
    let counts = loaded.count_days(account.id, zone, &windows);
    let days = windows.before().iter().map(|day| (*day, *counts.get(day).unwrap_or(&0))).collect();
    let count = |posts: &[Posted]| posts.iter().filter(|post| post.account == account.id).count();
    Ok(Before {
        account: Some(names.of_account(&account)),
        days,
        usual: mine_normal.get(Feature::PostsADay).filter(|_| has_normal),
        posts: (count(&loaded.before), count(&loaded.normal)),
        others: others.iter().map(|other| names.of_account(other)).collect(),
        features,
        windows: Some(windows),
        ..nothing
    })
}

fn before_every(tx: &Tx<'_>) -> Result<BeforeAll, EngineError> {
    let all = tx.all_incidents()?;
    let counted = all.iter().filter(|record| is_case(record.kind)).take(MOST_CASES);
    let mut cases = Vec::new();
    for record in counted {
        let found = before_one(tx, record)?;
        // Without a post in the 14 days nothing came before.
        if found.posts.0 > 0 {
            cases.push(found);
        }
    }
    let mut ranked: Vec<(Feature, Option<Signs>)> = Feature::ALL
        .into_iter()
        .map(|feature| (feature, signs(&cases, feature, |found| found.normal)))
        .collect();
    rank(&mut ranked);
    let features = ranked
        .into_iter()
        .map(|(feature, against_normal)| FeatureOverAll {
            feature,
            before: middle(&cases, feature, |found| {
                found.before.filter(|_| found.normal.is_some())
            }),
            normal: middle(&cases, feature, |found| {
                found.normal.filter(|_| found.before.is_some())
            }),
            against_normal,
            against_others: signs(&cases, feature, |found| found.others),
        })
        .collect();
    Ok(BeforeAll { cases: cases.iter().map(|found| found.incident).collect(), features })
}

fn signs(
    cases: &[Before],
    feature: Feature,
    usual: fn(&FeatureNow) -> Option<f64>,
) -> Option<Signs> {
    let differences: Vec<f64> =
        figures(cases, feature, |found| Some(found.before? - usual(found)?));
    Signs::of(&differences)
}

fn middle(
    cases: &[Before],
    feature: Feature,
    figure: impl Fn(&FeatureNow) -> Option<f64>,
) -> Option<f64> {
    median(&figures(cases, feature, figure))
}

fn figures(
    cases: &[Before],
    feature: Feature,
    figure: impl Fn(&FeatureNow) -> Option<f64>,
) -> Vec<f64> {
    let of_feature = cases.iter().flat_map(|case| &case.features);
    of_feature.filter(|found| found.feature == feature).filter_map(figure).collect()
}

/// Whose posts are looked at: those of the account that it holds, or, of an app, of the account that
/// brought the first sign.
fn account_of(tx: &Tx<'_>, record: &IncidentRecord) -> Result<Option<Account>, EngineError> {
    let id = match (record.scope, record.attempt) {
        (IncidentScope::Account(id), _) => Some(id),
        (IncidentScope::App(_), Some(attempt)) => before::account_of_attempt(tx, attempt)?,
        (IncidentScope::App(_), None) | (IncidentScope::Machine, _) => None,
    };
    match id {
        Some(id) => Ok(tx.find_account(id)?),
        None => Ok(None),
    }
}

fn windows_of(
    tx: &Tx<'_>,
    account: &Account,
    record: &IncidentRecord,
) -> Result<Windows, EngineError> {
    let since = record.opened_at - LOOK_BACK;
    let bound = loop_incidents::bound_spans(tx, (account.id, account.app), record.id, since)?;
    // As in the baseline, history begins with the first post: the days before it say nothing.
    let known = before::first_out(tx, account.id, since)?.unwrap_or(record.opened_at);
    Ok(Windows::new(account.rules.zone, record.opened_at, known, &bound))
}

/// The owner's accounts on the same network that were not locked in the 14 days, nor soon after.
fn others_of(
    tx: &Tx<'_>,
    account: &Account,
    record: &IncidentRecord,
    windows: &Windows,
) -> Result<Vec<Account>, EngineError> {
    let span = (windows.before_from(), record.opened_at + LOCKED_SOON);
    let mut others = Vec::new();
    for other in tx.all_accounts()? {
        let is_another = other.id != account.id && other.network == account.network;
        if is_another && !before::was_locked(tx, (other.id, other.app), span)? {
            others.push(other);
        }
    }
    others.truncate(MOST_OTHERS);
    Ok(others)
}

/// What the account and the others said, read once.
struct Loaded {
    before: Vec<Posted>,
    normal: Vec<Posted>,
    alike_before: BTreeMap<AccountId, Alike>,
    alike_normal: BTreeMap<AccountId, Alike>,
}

impl Loaded {
    fn read(
        tx: &Tx<'_>,
        account: &Account,
        others: &[Account],
        windows: &Windows,
    ) -> Result<Self, EngineError> {
        let (from, until) = windows.span();
        let (mut normal, mut before) = (Vec::new(), Vec::new());
        for one in [account].into_iter().chain(others) {
            normal.extend(posted(tx, one.id, (from, windows.before_from()))?);
            before.extend(posted(tx, one.id, (windows.before_from(), until))?);
        }
        normal.retain(|post| windows.is_normal(post.at));
        normal.sort_by_key(|post| post.at);
        before.sort_by_key(|post| post.at);
        let of = |posts: &[Posted]| alike(&posts.iter().collect::<Vec<_>>());
        let (alike_before, alike_normal) = (of(&before), of(&normal));
        Ok(Self { before, normal, alike_before, alike_normal })
    }

    fn habits_before(&self, account: AccountId, windows: &Windows) -> Habits {
        let mine = of_account(&self.before, account);
        let alike = self.alike_before.get(&account).copied();
        Habits::of(&mine, windows.before_length(), windows.zone(), alike)
    }

    fn habits_normal(&self, account: AccountId, windows: &Windows) -> Habits {
        let mine = of_account(&self.normal, account);
        let alike = self.alike_normal.get(&account).copied();
        Habits::of(&mine, windows.normal_length(), windows.zone(), alike)
    }

    fn count_days(
        &self,
        account: AccountId,
        zone: chrono_tz::Tz,
        windows: &Windows,
    ) -> BTreeMap<NaiveDate, u32> {
        let mut counts = BTreeMap::new();
        let mine = self.before.iter().filter(|post| post.account == account);
        for post in mine.filter(|post| windows.is_before(post.at)) {
            *counts.entry(day_of(zone, post.at)).or_default() += 1;
        }
        counts
    }
}

/// What an account said in a window; at most as many of the newest as are compared.
pub(crate) fn posted(
    tx: &Tx<'_>,
    account: AccountId,
    span: (Timestamp, Timestamp),
) -> Result<Vec<Posted>, EngineError> {
    let texts = before::texts_out(tx, account, span, MOST_COMPARED)?;
    Ok(texts.into_iter().map(|(at, text)| Posted::read(account, at, text)).collect())
}

fn of_account(posts: &[Posted], account: AccountId) -> Vec<&Posted> {
    posts.iter().filter(|post| post.account == account).collect()
}
