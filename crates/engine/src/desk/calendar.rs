//! What stands where in the calendar? Days of one zone with what is planned on them, free slots as
//! ghosts, and what keeps an account from taking a post. Wall times and the length of days are worked
//! out here, with the zone's own rules: who shows them reckons with no zone.

use crate::desk::Desk;
use crate::desk::account_rules::slots_of;
use crate::desk::account_state::Standing;
use crate::desk::names::{Names, account_named, zone_of};
use crate::desk::posts::taken_times;
use crate::desk::settings::read_settings;
use crate::error::EngineError;
use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};
use chrono_tz::Tz;
use roost_domain::Timestamp;
use roost_domain::account::{Account, AccountState};
use roost_domain::delivery::DeliveryState;
use roost_domain::forecast;
use roost_domain::ids::{AccountId, DeliveryId};
use roost_domain::plan::{Timetable, free_occurrences};
use roost_domain::walltime::{day_end, day_of, day_start, wall_time};
use roost_store::Tx;
use roost_store::tables::calendar::{CalendarPlace, CalendarRow};
use std::collections::{BTreeMap, HashMap};

/// So many days are shown at most.
const MOST_DAYS: i64 = 400;

/// Which days are asked for, and how much of them.
#[derive(Debug, Clone)]
pub struct CalendarQuestion {
    /// The first day, `YYYY-MM-DD`.
    pub from: String,
    /// The day after the last one.
    pub to: String,
    /// The zone whose days are meant; that of the settings where none is named.
    pub zone: Option<String>,
    /// Only these accounts.
    pub accounts: Option<Vec<String>>,
    /// Give only the first so many deliveries of each day, and count the others.
    pub most_per_day: Option<u32>,
}

/// What stands where.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// The zone of all days and walls.
    pub zone: Tz,
    /// The time now.
    pub now: Timestamp,
    /// Grows with every change.
    pub revision: i64,
    /// Every day asked for, in order.
    pub days: Vec<CalendarDay>,
    /// Deliveries with a time on these days, by time, then id: all, or the first ones of each day.
    pub deliveries: Vec<CalendarDelivery>,
    /// Free slots to come, by time.
    pub ghosts: Vec<Ghost>,
    /// What keeps an account from taking a post.
    pub limits: Vec<Limit>,
}

/// One day.
#[derive(Debug, Clone)]
pub struct CalendarDay {
    /// Its date.
    pub date: NaiveDate,
    /// Its first instant.
    pub begins: Timestamp,
    /// How long it is.
    pub length: TimeDelta,
    /// Accounts that have something on it, by name.
    pub forecasts: Vec<Forecast>,
    /// Its deliveries that were not asked for.
    pub left_out: u32,
}

/// An account's day against its own normal.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// What the account is called.
    pub account: String,
    /// Deliveries that went out on the day, or are planned for it.
    pub planned: u32,
    /// The median of its last 28 days.
    pub normal: Option<f64>,
}

/// One delivery, and what its account is called.
#[derive(Debug, Clone)]
pub struct CalendarDelivery {
    /// The delivery.
    pub row: CalendarRow,
    /// The account.
    pub account: String,
    /// When it goes out on the wall.
    pub wall: NaiveDateTime,
    /// Whether the owner may give it another time.
    pub movable: bool,
}

/// A free slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ghost {
    /// Whose.
    pub account: String,
    /// When, without jitter.
    pub at: Timestamp,
    /// The category it is kept for.
    pub category: Option<String>,
}

/// What keeps an account from taking a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// Which account.
    pub account: String,
    /// Whether nothing goes out for it now.
    pub held: bool,
    /// A word: why.
    pub reason: Option<&'static str>,
    /// Its cap.
    pub cap: Option<u32>,
    /// The days on which no further segment fits.
    pub capped_days: Vec<NaiveDate>,
}

/// What is looked at.
struct Look {
    zone: Tz,
    now: Timestamp,
    days: Vec<NaiveDate>,
    accounts: Vec<(Account, String)>,
    /// What stands there, with its day, which is worked out once.
    places: Vec<(NaiveDate, CalendarPlace)>,
    most_per_day: Option<u32>,
}

impl Desk {
    /// What stands on some days.
    pub async fn calendar_show(&self, asked: CalendarQuestion) -> Result<Calendar, EngineError> {
        let CalendarQuestion { from, to, zone, accounts, most_per_day } = asked;
        let now = self.now();
        let machine = self.parts.zone;
        let (from, to) = (date_of(&from)?, date_of(&to)?);
        let count = (to - from).num_days();
        if !(1..=MOST_DAYS).contains(&count) {
            return Err(EngineError::BadDays { count, most: MOST_DAYS });
        }
        self.read(move |tx| {
            let zone = match zone {
                Some(name) => zone_of(&name)?,
                None => read_settings(tx)?.zone.unwrap_or(machine),
            };
            let names = Names::read(tx)?;
            let shown: Vec<Account> = match accounts {
                Some(asked) => {
                    asked.iter().map(|name| account_named(tx, name)).collect::<Result<_, _>>()?
                }
                None => tx.all_accounts()?,
            };
            let accounts: Vec<(Account, String)> =
                shown.into_iter().map(|one| (one.clone(), names.of_account(&one))).collect();
            let is_shown =
                |one: &CalendarPlace| accounts.iter().any(|(account, _)| account.id == one.account);
            let places = tx.calendar_places(day_start(zone, from), day_start(zone, to))?;
            let places = places.into_iter().filter(is_shown);
            let places = places.map(|one| (day_of(zone, one.due), one)).collect();
            let days = from.iter_days().take(count as usize).collect();
            let look = Look { zone, now, days, accounts, places, most_per_day };
            look.calendar(tx)
        })
        .await
    }
}

impl Look {
    fn calendar(self, tx: &Tx<'_>) -> Result<Calendar, EngineError> {
        let forecasts = self.forecasts(tx)?;
        let ghosts = self.ghosts(tx)?;
        let limits = self.limits(tx)?;
        let (shown, left_out) = self.shown();
        let rows = tx.calendar_rows(shown)?;
        let zone = self.zone;
        let days = self
            .days
            .iter()
            .map(|&date| {
                let begins = day_start(zone, date);
                let length = day_end(zone, date) - begins;
                let forecasts = forecasts.get(&date).cloned().unwrap_or_default();
                let left_out = left_out.get(&date).copied().unwrap_or_default();
                CalendarDay { date, begins, length, forecasts, left_out }
            })
            .collect();
        let names: HashMap<AccountId, &String> =
            self.accounts.iter().map(|(account, name)| (account.id, name)).collect();
        let deliveries = rows
            .into_iter()
            .map(|row| CalendarDelivery {
                account: names.get(&row.account).map(|&name| name.clone()).unwrap_or_default(),
                wall: wall_time(zone, row.due),
                movable: is_movable(row.state),
                row,
            })
            .collect();
        let revision = tx.change_number()?;
        Ok(Calendar { zone, now: self.now, revision, days, deliveries, ghosts, limits })
    }

    /// The deliveries that are shown, in order, and how many of each day are not.
    fn shown(&self) -> (Vec<DeliveryId>, HashMap<NaiveDate, u32>) {
        let mut left_out = HashMap::new();
        let Some(most) = self.most_per_day else {
            return (self.places.iter().map(|(_, one)| one.id).collect(), left_out);
        };
        let mut stand: HashMap<NaiveDate, u32> = HashMap::new();
        let mut shown = Vec::new();
        for (day, one) in &self.places {
            let before = stand.entry(*day).or_default();
            if *before < most {
                *before += 1;
                shown.push(one.id);
            } else {
                *left_out.entry(*day).or_default() += 1;
            }
        }
        (shown, left_out)
    }

    /// What each day holds against what is normal, by day.
    fn forecasts(&self, tx: &Tx<'_>) -> Result<BTreeMap<NaiveDate, Vec<Forecast>>, EngineError> {
        let mut planned: HashMap<(AccountId, NaiveDate), u32> = HashMap::new();
        for (day, one) in self.places.iter().filter(|(_, one)| counts(one.state)) {
            *planned.entry((one.account, *day)).or_default() += 1;
        }
        let mut by_day: BTreeMap<NaiveDate, Vec<Forecast>> = BTreeMap::new();
        for (account, name) in &self.accounts {
            let mut normal = None;
            for &day in &self.days {
                let Some(&planned) = planned.get(&(account.id, day)) else { continue };
                let normal = match normal {
                    Some(known) => known,
                    None => *normal.insert(self.normal(tx, account.id)?),
                };
                let account = name.clone();
                by_day.entry(day).or_default().push(Forecast { account, planned, normal });
            }
        }
        Ok(by_day)
    }

    /// The normal of an account: the last whole days up to yesterday, from its first post on.
    fn normal(&self, tx: &Tx<'_>, account: AccountId) -> Result<Option<f64>, EngineError> {
        let today = day_of(self.zone, self.now);
        let first = today.checked_sub_days(Days::new(forecast::DAYS)).unwrap_or(today);
        let out = tx.published_since(account, day_start(self.zone, first))?;
        let Some(earliest) = out.first() else { return Ok(None) };
        let mut posts_a_day: BTreeMap<NaiveDate, u32> = day_of(self.zone, *earliest)
            .iter_days()
            .take_while(|day| *day < today)
            .map(|day| (day, 0))
            .collect();
        for at in &out {
            if let Some(count) = posts_a_day.get_mut(&day_of(self.zone, *at)) {
                *count += 1;
            }
        }
        Ok(forecast::normal(&posts_a_day.into_values().collect::<Vec<_>>()))
    }

    fn ghosts(&self, tx: &Tx<'_>) -> Result<Vec<Ghost>, EngineError> {
        let (Some(first), Some(last)) = (self.days.first(), self.days.last()) else {
            return Ok(Vec::new());
        };
        let begin = self.now.max(day_start(self.zone, *first) - TimeDelta::milliseconds(1));
        let end = day_end(self.zone, *last);
        let mut ghosts = Vec::new();
        for (account, name) in &self.accounts {
            if begin >= end {
                break;
            }
            let slots = slots_of(tx, account.id)?;
            let taken = taken_times(tx, account.id, None, self.now)?;
            let timetable = Timetable { slots: &slots, rules: &account.rules, category: None };
            let free = free_occurrences(&timetable, &taken, begin);
            ghosts.extend(free.take_while(|one| one.at < end).map(|one| Ghost {
                account: name.clone(),
                at: one.at,
                category: slots[one.slot].category.clone(),
            }));
        }
        ghosts.sort_by_key(|ghost| ghost.at);
        Ok(ghosts)
    }

    fn limits(&self, tx: &Tx<'_>) -> Result<Vec<Limit>, EngineError> {
        let mut segments: HashMap<(AccountId, NaiveDate), u32> = HashMap::new();
        for (day, one) in self.places.iter().filter(|(_, one)| counts(one.state)) {
            *segments.entry((one.account, *day)).or_default() += one.segments;
        }
        let mut limits = Vec::new();
        for (account, name) in &self.accounts {
            let standing = Standing::read(tx, account, self.now)?;
            let cap = account.rules.cap;
            let is_full = |day: &NaiveDate| {
                let planned = segments.get(&(account.id, *day)).copied().unwrap_or_default();
                cap.is_some_and(|cap| planned >= cap)
            };
            limits.push(Limit {
                account: name.clone(),
                held: match standing.state {
                    AccountState::Held { .. }
                    | AccountState::Disconnected
                    | AccountState::Paused { .. } => true,
                    AccountState::Active | AccountState::Recovering { .. } => false,
                },
                reason: standing.reason(),
                cap,
                capped_days: self.days.iter().copied().filter(is_full).collect(),
            });
        }
        Ok(limits)
    }
}

/// Whether a delivery takes up room on its day: it went out, or will unless something stops it.
fn counts(state: DeliveryState) -> bool {
    match state {
        DeliveryState::Queued
        | DeliveryState::Scheduled
        | DeliveryState::Sending
        | DeliveryState::Unconfirmed
        | DeliveryState::Published
        | DeliveryState::Held => true,
        DeliveryState::Draft
        | DeliveryState::Failed
        | DeliveryState::Missed
        | DeliveryState::Cancelled => false,
    }
}

/// Whether the owner may give a delivery another time. What may be out is settled first.
fn is_movable(state: DeliveryState) -> bool {
    match state {
        DeliveryState::Sending | DeliveryState::Unconfirmed => false,
        state => state.check_move(DeliveryState::Scheduled).is_ok(),
    }
}

fn date_of(text: &str) -> Result<NaiveDate, EngineError> {
    NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d")
        .map_err(|_| EngineError::BadDate { text: text.to_owned() })
}
