//! How does the loop run from the terminal? As the folder's owner, by the folder's clock, with the
//! vault open and the Practice network there before anything is sent; it tells what happens, and
//! ends when it was asked to.

mod follow;
mod hook;
mod lapse;

pub(crate) use follow::{Follower, Teller};

use crate::args::RunArgs;
use crate::compose::{self, Home, Timekeeping};
use crate::failure::Failure;
use crate::output::Output;
use crate::signals::{self, Stop};
use chrono::TimeDelta;
use hook::Hook;
use roost_engine::Engine;
use roost_engine::Until;
use roost_store::Role;
use std::path::Path;
use std::sync::Arc;
use tokio::task::JoinSet;

/// How far ahead `--until-idle` looks where nothing is said.
const WITHIN: TimeDelta = TimeDelta::seconds(1);

/// `roost run`.
pub(crate) async fn run(out: &Output, folder: &Path, asked: RunArgs) -> Result<(), Failure> {
    // Heard from the first moment on, so that a stop while opening is not lost.
    let stop = signals::listen()?;
    let timekeeping = match asked.time_lapse {
        Some(factor) => Timekeeping::Lapsed { factor, start: asked.start },
        None => Timekeeping::AsKept,
    };
    let home = compose::open_as(out, folder, Role::Owner, &timekeeping).await?;
    roost_home::log::begin(&home.folder.logs());
    if asked.time_lapse.is_some() {
        lapse::begin(&home).await?;
    }
    home.open_vault().await?;
    home.simulators.host_on_demand().await;
    let mut aside = JoinSet::new();
    open_practice(out, &home, &mut aside).await?;
    remind(out, &home).await?;
    tracing::info!("the loop begins");
    let engine = home.engine();
    let ran = drive(out, &home, &engine, &asked, stop).await;
    tracing::info!(well = ran.is_ok(), "the loop ends");
    aside.abort_all();
    lapse::slow_down(&home).await;
    home.simulators.stop_hosting().await;
    ran
}

/// Hosts the Practice network if an account lives on it, and tells all simulators the lapsed time.
async fn open_practice(out: &Output, home: &Home, aside: &mut JoinSet<()>) -> Result<(), Failure> {
    let bases = home.practice_bases().await?;
    if bases.contains(&None) {
        let base = home.simulators.host().await?;
        out.remark(&out.say("practice_is_at", &[("url", &base)]));
    }
    if home.lapse().is_some() {
        for base in bases.into_iter().flatten() {
            let simulators = Arc::clone(&home.simulators);
            aside.spawn(async move { simulators.set_clock_when_there(&base).await });
        }
    }
    Ok(())
}

/// What stands in the way of posting, said at the start: otherwise the loop would just be silent.
async fn remind(out: &Output, home: &Home) -> Result<(), Failure> {
    let status = home.door.status_show(roost_api::requests::Nothing {}).await?;
    if let Some(since) = status.confirm_since {
        let since = crate::output::time(since);
        out.remark(&out.say("confirm_wanted", &[("since", &since)]));
    }
    if status.paused {
        out.remark(&out.say("is_paused", &[]));
    }
    let accounts = status.accounts.len().to_string();
    out.remark(&out.say("run_begins", &[("accounts", &accounts)]));
    Ok(())
}

async fn drive(
    out: &Output,
    home: &Home,
    engine: &Engine,
    asked: &RunArgs,
    stop: Stop,
) -> Result<(), Failure> {
    let within = asked.within.map_or(WITHIN, |span| span.0);
    let end = asked.length.map(|span| home.clock.now() + span.0);
    let until = match (asked.until_idle, end) {
        (true, _) => Until::Idle { within },
        (false, Some(end)) => Until::At(end),
        (false, None) => Until::Stopped,
    };
    let mut watchers = JoinSet::new();
    let switch = engine.stop().clone();
    watchers.spawn(async move {
        stop.wait().await;
        switch.stop();
    });
    if let Some(end) = end {
        let (switch, clock) = (engine.stop().clone(), Arc::clone(&home.clock));
        watchers.spawn(async move {
            while clock.now() < end {
                clock.sleep_until(end).await;
            }
            switch.stop();
        });
    }
    let teller = Teller::new(out.clone(), Arc::clone(&home.clock));
    let hook = asked.on_incident.clone().map(Hook::new);
    let follower = Follower::new(home, teller, hook, engine.events().listen());
    let following = follower.start();
    let ran = engine.run(until).await;
    let broken_output = following.end().await;
    ran?;
    broken_output
}
