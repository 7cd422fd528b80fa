//! How is Roost killed again and again? A simulator that takes the same post twice, many accounts,
//! a few deliveries that are due now, the real `roost run`; SIGKILL at a drawn moment after the k-th
//! post reached the simulator; and from the start, until all is done. What was really posted is
//! counted by [`Tally`].

mod child;
mod folder;
mod tally;

pub use tally::{Expected, Tally};

use child::Roost;
use folder::Work;
use roost_domain::plan::split_draw;
use roost_simulator::{Options, Running, SimulatorError};
use roost_store::StoreError;
use serde_json::json;
use std::fmt;
use std::io;
use std::time::{Duration, Instant};

/// What a crash run does.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Kills that must each come while a delivery is in flight.
    pub kills: u32,
    /// Deliveries in all.
    pub deliveries: u32,
    /// Accounts that they are spread over.
    pub accounts: u32,
    /// Determines the moments of the kills and what is sent.
    pub seed: u64,
}

/// What came of it.
#[derive(Debug)]
pub struct Outcome {
    /// Every kill.
    pub kills: u32,
    /// Kills at which at least one delivery was being sent.
    pub in_flight: u32,
    /// Deliveries that were being sent at a kill, all kills together.
    pub caught: u64,
    /// The posts that there should be against those that there are.
    pub tally: Tally,
    /// Deliveries that the folder does not call published in the end.
    pub unsettled: u64,
    /// From the last start until everything was published; `None` where that never came.
    pub whole_after: Option<Duration>,
}

/// Hears a line about how a run gets on.
pub type Tell = dyn Fn(&str) + Sync;

/// A crash run that could not be carried out.
#[derive(Debug, thiserror::Error)]
pub enum CrashError {
    /// The binary could not be started, or its folder not made.
    #[error("the binary could not be run: {0}")]
    Binary(#[from] io::Error),
    /// A command of the binary failed.
    #[error("roost {command} failed: {stderr}")]
    Command {
        /// Its arguments.
        command: String,
        /// What it said.
        stderr: String,
    },
    /// The data folder could not be used.
    #[error("the data folder can't be used: {0}")]
    Store(#[from] StoreError),
    /// The simulator could not be started or would not take a fault.
    #[error("the simulator could not be started: {0}")]
    Simulator(#[from] SimulatorError),
    /// The posts that were due never reached the simulator.
    #[error("after {kills} kills nothing reached the simulator any more: {stderr}")]
    Stuck {
        /// Kills until then.
        kills: u32,
        /// The last lines of the binary.
        stderr: String,
    },
}

/// How long an answer is kept back, at most; a kill comes within this after the k-th post.
const LONGEST_DELAY_MS: u64 = 80;

/// A kill comes so long before the answer of the k-th post at the latest.
const MARGIN_MS: u64 = 20;

/// A run in which so long nothing reaches the simulator is stuck: a doubtful post is looked for
/// within seconds.
const STUCK: Duration = Duration::from_mins(1);

/// A Practice folder should be whole again within this; what is not by then is shown.
const WHOLE_WITHIN: Duration = Duration::from_secs(5);

/// Everything must be published within this after the last start.
const LONGEST_END: Duration = Duration::from_mins(2);

/// Kills come as often as the plan says, then everything is let come to its end. `tell` hears how
/// it gets on, a line at a time.
pub async fn run(plan: Plan, tell: &Tell) -> Result<Outcome, CrashError> {
    let place = tempfile::tempdir()?;
    let simulator = roost_simulator::start(Options {
        state: Some(place.path().join("simulator.jsonl")),
        no_limits: true,
        seed: Some(plan.seed),
        ..Options::default()
    })
    .await?;
    let roost = Roost::new(place.path())?;
    let mut work = Work::prepare(&roost, &simulator, plan).await?;
    slow_down(&simulator, work.handles());
    let mut outcome = kill_often(&roost, &simulator, &mut work, plan, tell).await?;
    outcome.whole_after = come_to_the_end(&roost, &work, tell).await?;
    outcome.unsettled = work.watch()?.unsettled().await?;
    let posts = simulator.with(|simulator| simulator.accepted_posts());
    outcome.tally = Tally::of(work.expected(), &posts);
    simulator.shutdown().await;
    Ok(outcome)
}

/// Keeps answers back, before or after the post is accepted, so that a kill finds some in flight.
fn slow_down(simulator: &Running, handles: &[String]) {
    let mut rules = vec![json!({ "do": "accept_duplicates" })];
    for (index, handle) in handles.iter().enumerate() {
        let name = if index % 2 == 0 { "delay_before" } else { "delay" };
        let ms = LONGEST_DELAY_MS - (index as u64 % 4) * 5;
        rules.push(json!({ "on": "POST /2/tweets", "account": handle, "do": name, "ms": ms }));
    }
    let rules = json!(rules);
    let taken = simulator.with(|simulator| simulator.add_faults(&rules));
    debug_assert_eq!(taken, Ok(()), "the rules are written by hand");
}

async fn kill_often(
    roost: &Roost,
    simulator: &Running,
    work: &mut Work,
    plan: Plan,
    tell: &Tell,
) -> Result<Outcome, CrashError> {
    let mut outcome = Outcome {
        kills: 0,
        in_flight: 0,
        caught: 0,
        tally: Tally::default(),
        unsettled: 0,
        whole_after: None,
    };
    let begun = Instant::now();
    while outcome.in_flight < plan.kills {
        let draw = |what: u64| split_draw(plan.seed, u64::from(outcome.kills) * 4 + what);
        let added = work.add_some(plan, plan.kills - outcome.in_flight, draw(0)).await?;
        let k = 1 + (draw(1) % u64::from(added)) as usize;
        let moment = draw(2) % (LONGEST_DELAY_MS - MARGIN_MS - 15);
        let from = simulator.with(|simulator| simulator.requests().len());
        let mut running = roost.run()?;
        if !reached(simulator, from, k).await {
            let stderr = running.kill().await?;
            return Err(CrashError::Stuck { kills: outcome.kills, stderr });
        }
        tokio::time::sleep(Duration::from_millis(moment)).await;
        running.kill().await?;
        outcome.kills += 1;
        let caught = work.in_flight().await?;
        outcome.caught += caught;
        outcome.in_flight += u32::from(caught > 0);
        if outcome.kills.is_multiple_of(50) {
            let (added, seconds) = (work.added(), begun.elapsed().as_secs());
            tell(&format!("{} kills, {added} deliveries added, {seconds} s", outcome.kills));
        }
    }
    work.add_rest(plan).await?;
    Ok(outcome)
}

/// Waits until `k` posts have reached the simulator beyond the first `from` requests.
async fn reached(simulator: &Running, from: usize, k: usize) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < STUCK {
        let posts = simulator.with(|simulator| {
            let new = simulator.requests().iter().skip(from);
            new.filter(|request| request.method == "POST").count()
        });
        if posts >= k {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    false
}

async fn come_to_the_end(
    roost: &Roost,
    work: &Work,
    tell: &Tell,
) -> Result<Option<Duration>, CrashError> {
    let watch = work.watch()?;
    let begun = Instant::now();
    let mut running = roost.run()?;
    let mut whole_after = None;
    let mut told = false;
    while whole_after.is_none() && begun.elapsed() < LONGEST_END {
        tokio::time::sleep(Duration::from_millis(10)).await;
        let left = watch.unsettled().await?;
        if left == 0 {
            whole_after = Some(begun.elapsed());
        } else if begun.elapsed() > WHOLE_WITHIN && !told {
            told = true;
            tell(&format!("still not whole after {} s:", WHOLE_WITHIN.as_secs()));
            watch.stragglers().await?.iter().for_each(|line| tell(&format!("  {line}")));
        }
    }
    running.kill().await?;
    Ok(whole_after)
}

impl Outcome {
    /// Nothing was lost, nothing went out twice or out of order, and everything was settled.
    pub fn is_whole(&self) -> bool {
        self.tally.is_clean() && self.unsettled == 0 && self.whole_after.is_some()
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = match self.whole_after {
            Some(after) => format!("whole {:.1} s after the last start", after.as_secs_f64()),
            None => "never whole again".to_owned(),
        };
        write!(
            to,
            "{} kills, {} with deliveries in flight ({} caught); {}; {} unsettled; {whole}",
            self.kills, self.in_flight, self.caught, self.tally, self.unsettled
        )
    }
}
