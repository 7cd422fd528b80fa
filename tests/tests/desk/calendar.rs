//! The calendar: days of a zone, what stands on them, free slots, and what keeps a post from a time.

use crate::kit::{Room, at, code, nothing, seen};
use roost_api::ErrorCode;
use roost_api::requests::{AccountSet, AccountSlots, CalendarShow, PostToCheck, SegmentText};
use roost_api::views::CalendarView;

async fn calendar(room: &Room, from: &str, to: &str, zone: &str) -> CalendarView {
    let request = CalendarShow {
        from: from.to_owned(),
        to: to.to_owned(),
        zone: Some(zone.to_owned()),
        accounts: None,
        most_per_day: None,
    };
    room.door.calendar_show(request).await.unwrap()
}

#[tokio::test]
async fn days_on_which_the_clocks_change_are_shorter_and_longer() {
    let room = Room::with_accounts(&["news"]).await;
    let spring = calendar(&room, "2027-03-27", "2027-03-30", "Europe/Berlin").await;
    let minutes: Vec<i64> = spring.days.iter().map(|day| day.minutes).collect();
    assert_eq!(minutes, [1440, 1380, 1440]);
    assert_eq!(spring.days[1].begins.to_rfc3339(), "2027-03-27T23:00:00+00:00");
    let autumn = calendar(&room, "2027-10-31", "2027-11-01", "Europe/Berlin").await;
    assert_eq!(autumn.days[0].minutes, 1500);
}

#[tokio::test]
async fn deliveries_stand_at_their_wall_time_in_the_zone_asked_for() {
    let room = Room::with_accounts(&["news"]).await;
    room.add("news", at("2026-12-02 23:30"), "late\nin two lines").await;
    let there = calendar(&room, "2026-12-03", "2026-12-04", "Europe/Berlin").await;
    assert_eq!(there.deliveries.len(), 1);
    let one = &there.deliveries[0];
    assert_eq!((one.wall.as_str(), one.text.as_str()), ("2026-12-03T00:30", "late in two lines"));
    assert!(one.movable);
    let planned: Vec<(u32, Option<f64>)> =
        there.days[0].forecasts.iter().map(|day| (day.planned, day.normal)).collect();
    assert_eq!(planned, [(1, None)], "under a week of history nothing is normal");
    let here = calendar(&room, "2026-12-02", "2026-12-03", "UTC").await;
    assert_eq!(here.deliveries[0].wall, "2026-12-02T23:30");
    assert!(there.revision <= here.revision);
}

#[tokio::test]
async fn of_a_crowded_day_only_so_many_are_given_and_the_others_counted() {
    let room = Room::with_accounts(&["news"]).await;
    for minute in 0..5 {
        room.add("news", at(&format!("2026-12-02 09:{minute:02}")), &format!("no. {minute}")).await;
    }
    room.add("news", at("2026-12-03 09:00"), "alone").await;
    let request = CalendarShow {
        from: "2026-12-02".to_owned(),
        to: "2026-12-05".to_owned(),
        zone: Some("UTC".to_owned()),
        accounts: None,
        most_per_day: Some(2),
    };
    let few = room.door.calendar_show(request).await.unwrap();
    let texts: Vec<&str> = few.deliveries.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(texts, ["no. 0", "no. 1", "alone"]);
    let left_out: Vec<u32> = few.days.iter().map(|day| day.left_out).collect();
    assert_eq!(left_out, [3, 0, 0]);
    assert_eq!(few.days[0].forecasts[0].planned, 5, "what is not given counts as well");
    let all = calendar(&room, "2026-12-02", "2026-12-05", "UTC").await;
    assert_eq!((all.deliveries.len(), all.days[0].left_out), (6, 0));
}

#[tokio::test]
async fn free_slots_to_come_are_ghosts_until_somebody_takes_them() {
    let room = Room::with_accounts(&["news"]).await;
    let slots = AccountSlots {
        account: "news".to_owned(),
        set: Some(vec!["daily 09:00".to_owned(), "wed 15:00 #tips".to_owned()]),
    };
    room.door.account_slots(slots).await.unwrap();
    let ghosts = |view: &CalendarView| {
        view.ghosts.iter().map(|one| (one.wall.clone(), one.category.clone())).collect::<Vec<_>>()
    };
    let free = calendar(&room, "2026-12-02", "2026-12-04", "UTC").await;
    let tips = Some("tips".to_owned());
    let expected =
        [("2026-12-02T09:00", None), ("2026-12-02T15:00", tips), ("2026-12-03T09:00", None)];
    assert_eq!(ghosts(&free), expected.map(|(wall, category)| (wall.to_owned(), category)));
    room.add("news", at("2026-12-02 09:01"), "takes it").await;
    let taken = calendar(&room, "2026-12-02", "2026-12-03", "UTC").await;
    assert_eq!(taken.ghosts.len(), 1, "{:?}", taken.ghosts);
    let past = calendar(&room, "2026-11-01", "2026-11-02", "UTC").await;
    assert!(past.ghosts.is_empty());
}

#[tokio::test]
async fn a_full_day_and_a_paused_account_are_told() {
    let room = Room::with_accounts(&["news"]).await;
    let cap = AccountSet {
        account: "news".to_owned(),
        cap: Some("2".to_owned()),
        ..AccountSet::default()
    };
    room.door.account_set(cap).await.unwrap();
    for hour in 9..11 {
        room.add("news", at(&format!("2026-12-02 {hour:02}:00")), "hourly").await;
    }
    let pause = roost_api::requests::AccountPause { account: "news".to_owned(), until: None };
    room.door.account_pause(pause).await.unwrap();
    let view = calendar(&room, "2026-12-01", "2026-12-04", "UTC").await;
    let limit = &view.limits[0];
    assert_eq!((limit.held, limit.reason.as_deref()), (true, Some("owner")));
    assert_eq!(
        (limit.cap, limit.capped_days.as_slice()),
        (Some(2), ["2026-12-02".to_owned()].as_slice())
    );
}

#[tokio::test]
async fn what_was_cancelled_leaves_the_calendar_and_dates_must_be_dates() {
    let room = Room::with_accounts(&["news"]).await;
    let id = room.add("news", at("2026-12-02 09:00"), "gone").await.deliveries.remove(0);
    let revision = room.show(&id).await.delivery.revision;
    room.door.post_cancel(seen(&id, revision)).await.unwrap();
    assert!(calendar(&room, "2026-12-02", "2026-12-03", "UTC").await.deliveries.is_empty());
    let ask = |from: &str, to: &str| CalendarShow {
        from: from.to_owned(),
        to: to.to_owned(),
        zone: None,
        accounts: None,
        most_per_day: None,
    };
    let bad = room.door.calendar_show(ask("tomorrow", "2026-12-03")).await;
    assert_eq!(code(bad), ErrorCode::BadDate);
    let none = room.door.calendar_show(ask("2026-12-03", "2026-12-03")).await;
    assert_eq!(code(none), ErrorCode::BadDays);
}

#[tokio::test]
async fn every_delivery_of_a_month_is_shown_once_in_order() {
    let room = Room::with_accounts(&["news", "sport"]).await;
    for number in 0..100 {
        let (day, hour) = (1 + number % 28, 9 + number % 12);
        let when = at(&format!("2026-12-{day:02} {hour:02}:{:02}", number % 60));
        room.try_add(&["news", "sport"], when, "many").await.unwrap();
    }
    let view = calendar(&room, "2026-12-01", "2027-01-01", "Europe/Berlin").await;
    assert_eq!((view.days.len(), view.deliveries.len()), (31, 200));
    let forecasts = view.days.iter().flat_map(|day| &day.forecasts);
    assert_eq!(forecasts.map(|one| one.planned).sum::<u32>(), 200);
    assert!(view.deliveries.windows(2).all(|pair| pair[0].due <= pair[1].due));
}

#[tokio::test]
async fn a_post_that_is_written_is_looked_at_as_the_engine_will() {
    let room = Room::with_accounts(&["news"]).await;
    room.add("news", at("2026-12-02 09:00"), "one").await;
    let segment = |text: &str| SegmentText { text: text.to_owned(), ..SegmentText::default() };
    let request = PostToCheck {
        accounts: vec!["news".to_owned(), "gone".to_owned()],
        segments: vec![
            segment("see example.com, @me #tag"),
            segment(&"a".repeat(281)),
            segment(""),
        ],
        when: Some(at("2026-12-02 09:04")),
        editing: None,
    };
    let check = room.door.post_check(request).await.unwrap();
    let first = &check.segments[0];
    assert_eq!((first.urls.len(), first.mentions.len(), first.hashtags.len()), (1, 1, 1));
    assert_eq!(
        (check.segments[1].over, check.segments[1].problems.clone()),
        (1, vec![ErrorCode::TooLong])
    );
    assert_eq!(check.segments[2].problems, [ErrorCode::EmptySegment]);
    assert_eq!(check.costs.len(), 1, "an account that is gone is left out");
    assert_eq!((check.costs[0].micro_usd, check.total_micro_usd), (None, None), "Practice is free");
    let cap = &check.caps[0];
    assert_eq!((cap.used, cap.cap, cap.planned), (0, Some(50), 1));
    assert_eq!(check.findings[0].rule, "too_near");
    assert_eq!(room.all().await.len(), 1, "nothing was added by looking");
    assert_eq!(room.door.label_list(nothing()).await.unwrap(), Vec::<String>::new());
}
