//! What is the drill played on? A simulator, a folder that goes afterwards, three accounts with their
//! posts, and the real engine on a lapsed clock. Waiting is for conditions, with one limit in real
//! time, so that a drill that hangs says so.

use crate::compose::{self, Home, Timekeeping};
use crate::failure::Failure;
use crate::output::Output;
use chrono::{DateTime, TimeDelta, Timelike, Utc};
use roost_api::requests as ask;
use roost_api::views::{CurveDay, DeliveryDetail, DeliveryView, ResumeView};
use roost_domain::ports::Clock;
use roost_engine::clock::{Lapse, SystemClock};
use roost_engine::error::EngineError;
use roost_engine::events::Event;
use roost_engine::{Stop, Until};
use roost_networks::http::Method;
use roost_simulator::{Options, Running};
use roost_store::Role;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::sync::broadcast::{Receiver, error::RecvError};
use tokio::task::JoinSet;

/// Posts of the account that will be locked: six a day, so that a ramp of 2, 3, 5 and 6 a day is
/// seen up to its last stage.
const POSTS: usize = 84;
/// Posts of each of the two others.
const OTHERS: usize = 8;
/// Between two posts of an account.
const EVERY: TimeDelta = TimeDelta::hours(4);
/// The others, beside the account that the owner named.
const OTHER_HANDLES: [&str; 3] = ["shop", "notes", "garden"];
/// A drill that takes longer than this in real time has hung.
const LIMIT: Duration = Duration::from_mins(3);

/// The drill's stage.
pub(crate) struct Stage {
    /// The owner's side: asks and looks, as another process beside the loop would.
    pub(crate) home: Home,
    /// The loop's side.
    backstage: Home,
    simulator: Running,
    handles: Vec<String>,
    starts: DateTime<Utc>,
    kept: usize,
    locked_at: Option<DateTime<Utc>>,
    events: Option<Receiver<Event>>,
    stop: Option<Stop>,
    engine: JoinSet<Result<(), EngineError>>,
    /// Gone last: the engine writes into it.
    _folder: tempfile::TempDir,
}

/// What was planned.
pub(crate) struct Planned {
    /// Each account with how many posts it has.
    pub(crate) accounts: Vec<(String, usize)>,
}

/// The locked account's requests, as the simulator logged them.
pub(crate) struct Silence {
    /// Those after the refused one.
    pub(crate) since_lock: usize,
}

/// Days of the ramp with the same allowance, as they went.
pub(crate) struct Step {
    /// Which, from 1.
    pub(crate) number: usize,
    /// Its first day, `YYYY-MM-DD`.
    pub(crate) from: String,
    /// Its last day.
    pub(crate) to: String,
    /// How many posts a day were allowed.
    pub(crate) allowance: u32,
    /// How many went out in it.
    pub(crate) published: usize,
}

impl Stage {
    /// Starts a simulator and adds three accounts, in a folder of its own.
    pub(crate) async fn set_up(out: &Output, handle: &str) -> Result<Self, Failure> {
        let simulator = roost_simulator::start(Options::default()).await?;
        let folder = tempfile::Builder::new().prefix("roost-drill-").tempdir()?;
        let starts = next_morning();
        let timekeeping = Timekeeping::Lapsed { factor: 1.0, start: Some(starts) };
        let backstage = compose::open_as(out, folder.path(), Role::Owner, &timekeeping).await?;
        let mut home = compose::open(out, folder.path()).await?;
        if let Some(lapse) = backstage.lapse {
            home.change_pace(lapse);
        }
        let mut handles = vec![handle.trim_start_matches('@').to_owned()];
        let first = handles[0].clone();
        let others = OTHER_HANDLES.iter().filter(|other| **other != first).take(2);
        handles.extend(others.map(|other| (*other).to_owned()));
        for handle in &handles {
            let request = ask::AccountAddPractice {
                handle: handle.clone(),
                simulator: Some(simulator.base_url().to_owned()),
                zone: Some("UTC".to_owned()),
            };
            home.door.account_add_practice(request).await?;
        }
        Ok(Self {
            home,
            backstage,
            simulator,
            handles,
            starts,
            kept: 0,
            locked_at: None,
            events: None,
            stop: None,
            engine: JoinSet::new(),
            _folder: folder,
        })
    }

    /// Schedules all posts.
    pub(crate) async fn plan(&self) -> Result<Planned, Failure> {
        let mut accounts = Vec::new();
        for (place, handle) in self.handles.iter().enumerate() {
            let count = if place == 0 { POSTS } else { OTHERS };
            for number in 0..count {
                let shift = TimeDelta::minutes(60 + 20 * place as i64);
                let at = self.starts + shift + EVERY * number as i32;
                let text = format!("{} {}", subject(place), number + 1);
                let segment = ask::SegmentText { text, ..Default::default() };
                let when = ask::When::At(at.to_rfc3339());
                let request = ask::PostAdd::of(vec![handle.clone()], when, vec![segment]);
                self.home.door.post_add(request).await?;
            }
            accounts.push((handle.clone(), count));
        }
        Ok(Planned { accounts })
    }

    /// How many posts were planned.
    pub(crate) fn planned(&self) -> usize {
        POSTS + OTHERS * (self.handles.len() - 1)
    }

    /// How many were kept when the account was locked.
    pub(crate) fn kept(&self) -> usize {
        self.kept
    }

    /// The simulator locks the account when it comes with its fourth post.
    pub(crate) async fn lock_after_third_post(&self) -> Result<(), Failure> {
        let rule = json!([{
            "on": "POST /2/tweets", "account": self.handles[0], "after": 3, "do": "lock",
        }]);
        self.control(Method::Post, "/_control/faults", Some(&rule)).await?;
        Ok(())
    }

    /// Lets time run and the loop with it.
    pub(crate) async fn begin(&mut self, factor: f64) -> Result<(), Failure> {
        let lapse = Lapse::begin(self.home.clock.now(), factor);
        self.home.change_pace(lapse);
        self.backstage.change_pace(lapse);
        self.home.simulators.set_clock(self.simulator.base_url()).await?;
        let engine = self.backstage.engine();
        self.events = Some(engine.events().listen());
        self.stop = Some(engine.stop().clone());
        self.engine.spawn(async move { engine.run(Until::Stopped).await });
        Ok(())
    }

    /// Waits until an incident opens, and gives its id.
    pub(crate) async fn until_locked(&mut self) -> Result<String, Failure> {
        let incident = self
            .until(|fact| match fact {
                Some(Event::IncidentOpened(id)) => Some(id.to_string()),
                _ => None,
            })
            .await?;
        self.locked_at = Some(self.home.clock.now());
        Ok(incident)
    }

    /// Waits until the two others have nothing left to send.
    pub(crate) async fn until_others_are_done(&mut self) -> Result<(), Failure> {
        loop {
            let waiting = self.deliveries(None).await?;
            let mut others = waiting.iter().filter(|one| one.account != self.handles[0]);
            if others.all(|one| one.state == "published") {
                break;
            }
            self.until(|_| Some(())).await?;
        }
        self.kept = self.held().await?.len();
        Ok(())
    }

    /// The posts that are kept for the locked account.
    pub(crate) async fn held(&self) -> Result<Vec<DeliveryView>, Failure> {
        self.deliveries(Some("held")).await
    }

    /// What the simulator logged for the locked account.
    pub(crate) async fn requests_of_locked(&self) -> Result<Silence, Failure> {
        let log = self.control(Method::Get, "/_control/requests", None).await?;
        let own = log.as_array().into_iter().flatten();
        let own = own.filter(|one| one["handle"] == self.handles[0].as_str());
        let refused_first = own.skip_while(|one| one["status"] != 403);
        Ok(Silence { since_lock: refused_first.count().saturating_sub(1) })
    }

    /// Does on the simulator what the owner would do on X's own page.
    pub(crate) async fn unlock(&self) -> Result<(), Failure> {
        let path = format!("/_control/accounts/{}/unlock", self.handles[0]);
        self.control(Method::Post, &path, Some(&json!({}))).await?;
        Ok(())
    }

    /// Waits until the quiet post is out.
    pub(crate) async fn until_quiet_post(&mut self, plan: &ResumeView) -> Result<(), Failure> {
        let Some(first) = plan.first.clone() else { return Ok(()) };
        while self.delivery(Some(&first)).await?.delivery.state != "published" {
            self.until(|_| Some(())).await?;
        }
        Ok(())
    }

    /// One delivery.
    pub(crate) async fn delivery(&self, id: Option<&str>) -> Result<DeliveryDetail, Failure> {
        let id = id.unwrap_or_default().to_owned();
        Ok(self.home.door.post_show(ask::DeliveryNamed { id }).await?)
    }

    /// Follows the ramp until all posts are out, and tells each of its steps as it ends.
    pub(crate) async fn follow_ramp(
        &mut self,
        plan: &ResumeView,
        tell: impl Fn(&Step),
    ) -> Result<(), Failure> {
        for mut step in steps(&plan.curve) {
            loop {
                let posts = self.own_posts().await?;
                let is_done = posts.iter().all(|post| post.state == "published");
                let is_over = day(self.home.clock.now()) > step.to;
                if is_done || is_over {
                    let days = posts.iter().filter_map(|post| post.published_at).map(day);
                    step.published =
                        days.filter(|day| (&step.from..=&step.to).contains(&day)).count();
                    tell(&step);
                }
                if is_done {
                    return Ok(());
                }
                if is_over {
                    break;
                }
                self.until(|_| Some(())).await?;
            }
        }
        while !self.own_posts().await?.iter().all(|post| post.state == "published") {
            self.until(|_| Some(())).await?;
        }
        Ok(())
    }

    /// What the network has: account and text of each post that was not deleted.
    pub(crate) async fn posts_there(&self) -> Result<Vec<(String, String)>, Failure> {
        let posts = self.control(Method::Get, "/_control/posts", None).await?;
        let text = |post: &Value, name: &str| post[name].as_str().unwrap_or_default().to_owned();
        let posts = posts.as_array().into_iter().flatten();
        Ok(posts.map(|post| (text(post, "handle"), text(post, "text"))).collect())
    }

    /// Stops the loop and takes everything away.
    pub(crate) async fn strike(mut self) -> Result<(), Failure> {
        if let Some(stop) = self.stop.take() {
            stop.stop();
        }
        while let Some(ended) = self.engine.join_next().await {
            if let Ok(ended) = ended {
                ended?;
            }
        }
        self.simulator.shutdown().await;
        Ok(())
    }

    async fn own_posts(&self) -> Result<Vec<DeliveryView>, Failure> {
        let all = self.deliveries(None).await?;
        Ok(all.into_iter().filter(|one| one.account == self.handles[0]).collect())
    }

    async fn deliveries(&self, state: Option<&str>) -> Result<Vec<DeliveryView>, Failure> {
        let request = ask::PostList { state: state.map(str::to_owned), account: None };
        Ok(self.home.door.post_list(request).await?)
    }

    async fn control(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Value, Failure> {
        let base = self.simulator.base_url();
        Ok(self.home.simulators.control(base, method, path, body).await?)
    }

    /// Waits for facts until `found` takes one. A fact that was missed comes as `None`.
    async fn until<T>(&mut self, found: impl Fn(Option<Event>) -> Option<T>) -> Result<T, Failure> {
        let hung = || Failure::Broken { what: "the drill waited too long".to_owned() };
        let events = self.events.as_mut().ok_or_else(hung)?;
        let waiting = async {
            loop {
                let fact = match events.recv().await {
                    Ok(fact) => Some(fact),
                    Err(RecvError::Lagged(_)) => None,
                    Err(RecvError::Closed) => return Err(hung()),
                };
                if let Some(found) = found(fact) {
                    return Ok(found);
                }
            }
        };
        tokio::time::timeout(LIMIT, waiting).await.unwrap_or_else(|_| Err(hung()))
    }
}

/// The curve's days, those of equal allowance joined.
fn steps(curve: &[CurveDay]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for day in curve {
        match steps.last_mut() {
            Some(step) if step.allowance == day.allowance => step.to.clone_from(&day.date),
            Some(_) | None => steps.push(Step {
                number: steps.len() + 1,
                from: day.date.clone(),
                to: day.date.clone(),
                allowance: day.allowance,
                published: 0,
            }),
        }
    }
    steps
}

/// The day of an instant in UTC, the zone of the drill's accounts.
fn day(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%d").to_string()
}

/// The drill begins on the morning after today, whatever the time is now: 07:00 UTC.
fn next_morning() -> DateTime<Utc> {
    let now = SystemClock.now();
    let tomorrow = now + TimeDelta::days(1);
    let at_seven = tomorrow.with_hour(7).and_then(|at| at.with_minute(0));
    at_seven.and_then(|at| at.with_second(0)?.with_nanosecond(0)).unwrap_or(tomorrow)
}

/// What an account's posts are about; none of it names a day.
fn subject(place: usize) -> &'static str {
    ["Headlines, edition", "From the workshop, piece", "Reading notes, page"][place % 3]
}
