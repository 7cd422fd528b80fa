//! In which order do things happen in a simulated week? The [`Driver`] furnishes the house, lets
//! posts come, trouble strike and the owner look, each at drawn times, and restarts the loop when it
//! died. After the last day trouble ends, and everything must drain.

use super::cast::Actor;
use super::house::House;
use super::{Plan, ledger::Ledger, owner, reckoning, trouble};
use crate::clock::ManualClock;
use crate::dice::Dice;
use crate::in_process::InProcess;
use chrono::TimeDelta;
use roost_domain::Timestamp;
use roost_domain::ports::Clock;
use roost_domain::secret::{AccountKeys, AppKeys, Secret};
use roost_engine::desk::{CapChange, FourKeys, RuleChanges};
use roost_networks::http::Method;
use serde_json::{Value, json};
use std::sync::Arc;

/// After so many days of drain something is stuck. A ramp of one post a day takes its time.
const LONGEST_DRAIN: i64 = 500;

/// The owner looks every few hours at first, later once a day.
const BUSY_DRAIN: i64 = 20;

/// What goes wrong with the play itself.
pub(super) type Trouble = Box<dyn std::error::Error + Send + Sync>;

/// Leads one play.
pub(super) struct Driver {
    plan: Plan,
    pub(super) house: House,
    pub(super) dice: Dice,
    /// How many posts were written so far.
    pub(super) posts: u64,
    /// When the wall clock is set right again.
    pub(super) right_at: Option<Timestamp>,
    /// When the loop is started again.
    start_at: Option<Timestamp>,
}

impl Driver {
    pub(super) async fn new(
        plan: Plan,
        clock: ManualClock,
        ledger: Arc<Ledger>,
    ) -> Result<Self, Trouble> {
        let dice = Dice::new(crate::dice::mixed(plan.seed));
        let house = House::build(&dice, &clock, &ledger, plan.bug)?;
        let mut driver = Self { plan, house, dice, posts: 0, right_at: None, start_at: None };
        driver.furnish().await?;
        Ok(driver)
    }

    /// Plays to the end, or to the first broken law.
    pub(super) async fn play(mut self) -> Result<(), Trouble> {
        let end = self.house.clock.true_now() + TimeDelta::days(i64::from(self.plan.days));
        self.house.start();
        let hours = |dice: &Dice, least, most| TimeDelta::minutes(dice.between(least, most) * 60);
        let mut write_at = self.house.clock.true_now();
        let mut look_at = write_at + hours(&self.dice, 1, 4);
        let mut strike_at = write_at + hours(&self.dice, 4, 24);
        while self.house.clock.true_now() < end && !self.house.ledger.is_broken() {
            let next = write_at.min(look_at).min(strike_at).min(end);
            self.rest_until(next).await?;
            let now = self.house.clock.true_now();
            if now >= write_at {
                owner::write(&mut self).await;
                write_at = now + hours(&self.dice, 2, 14);
            }
            if now >= look_at {
                owner::look(&mut self, owner::Mood::Careless).await;
                look_at = now + hours(&self.dice, 1, 9);
            }
            if now >= strike_at {
                trouble::strike(&mut self);
                strike_at = now + hours(&self.dice, 1, 16);
            }
        }
        self.drain().await
    }

    /// Trouble is over, the owner settles everything, and the queue must empty.
    async fn drain(&mut self) -> Result<(), Trouble> {
        self.house.ledger.note("trouble is over");
        trouble::relent(self);
        let began = self.house.clock.true_now();
        let last = began + TimeDelta::days(LONGEST_DRAIN);
        while !self.house.ledger.is_broken() {
            owner::look(self, owner::Mood::Thorough).await;
            self.house.laws.look();
            if reckoning::is_drained(&self.house).await? {
                break;
            }
            if self.house.clock.true_now() > last {
                reckoning::stuck(&self.house).await?;
                break;
            }
            let now = self.house.clock.true_now();
            let is_busy = now - began < TimeDelta::days(BUSY_DRAIN);
            self.rest_until(now + TimeDelta::hours(if is_busy { 6 } else { 24 })).await?;
        }
        if !self.house.ledger.is_broken() {
            reckoning::balance(&self.house).await?;
        }
        reckoning::count_incidents(&self.house).await
    }

    /// Waits until true time is there; restarts the loop and sets the clock right on the way.
    async fn rest_until(&mut self, at: Timestamp) -> Result<(), Trouble> {
        loop {
            let now = self.house.clock.true_now();
            if self.right_at.is_some_and(|right| right <= now) {
                self.right_at = None;
                self.house.ledger.note("the wall clock is set right");
                self.house.clock.set_right();
                self.house.laws.clock_is_wrong(false);
            }
            if self.start_at.is_some_and(|start| start <= now) {
                self.start_at = None;
                self.house.start();
            }
            if self.house.ended_by_itself() {
                self.house.stop_dead().await?;
            }
            if now >= at || self.house.ledger.is_broken() {
                return Ok(());
            }
            let stops = [Some(at), self.right_at, self.start_at];
            let next = stops.into_iter().flatten().min().unwrap_or(at);
            let wall = self.house.clock.now() + (next - now);
            let fate = self.house.fate.clone();
            let clock = self.house.clock.clone();
            tokio::select! {
                biased;
                () = fate.died() => {
                    self.house.stop_dead().await?;
                    self.start_at = Some(self.house.clock.true_now() + self.downtime());
                }
                () = clock.sleep_until(wall) => {}
            }
        }
    }

    /// How long a dead process stays dead: mostly a moment, at times hours or days.
    fn downtime(&self) -> TimeDelta {
        let seconds = match self.dice.below(20) {
            0 => self.dice.between(86_400, 3 * 86_400),
            1..=4 => self.dice.between(600, 6 * 3_600),
            _ => self.dice.between(0, 45),
        };
        TimeDelta::seconds(seconds)
    }

    /// Apps, accounts, slots and rules.
    async fn furnish(&mut self) -> Result<(), Trouble> {
        let mut apps = vec![(
            roost_simulator::PRACTICE_CONSUMER_KEY.to_owned(),
            roost_simulator::PRACTICE_CONSUMER_SECRET.to_owned(),
        )];
        if self.dice.permille(400) {
            let answer = self.house.control.ask(Method::Post, "apps", Some(&json!({}))).await?;
            apps.push((word(&answer, "consumer_key"), word(&answer, "consumer_secret")));
        }
        let accounts = self.dice.between(1, 6);
        for number in 0..accounts {
            let index = self.dice.below(apps.len() as u64) as usize;
            let (key, secret) = apps[index].clone();
            let handle = format!("acc{number}");
            self.add_account(&handle, &format!("app{index}"), &key, secret).await?;
            self.give_rules(&handle).await?;
        }
        self.house.laws.meet(&self.house.cast);
        Ok(())
    }

    async fn add_account(
        &mut self,
        handle: &str,
        app: &str,
        key: &str,
        secret: String,
    ) -> Result<(), Trouble> {
        let body = json!({ "handle": handle, "consumer_key": key });
        let said = self.house.control.ask(Method::Post, "accounts", Some(&body)).await?;
        let keys = FourKeys {
            app: AppKeys { consumer_key: key.to_owned(), consumer_secret: Secret::new(secret) },
            account: AccountKeys {
                token: Secret::new(word(&said, "token")),
                token_secret: Secret::new(word(&said, "token_secret")),
            },
        };
        let base = Some(InProcess::BASE.to_owned());
        let added = self.house.desk.account_add_x(app.to_owned(), base, keys, None).await?;
        self.house.cast.push(Actor {
            id: added.id,
            handle: handle.to_owned(),
            user_id: word(&said, "user_id"),
            consumer_key: key.to_owned(),
        });
        Ok(())
    }

    async fn give_rules(&self, handle: &str) -> Result<(), Trouble> {
        let pick = |of: &[&str]| self.dice.pick(of).map(str::to_owned);
        let cap = match pick(&["none", "50", "12", "6"]) {
            Some(cap) if cap != "none" => CapChange::Most(cap),
            Some(_) | None => CapChange::None,
        };
        let changes = RuleChanges {
            gap: pick(&["1m", "10m", "45m", "2h"]),
            jitter: pick(&["0s", "3m", "20m"]),
            cap: Some(cap),
            catch_up: pick(&["spread", "spread", "today", "ask"]),
            late_limit: pick(&["24h", "24h", "3h", "7d"]),
            zone: pick(&["UTC", "Europe/Berlin", "America/New_York", "Pacific/Auckland"]),
        };
        self.house.desk.account_set(handle.to_owned(), changes).await?;
        let slots = match self.dice.below(4) {
            0 => vec![],
            1 => vec!["mon,tue,wed,thu,fri,sat,sun 09:00".to_owned()],
            2 => vec![
                "mon,tue,wed,thu,fri,sat,sun 07:30".to_owned(),
                "mon,wed,fri,sun 12:00".to_owned(),
                "mon,tue,wed,thu,fri,sat,sun 18:45".to_owned(),
            ],
            _ => ["06:00", "09:00", "12:00", "15:00", "18:00", "21:00"]
                .into_iter()
                .map(|time| format!("mon,tue,wed,thu,fri,sat,sun {time}"))
                .collect(),
        };
        self.house.desk.account_slots(handle.to_owned(), Some(slots)).await?;
        Ok(())
    }
}

fn word(answer: &Value, name: &str) -> String {
    answer[name].as_str().unwrap_or_default().to_owned()
}
