//! Reminders: told once, whatever the clock does and however often Roost starts.

use crate::kit::{self, count, days, hours, minutes, on_post, plan, since};
use roost_domain::casefile::ReminderAbout;
use roost_domain::ids::{IncidentId, ReminderId};
use roost_domain::ports::Clock;
use roost_engine::desk::TicketEnd;
use roost_engine::events::Event;
use roost_tests::world::World;
use tokio::sync::broadcast::Receiver;

async fn locked() -> (World, IncidentId) {
    let world = World::with_accounts(&["news"]).await;
    plan(&world, "news", 2, minutes(30)).await;
    world.faults(on_post("news", 0, "lock")).await;
    world.pass(minutes(31)).await;
    let id = kit::incident(&world).await.id;
    (world, id)
}

async fn sent(world: &World, id: IncidentId) {
    let place = "https://help.x.com/forms/platform".to_owned();
    world.desk.incident_ticket_add(id, place, String::new(), None).await.unwrap();
}

/// The reminders that were told since the last look.
fn told(events: &mut Receiver<Event>) -> Vec<ReminderId> {
    let mut told = Vec::new();
    while let Ok(event) = events.try_recv() {
        if let Event::ReminderDue(_, reminder) = event {
            told.push(reminder);
        }
    }
    told
}

#[tokio::test]
async fn a_ticket_is_reminded_of_after_three_and_after_seven_days_and_never_again() {
    let (world, id) = locked().await;
    let before = count(&world, "news").await;
    sent(&world, id).await;
    let mut events = world.engine().events().listen();
    world.pass(days(3) - minutes(1)).await;
    assert_eq!(told(&mut events), []);
    world.pass(minutes(2)).await;
    assert_eq!(told(&mut events), [ReminderId(1)]);
    world.pass(days(4)).await;
    assert_eq!(told(&mut events), [ReminderId(2)]);
    world.pass(days(10)).await;
    assert_eq!(told(&mut events), []);
    assert_eq!(since(&world, "news", before).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_reminder_that_came_due_while_roost_was_off_is_told_at_the_next_start_and_once() {
    let (mut world, id) = locked().await;
    sent(&world, id).await;
    world.stop().await;
    world.sleep(days(8)).await;
    world.start().await;
    // Both were due: one notice tells of the ticket, and both rows say so.
    let reminders = world.desk.incident_show(id).await.unwrap().case.reminders;
    assert!(reminders.iter().all(|one| one.told_at == Some(world.clock.now())), "{reminders:?}");
    world.kill().await;
    world.start().await;
    let mut events = world.engine().events().listen();
    world.pass(hours(3)).await;
    assert_eq!(told(&mut events), []);
}

#[tokio::test]
async fn a_closed_ticket_is_not_reminded_of() {
    let (world, id) = locked().await;
    sent(&world, id).await;
    let ticket = world.desk.incident_show(id).await.unwrap().case.tickets[0].id;
    let mut events = world.engine().events().listen();
    world.pass(days(1)).await;
    let closed = world.desk.incident_ticket_answer(id, ticket, "done".into(), TicketEnd::Closed);
    closed.await.unwrap();
    world.pass(days(8)).await;
    assert_eq!(told(&mut events), []);
}

#[tokio::test]
async fn a_clock_that_goes_back_tells_no_reminder_and_ends_no_countdown_twice() {
    let (world, id) = locked().await;
    let ends = world.clock.now() + hours(12);
    world.desk.incident_countdown(id, Some(ends.to_rfc3339())).await.unwrap();
    let before = count(&world, "news").await;
    let mut events = world.engine().events().listen();
    world.pass(hours(13)).await;
    assert_eq!(told(&mut events).len(), 1);
    let probes = since(&world, "news", before).await.len();
    world.jump(-hours(6)).await;
    world.pass(hours(12)).await;
    assert_eq!(told(&mut events), []);
    assert_eq!(since(&world, "news", before).await.len(), probes, "one look, and no second");
    let about = world.desk.incident_show(id).await.unwrap().case.reminders[0].about;
    assert_eq!(about, ReminderAbout::Countdown);
}

#[tokio::test]
async fn nobody_is_reminded_of_what_is_over() {
    let (world, id) = locked().await;
    sent(&world, id).await;
    kit::bring_back(&world, "news", id).await;
    let mut events = world.engine().events().listen();
    world.pass(days(8)).await;
    assert_eq!(told(&mut events), []);
}
