//! What must be true when all is over? Every delivery is where its owner can see why, and what the
//! database says is what the network has.

use super::cast::token;
use super::driver::Trouble;
use super::house::House;
use roost_domain::delivery::DeliveryState;
use roost_engine::desk::DeliveryCard;
use roost_store::tables::loop_deliveries;

/// Where deliveries are that have not come to their end.
const OPEN: [DeliveryState; 6] = [
    DeliveryState::Held,
    DeliveryState::Missed,
    DeliveryState::Unconfirmed,
    DeliveryState::Sending,
    DeliveryState::Scheduled,
    DeliveryState::Queued,
];

/// Whether nothing is left that Roost, or the owner, has yet to bring to its end.
pub(super) async fn is_drained(house: &House) -> Result<bool, Trouble> {
    if house.desk.incident_list().await?.iter().any(|card| card.record.state.holds()) {
        return Ok(false);
    }
    // Asked first because it is cheap: a backlog waits for weeks.
    let ids: Vec<_> = house.cast.iter().map(|actor| actor.id).collect();
    let waits = house.store.read(move |tx| {
        for id in ids {
            if !loop_deliveries::first_waiting(tx, id, 1)?.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    });
    if waits.await? {
        return Ok(false);
    }
    for state in OPEN {
        if house.desk.post_list(Some(state), None).await?.iter().any(is_open) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Some of what there is never came to its end.
pub(super) async fn stuck(house: &House) -> Result<(), Trouble> {
    for card in house.desk.post_list(None, None).await? {
        if is_open(&card) {
            let why = house.desk.post_why(card.line.record.delivery.id).await;
            let by = format!("{} and its why: {why:?}", describe(&card));
            house.ledger.broke("no delivery is stuck", &by);
        }
    }
    for card in house.desk.incident_list().await? {
        if card.record.state.holds() {
            house.ledger.broke("no incident is stuck", &format!("{:?}", card.record));
        }
    }
    Ok(())
}

/// Counts what was opened, for the summary: the database keeps every incident.
pub(super) async fn count_incidents(house: &House) -> Result<(), Trouble> {
    let opened = house.desk.incident_list().await?.len() as u64;
    house.ledger.count(|counts| counts.incidents = opened);
    Ok(())
}

/// A queued one without a time waits visibly for a slot.
fn is_open(card: &DeliveryCard) -> bool {
    let delivery = &card.line.record.delivery;
    match delivery.state {
        DeliveryState::Draft
        | DeliveryState::Published
        | DeliveryState::Failed
        | DeliveryState::Cancelled => false,
        DeliveryState::Queued | DeliveryState::Scheduled => delivery.due.is_some(),
        DeliveryState::Sending
        | DeliveryState::Unconfirmed
        | DeliveryState::Held
        | DeliveryState::Missed => true,
    }
}

/// What the database says is what the network has.
pub(super) async fn balance(house: &House) -> Result<(), Trouble> {
    let cards = house.desk.post_list(None, None).await?;
    let added = house.ledger.outcome().counts.deliveries;
    if cards.len() as u64 != added {
        let by = format!("{added} were added, {} are there", cards.len());
        house.ledger.broke("no delivery is lost", &by);
    }
    house.laws.look();
    for actor in &house.cast {
        let outs = house.laws.outs(&actor.handle);
        for card in cards.iter().filter(|card| card.line.handle == actor.handle) {
            let texts: Vec<&str> = card.line.text.split("\n---\n").collect();
            let number = texts.first().and_then(|text| token(text)).map(|(post, _)| post);
            let there = outs.iter().filter(|out| Some(out.post) == number).count();
            let delivery = &card.line.record.delivery;
            let told = delivery.segments_out as usize;
            match delivery.state {
                DeliveryState::Published if there != texts.len() || told != there => {
                    let by = format!("{}: {there} of {} there", describe(card), texts.len());
                    house.ledger.broke("what is published is there, whole", &by);
                }
                DeliveryState::Failed => {
                    house
                        .ledger
                        .broke("nothing fails without a reason of its own", &describe(card));
                }
                // What the owner took back in the middle may be out further than is known.
                DeliveryState::Cancelled | DeliveryState::Published => {}
                DeliveryState::Draft
                | DeliveryState::Queued
                | DeliveryState::Scheduled
                | DeliveryState::Sending
                | DeliveryState::Unconfirmed
                | DeliveryState::Held
                | DeliveryState::Missed => {
                    if there != told {
                        let by = format!("{}: {there} there, {told} known", describe(card));
                        house.ledger.broke("what is out is known to be out", &by);
                    }
                }
            }
        }
    }
    Ok(())
}

fn describe(card: &DeliveryCard) -> String {
    let record = &card.line.record;
    let delivery = &record.delivery;
    format!(
        "delivery {} of @{} ({:?}), {} with {} out, due {:?}, incident {:?}, reason {:?}",
        delivery.id,
        card.line.handle,
        card.line.text,
        delivery.state.word(),
        delivery.segments_out,
        delivery.due,
        delivery.incident,
        record.reason
    )
}
