//! What is a drill played on? A folder of its own that was never anything else, with the hosted Practice
//! network, its cast and their posts, and a clock that may be changed while it runs. Terminal and window
//! bring the folder and run the loop; here is what both do with it.

use crate::casting;
use crate::error::DrillError;
use crate::ledger::Ledger;
use crate::play::{Deed, Kind, Play, Screen};
use crate::silence::Logged;
use crate::watch::Seen;
use chrono::{DateTime, TimeDelta, Timelike, Utc};
use roost_api::requests as ask;
use roost_domain::ids::AccountId;
use roost_domain::ports::Clock;
use roost_engine::clock::SystemClock;
use roost_home::{Home, Timekeeping};
use roost_networks::http::Method;
use roost_simulator::PRACTICE_CONSUMER_KEY;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use ts_rs::TS;

/// The drill's stage.
pub struct Stage {
    home: Arc<Home>,
    base: String,
    play: Play,
    cast: Vec<String>,
    accounts: Vec<AccountId>,
    counts: Vec<usize>,
    seen: Mutex<Seen>,
    complaint: Mutex<Option<String>>,
}

impl std::fmt::Debug for Stage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stage").field("play", &self.play).finish_non_exhaustive()
    }
}

/// Whether the deed on X's page was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "PlayDeedState")]
pub enum DeedState {
    /// Nothing has happened yet.
    NotYet,
    /// It is to be done now.
    Open,
    /// It was done, and X lets go.
    Done,
}

/// What `POST /_control/accounts` answers.
#[derive(Deserialize)]
struct Tokens {
    consumer_key: String,
    consumer_secret: String,
    token: String,
    token_secret: String,
}

impl Stage {
    /// By which clock a drill's folder is opened: one that stands on the morning after today, whatever
    /// the time is now, and goes as the machine's until [`Self::pace`].
    pub fn timekeeping() -> Timekeeping {
        Timekeeping::Lapsed { factor: 1.0, start: Some(next_morning()) }
    }

    /// Sets the stage in a fresh folder that this process owns: hosts Practice, adds the cast, plans
    /// their posts and lets the fault wait for its moment.
    pub async fn set(home: Arc<Home>, play: Play, handle: &str) -> Result<Self, DrillError> {
        home.simulators.host_on_demand().await;
        let base = home.simulators.host().await?;
        // Other commands on the folder read its time from now on, and no real account may come.
        home.change_pace(1.0).await?;
        let starts = home.clock.now();
        let cast = casting::cast(handle);
        let (mut accounts, mut counts) = (Vec::new(), Vec::new());
        for (place, handle) in cast.iter().enumerate() {
            let zone = Some("UTC".to_owned());
            let request = ask::AccountAddPractice { handle: handle.clone(), simulator: None, zone };
            let added = home.door.account_add_practice(request).await?;
            let id = added.id.parse().map_err(|_| DrillError::Unreadable { what: "an account" })?;
            accounts.push(id);
            let count = casting::posts(play, place);
            for post in casting::plan(handle, place, count, starts) {
                home.door.post_add(post).await?;
            }
            counts.push(count);
        }
        let seen = Mutex::new(Seen::default());
        let complaint = Mutex::new(None);
        let stage = Self { home, base, play, cast, accounts, counts, seen, complaint };
        let fault = casting::fault(play.kind(), stage.handle());
        stage.set_faults(&fault).await?;
        Ok(stage)
    }

    /// The folder's rooms.
    pub fn home(&self) -> &Home {
        &self.home
    }

    /// What is played.
    pub fn play(&self) -> Play {
        self.play
    }

    /// The account that it happens to.
    pub fn handle(&self) -> &str {
        self.cast.first().map_or("", String::as_str)
    }

    /// Every account.
    pub fn cast(&self) -> &[String] {
        &self.cast
    }

    /// Their ids.
    pub(crate) fn accounts(&self) -> &[AccountId] {
        &self.accounts
    }

    /// Each account with how many posts it plans.
    pub fn plans(&self) -> impl Iterator<Item = (&str, usize)> {
        self.cast.iter().map(String::as_str).zip(self.counts.iter().copied())
    }

    /// How many posts were planned.
    pub fn planned(&self) -> usize {
        self.counts.iter().sum()
    }

    /// Those that the fault holds.
    pub(crate) fn held_accounts(&self) -> &[String] {
        casting::held(self.play, &self.cast)
    }

    /// How many of the drill's seconds pass in one.
    pub fn factor(&self) -> f64 {
        self.home.clock.factor()
    }

    /// Lets time pass at another pace.
    pub async fn pace(&self, factor: f64) -> Result<(), DrillError> {
        Ok(self.home.change_pace(factor).await?)
    }

    /// The newest incident's id.
    pub fn incident(&self) -> Option<String> {
        self.seen().newest().map(|incident| incident.id.clone())
    }

    /// What the owner would do on X's page now, and whether it was done.
    pub fn deed(&self) -> (Deed, DeedState) {
        let seen = self.seen();
        let Some(newest) = seen.newest() else {
            return (self.play.kind().deed(), DeedState::NotYet);
        };
        let current = seen.holding().unwrap_or(newest);
        let kind = Kind::of_word(current.kind).unwrap_or(self.play.kind());
        let is_done = seen.holding().is_none() || seen.released.contains(&current.id);
        (kind.deed(), if is_done { DeedState::Done } else { DeedState::Open })
    }

    /// Does on the network's side what the owner would do on X's page. Roost still has to be told,
    /// except of new tokens, which it gets here. Nothing where there is nothing to be done.
    pub async fn release(&self) -> Result<Deed, DrillError> {
        self.look().await?;
        let (deed, state) = self.deed();
        if state != DeedState::Open {
            return Ok(deed);
        }
        self.perform(deed).await?;
        Ok(deed)
    }

    /// After a warning X lets go by itself, but not before Roost has looked once and was refused.
    pub(crate) async fn calm_down(&self) -> Result<(), DrillError> {
        if self.seen().was_refused_after_a_warning() {
            self.perform(Deed::Wait).await
        } else {
            Ok(())
        }
    }

    async fn perform(&self, deed: Deed) -> Result<(), DrillError> {
        let holding = self.seen().holding().map(|incident| incident.id.clone());
        self.seen_mut().released.extend(holding);
        match deed {
            Deed::UnlockAccount | Deed::Wait => {
                let path = format!("/_control/accounts/{}/unlock", self.handle());
                self.control(Method::Post, &path, Some(&json!({}))).await?;
                if self.play.screen() == Some(Screen::ChangePassword) {
                    // A new password ends all tokens.
                    self.set_faults(&casting::revoke_at_next_read(self.handle())).await?;
                }
            }
            Deed::UnblockApp | Deed::FixSetting => {
                let path = format!("/_control/apps/{PRACTICE_CONSUMER_KEY}/unblock");
                self.control(Method::Post, &path, Some(&json!({}))).await?;
            }
            Deed::TopUp | Deed::SetClock | Deed::Update => {
                self.control(Method::Delete, "/_control/faults", None).await?;
            }
            Deed::RenewTokens => self.renew().await?,
        }
        Ok(())
    }

    /// The owner has asked for one read, by 'I have unlocked it' or by bringing new tokens.
    pub fn owner_looks(&self) {
        self.seen_mut().owner_looks();
    }

    /// How the drill stands, in numbers.
    pub async fn ledger(&self) -> Result<Ledger, DrillError> {
        self.look().await?;
        Ledger::take(self).await
    }

    /// What the watch could not read, if there was anything.
    pub fn complaint(&self) -> Option<String> {
        self.complaint.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn complain(&self, error: &DrillError) {
        *self.complaint.lock().unwrap_or_else(PoisonError::into_inner) = Some(error.to_string());
    }

    /// What was seen so far.
    pub(crate) fn seen(&self) -> Seen {
        self.seen_mut().clone()
    }

    pub(crate) fn seen_mut(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A new incident was seen.
    pub(crate) async fn incident_came(&self) -> Result<(), DrillError> {
        match casting::reads_too(self.play.kind()) {
            Some(rule) if self.seen().incidents.len() == 1 => self.set_faults(&rule).await,
            Some(_) | None => Ok(()),
        }
    }

    /// What the network has: account and text of each post.
    pub(crate) async fn posts_there(&self) -> Result<Vec<(String, String)>, DrillError> {
        #[derive(Deserialize)]
        struct Post {
            handle: String,
            text: String,
        }
        let posts = self.control(Method::Get, "/_control/posts", None).await?;
        let posts: Vec<Post> = read("its posts", posts)?;
        Ok(posts.into_iter().map(|post| (post.handle, post.text)).collect())
    }

    /// What the network was asked.
    pub(crate) async fn requests(&self) -> Result<Vec<Logged>, DrillError> {
        read("its requests", self.control(Method::Get, "/_control/requests", None).await?)
    }

    /// The account allows the app again, and Roost gets the tokens.
    async fn renew(&self) -> Result<(), DrillError> {
        let body = json!({ "handle": self.handle() });
        let said = self.control(Method::Post, "/_control/accounts", Some(&body)).await?;
        let tokens: Tokens = read("a sign-in", said)?;
        let keys = json!({
            "consumer_key": tokens.consumer_key,
            "consumer_secret": tokens.consumer_secret,
            "token": tokens.token,
            "token_secret": tokens.token_secret,
        });
        self.owner_looks();
        let request = json!({ "account": self.handle(), "keys": keys });
        self.home.door.call("account_renew", request).await?;
        Ok(())
    }

    /// Sets faults beside those that are set.
    pub(crate) async fn set_faults(&self, rules: &Value) -> Result<(), DrillError> {
        self.control(Method::Post, "/_control/faults", Some(rules)).await?;
        Ok(())
    }

    async fn control(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Value, DrillError> {
        Ok(self.home.simulators.control(&self.base, method, path, body).await?)
    }
}

fn read<T: serde::de::DeserializeOwned>(what: &'static str, said: Value) -> Result<T, DrillError> {
    serde_json::from_value(said).map_err(|_| DrillError::Unreadable { what })
}

/// 07:00 UTC on the morning after today.
fn next_morning() -> DateTime<Utc> {
    let now = SystemClock.now();
    let tomorrow = now + TimeDelta::days(1);
    let at_seven = tomorrow.with_hour(7).and_then(|at| at.with_minute(0));
    at_seven.and_then(|at| at.with_second(0)?.with_nanosecond(0)).unwrap_or(tomorrow)
}
