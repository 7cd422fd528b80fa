//! Do the drills of the other kinds lead through the window as well? Each is a minute long, so that only
//! `./dev drills` makes them (the default filter of nextest leaves them out).

use crate::kit::{Drilled, Plan, Ramp, WAITING, WEEKS, journey};

journey!(a_lock_over_a_phone_number_is_walked_out_of_in_the_window, |session| {
    let drilled = Drilled::open(&session, "locked:phone", "@news is locked").await;
    drilled.rescued(&session, Some("phone"), 1).await;
});

journey!(a_lock_over_a_code_by_mail_is_walked_out_of_in_the_window, |session| {
    let drilled = Drilled::open(&session, "locked:email_code", "@news is locked").await;
    drilled.rescued(&session, Some("email_code"), 1).await;
});

journey!(a_named_post_is_dealt_with_in_the_window, |session| {
    let drilled = Drilled::open(&session, "locked:named_post", "@news is locked").await;
    drilled.rescued(&session, Some("named_post"), 1).await;
});

journey!(a_new_password_that_ended_the_tokens_is_recognised_in_the_window, |session| {
    let mut drilled = Drilled::open(&session, "locked:change_password", "@news is locked").await;
    drilled.walk(Some("change_password"), &["unlocked", "resume"]).await;
    drilled.leave_alone(1).await;
    drilled.release().await;
    drilled.say_unlocked().await;
    let lock = drilled.go_to_the_next().await;
    drilled.desk.says("often has to change its password").await;
    drilled.walk(None, &["renew", "unlocked", "resume"]).await;
    drilled.release().await;
    drilled.in_state("closed").await;
    drilled.go_to(lock).await;
    drilled.say_unlocked().await;
    drilled.take_the_way_back().await;
    drilled.through_the_weeks(&session, Ramp::FourWeeks).await;
});

journey!(a_second_lock_makes_the_next_way_back_longer_and_lower_in_the_window, |session| {
    let mut drilled = Drilled::open(&session, "locked:challenge", "@news is locked").await;
    let first = drilled.rescue(Some("challenge"), 1).await;
    drilled.desk.says("The way back runs.").await;
    drilled.pass(9, WEEKS).await;
    let before = drilled.lock_again().await;
    assert_eq!(drilled.show().await["relock_of"], before);
    drilled.desk.says("The way back is longer and lower this time.").await;
    let second = drilled.rescue(Some("challenge"), 1).await;
    compare(&first, &second);
    drilled.through_the_weeks(&session, Ramp::Twice).await;
});

#[expect(clippy::print_stdout, reason = "the figures of a drill are its result")]
fn compare(first: &Plan, second: &Plan) {
    println!("first way back: {} days {:?}", first.days.len(), first.days);
    println!("second way back: {} days {:?}", second.days.len(), second.days);
    assert_eq!((first.shape.as_str(), second.shape.as_str()), ("standard", "repeat"));
    assert!(second.days.len() > first.days.len(), "longer");
    assert!(second.days.iter().zip(&first.days).all(|(second, first)| second <= first), "lower");
    assert!(second.days[0] < first.days[0], "lower from its first day on");
}

journey!(a_suspension_is_appealed_in_the_window, |session| {
    let drilled = Drilled::open(&session, "suspended", "@news is suspended").await;
    drilled.rescued(&session, Some("suspended_banner"), 8).await;
});

journey!(a_write_block_is_walked_out_of_in_the_window, |session| {
    let drilled = Drilled::open(&session, "write_blocked", "").await;
    drilled.rescued(&session, None, 8).await;
});

journey!(a_suspended_app_is_walked_out_of_in_the_window, |session| {
    let drilled = Drilled::open(&session, "app_suspended", "").await;
    drilled.rescued(&session, None, 8).await;
});

journey!(a_doubtful_refusal_is_walked_out_of_in_the_window, |session| {
    let drilled = Drilled::open(&session, "doubtful", "@news").await;
    drilled.rescued(&session, Some("unsure"), 1).await;
});

journey!(new_tokens_end_it_in_the_window, |session| {
    let drilled = Drilled::open(&session, "credentials", "@news").await;
    drilled.walk(None, &["unlocked", "renew", "resume"]).await;
    drilled.leave_alone(1).await;
    drilled.release().await;
    drilled.in_state("closed").await;
    drilled.through_the_weeks(&session, Ramp::None).await;
});

journey!(a_setting_put_right_ends_it_in_the_window, |session| {
    let drilled = Drilled::open(&session, "setup", "").await;
    drilled.put_right(&session).await;
});

journey!(a_clock_set_right_ends_it_in_the_window, |session| {
    let drilled = Drilled::open(&session, "clock", "").await;
    drilled.put_right(&session).await;
});

journey!(an_update_ends_it_in_the_window, |session| {
    let drilled = Drilled::open(&session, "retired", "").await;
    drilled.put_right(&session).await;
});

journey!(a_warning_ends_by_itself_in_the_window, |session| {
    let drilled = Drilled::open(&session, "automated", "@news").await;
    drilled.walk(None, &["unlocked", "resume"]).await;
    drilled.pace(WAITING).await;
    drilled.in_state("recovering").await;
    drilled.through_the_weeks(&session, Ramp::FromHalf).await;
});
