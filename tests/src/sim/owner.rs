//! How does the owner of a simulated week behave? They write posts, look in every few hours, unlock
//! and sometimes say so too early, take the way back, and settle what waits for them, or don't.

use super::bugs::{Bug, burst};
use super::cast::words;
use super::driver::Driver;
use chrono::TimeDelta;
use roost_domain::delivery::DeliveryState;
use roost_domain::incident::IncidentState;
use roost_domain::ports::Clock;
use roost_domain::refusal::RefusalKind;
use roost_domain::secret::{AccountKeys, AppKeys, Secret};
use roost_engine::desk::records::{IncidentRecord, IncidentScope};
use roost_engine::desk::{Draft, DraftSegment, FourKeys, Pinning, Seen, When};
use roost_engine::error::EngineError;
use roost_networks::http::Method;
use roost_store::tables::loop_incidents;
use serde_json::json;

/// How much the owner cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mood {
    /// Some things they leave, some they do too early.
    Careless,
    /// Everything is settled, and rightly.
    Thorough,
}

/// Writes some posts.
pub(super) async fn write(driver: &mut Driver) {
    for _ in 0..driver.dice.between(1, 4) {
        write_one(driver).await;
    }
}

async fn write_one(driver: &mut Driver) {
    let dice = driver.dice.clone();
    driver.posts += 1;
    let number = driver.posts;
    let segments = if dice.permille(120) { dice.between(2, 4) } else { 1 };
    let segment = |index: i64| DraftSegment {
        text: words(&dice, number, index as usize),
        ..DraftSegment::default()
    };
    let draft = Draft { segments: (0..segments).map(segment).collect() };
    let mut accounts = Vec::new();
    for actor in &driver.house.cast {
        if accounts.is_empty() || dice.permille(150) {
            accounts.push(actor.handle.clone());
        }
    }
    // Not always the first.
    if let Some(actor) = dice.pick(&driver.house.cast)
        && !accounts.contains(&actor.handle)
    {
        accounts[0] = actor.handle;
    }
    let at = driver.house.clock.now() + TimeDelta::minutes(dice.between(1, 4 * 24 * 60));
    let when = if dice.permille(450) { When::Next } else { When::At(at.to_rfc3339()) };
    let pinning = if dice.permille(120) { Pinning::Pinned } else { Pinning::Loose };
    let line = format!("owner writes n{number} for {accounts:?}, {when:?}, {pinning:?}");
    match driver.house.desk.post_add(accounts, when, pinning, draft).await {
        Ok(added) => {
            let ids: Vec<String> =
                added.deliveries.iter().map(|(id, due)| format!("{id} due {due:?}")).collect();
            driver.house.ledger.count(|counts| counts.deliveries += ids.len() as u64);
            driver.house.ledger.note(&format!("{line}: {ids:?}"));
        }
        Err(error) => driver.house.ledger.broke("a post can be added", &error.to_string()),
    }
}

/// Looks in, and does what there is to do.
pub(super) async fn look(driver: &mut Driver, mood: Mood) {
    if driver.right_at.is_some() {
        return; // with a wrong clock nothing of the owner's could be signed
    }
    if let Err(error) = look_around(driver, mood).await {
        driver.house.ledger.note(&format!("owner is refused: {error}"));
    }
}

async fn look_around(driver: &mut Driver, mood: Mood) -> Result<(), EngineError> {
    let thorough = mood == Mood::Thorough;
    pause_or_resume(driver, thorough).await?;
    for card in driver.house.desk.incident_list().await? {
        if card.record.state.holds() && (thorough || driver.dice.permille(700)) {
            let done = lead_out(driver, &card.record, thorough).await;
            if let Err(error) = done {
                driver.house.ledger.note(&format!("owner is refused: {error}"));
            }
        }
    }
    settle(driver, thorough).await
}

async fn pause_or_resume(driver: &mut Driver, thorough: bool) -> Result<(), EngineError> {
    let (desk, dice) = (&driver.house.desk, &driver.dice);
    if !thorough && dice.permille(20) {
        desk.pause_all().await?;
        driver.house.ledger.note("owner pauses all");
        driver.house.laws.paused_all(true);
    } else if thorough || dice.permille(600) {
        desk.resume_all().await?;
        driver.house.laws.paused_all(false);
    }
    let Some(actor) = dice.pick(&driver.house.cast) else { return Ok(()) };
    if !thorough && dice.permille(20) {
        desk.account_pause(actor.handle, None).await?;
    } else if thorough || dice.permille(500) {
        for actor in &driver.house.cast {
            desk.account_resume(actor.handle.clone()).await?;
        }
    }
    Ok(())
}

/// One step towards the end of an incident.
async fn lead_out(
    driver: &mut Driver,
    record: &IncidentRecord,
    thorough: bool,
) -> Result<(), EngineError> {
    if record.kind == RefusalKind::Credentials && signs_in_again(driver, record, thorough) {
        return renew(driver, record).await;
    }
    if record.state == IncidentState::Verifying {
        let quiet_is_held = match record.quiet {
            Some(quiet) => {
                let quiet = driver.house.desk.post_show(quiet).await?;
                quiet.card.line.record.delivery.state != DeliveryState::Cancelled
            }
            None => false,
        };
        if !quiet_is_held {
            resume(driver, record).await?;
        }
        return Ok(());
    }
    // Said too early: still locked, one read.
    if thorough || driver.dice.permille(700) {
        let mut simulator = driver.house.simulator.lock();
        for actor in concerned(driver, record) {
            simulator.unlock(&actor.handle);
            simulator.unblock(&actor.consumer_key);
        }
    }
    // An automated warning ends by itself; an owner may still look.
    if record.kind == RefusalKind::Automated && !driver.dice.permille(200) {
        return Ok(());
    }
    let before = driver.house.simulator.lock().requests().len();
    for actor in concerned(driver, record) {
        driver.house.laws.owner_spoke(&actor.user_id);
    }
    let asked = driver.house.desk.incident_unlocked(record.id).await;
    for actor in concerned(driver, record) {
        driver.house.laws.owner_is_done(&actor.user_id);
    }
    let found = asked?;
    driver.house.ledger.note(&format!("owner says unlocked of {}: {:?}", record.id, found.found));
    let of_owner = {
        let simulator = driver.house.simulator.lock();
        let concerned: Vec<String> =
            concerned(driver, record).into_iter().map(|actor| actor.handle).collect();
        let mine = |entry: &&roost_simulator::LoggedRequest| {
            entry.handle.as_ref().is_some_and(|handle| concerned.contains(handle))
        };
        simulator.requests()[before..].iter().filter(mine).count()
    };
    // The end of a warning's wait is a look of Roost's own, which may fall on the same moment.
    let alone = record.kind != RefusalKind::Automated;
    if alone
        && of_owner > 1
        && !matches!(found.found, roost_engine::lockwatch::Unlocked::Usable { .. })
    {
        let by = format!("incident {}: {of_owner} requests", record.id);
        driver.house.ledger.broke("'unlocked' asks once", &by);
    }
    Ok(())
}

/// Only new tokens end an incident over keys. Where it is the app's, a careless owner may first ask
/// the network again, which changes nothing.
fn signs_in_again(driver: &Driver, record: &IncidentRecord, thorough: bool) -> bool {
    match record.scope {
        IncidentScope::Account(_) => true,
        IncidentScope::App(_) | IncidentScope::Machine => thorough || driver.dice.permille(700),
    }
}

fn concerned(driver: &Driver, record: &IncidentRecord) -> Vec<super::cast::Actor> {
    let app = match record.scope {
        IncidentScope::Account(id) => {
            return driver.house.cast.iter().filter(|actor| actor.id == id).cloned().collect();
        }
        IncidentScope::App(app) => Some(app),
        IncidentScope::Machine => None,
    };
    let of_app = |id: roost_domain::ids::AccountId| {
        let known = driver.house.store.read_blocking(move |tx| tx.find_account(id));
        known.ok().flatten().map(|account| account.app)
    };
    let cast = driver.house.cast.iter();
    cast.filter(|actor| app.is_none() || of_app(actor.id) == app).cloned().collect()
}

async fn resume(driver: &mut Driver, record: &IncidentRecord) -> Result<(), EngineError> {
    let plan = driver.house.desk.incident_resume_apply(record.id, None).await?;
    for ramp in &plan.ramps {
        let handle = ramp.account.trim_start_matches("x:");
        driver.house.laws.promised(handle, record.id, &ramp.curve);
        if ramp.shape == "repeat" {
            keeps_baseline(driver, handle, record, ramp.baseline).await?;
        }
    }
    let lines = plan.lines.len();
    let first = plan.ramps.first().and_then(|ramp| ramp.curve.first().copied());
    let line = format!("owner resumes incident {}: {lines} held, first day {first:?}", record.id);
    driver.house.ledger.note(&line);
    if driver.house.bug == Some(Bug::ReleasesInBurst) {
        let (id, now) = (record.id, driver.house.clock.now());
        driver.house.store.write(move |tx| burst(tx, id, now)).await?;
    }
    Ok(())
}

/// A second lock makes the way longer, and its end no lower.
async fn keeps_baseline(
    driver: &Driver,
    handle: &str,
    record: &IncidentRecord,
    baseline: f64,
) -> Result<(), EngineError> {
    let actor = driver.house.cast.iter().find(|actor| actor.handle == handle);
    let Some(account) = actor.map(|actor| actor.id) else { return Ok(()) };
    let but = record.id;
    let earlier =
        driver.house.store.read(move |tx| loop_incidents::earlier_ramp(tx, account, but)).await?;
    let before = earlier.map(|(row, _)| f64::from(row.baseline_milli) / 1000.0);
    if let Some(before) = before.filter(|before| baseline < *before) {
        let by = format!("@{handle}: {baseline} a day after incident {but}, {before} before it");
        driver.house.ledger.broke("a repeat keeps the ramp's end", &by);
    }
    Ok(())
}

async fn renew(driver: &mut Driver, record: &IncidentRecord) -> Result<(), EngineError> {
    for actor in concerned(driver, record) {
        let body = json!({ "handle": actor.handle, "consumer_key": actor.consumer_key });
        let Ok(said) = driver.house.control.ask(Method::Post, "accounts", Some(&body)).await else {
            continue;
        };
        let text = |name: &str| Secret::new(said[name].as_str().unwrap_or_default());
        let keys = FourKeys {
            app: AppKeys {
                consumer_key: actor.consumer_key.clone(),
                consumer_secret: text("consumer_secret"),
            },
            account: AccountKeys { token: text("token"), token_secret: text("token_secret") },
        };
        driver.house.desk.account_renew(actor.handle.clone(), keys).await?;
        driver.house.ledger.note(&format!("owner renews the keys of @{}", actor.handle));
    }
    Ok(())
}

/// Settles what waits for the owner: doubtful, missed, picked-out and failed deliveries.
async fn settle(driver: &mut Driver, thorough: bool) -> Result<(), EngineError> {
    let mut cards = Vec::new();
    for state in [DeliveryState::Held, DeliveryState::Unconfirmed, DeliveryState::Missed] {
        cards.extend(driver.house.desk.post_list(Some(state), None).await?);
    }
    if !thorough && driver.dice.permille(60) {
        let planned = driver.house.desk.post_list(Some(DeliveryState::Scheduled), None).await?;
        cards.extend(driver.dice.pick(&planned));
    }
    for card in cards {
        let record = &card.line.record;
        let (id, state) = (record.delivery.id, record.delivery.state);
        let picked_out = state == DeliveryState::Held && record.reason.is_some();
        let asks = state == DeliveryState::Unconfirmed && record.read_at.is_none();
        let waits = picked_out || asks || state == DeliveryState::Missed;
        let cancels = state.is_waiting();
        if !(waits && (thorough || driver.dice.permille(300)) || cancels) {
            continue;
        }
        let desk = &driver.house.desk;
        let done = if cancels {
            desk.post_cancel(id, None).await
        } else if asks {
            let segment = record.delivery.segments_out;
            let text = card.line.text.split("\n---\n").nth(segment as usize).unwrap_or_default();
            let outs = driver.house.laws.outs(&card.line.handle);
            let there = outs.iter().find(|out| out.text == text);
            let seen = there.map_or(Seen::NotThere, |out| Seen::There(Some(out.id.clone())));
            desk.post_confirm(id, None, seen).await
        } else if !thorough && driver.dice.permille(300) {
            desk.post_cancel(id, None).await
        } else {
            desk.post_retry(id, None, None).await
        };
        match done {
            Ok(now) => {
                let now = now.card.line.record.delivery.state.word();
                driver.house.ledger.note(&format!("owner settles {id}: {state:?} to {now}"));
            }
            Err(error) => driver.house.ledger.note(&format!("owner is refused: {error}")),
        }
    }
    Ok(())
}
