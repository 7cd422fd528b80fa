//! Do the drills of the other kinds lead through the window as well? Each is a minute long, so that only
//! `./dev drills` makes them (the default filter of nextest leaves them out).

use crate::drills::{Drilled, WAITING};
use crate::kit::journey;

journey!(a_lock_over_a_phone_number_is_walked_out_of_in_the_window, |session| {
    let drilled = Drilled::open(&session, "locked:phone", "@news is locked").await;
    drilled.rescued(&session, Some("phone"), 1).await;
});

journey!(a_named_post_is_dealt_with_in_the_window, |session| {
    let drilled = Drilled::open(&session, "locked:named_post", "@news is locked").await;
    drilled.rescued(&session, Some("named_post"), 1).await;
});

journey!(a_suspension_is_appealed_in_the_window, |session| {
    let drilled = Drilled::open(&session, "suspended", "@news is suspended").await;
    drilled.rescued(&session, Some("suspended_banner"), 8).await;
});

journey!(a_write_block_is_walked_out_of_in_the_window, |session| {
    let drilled = Drilled::open(&session, "write_blocked", "").await;
    drilled.rescued(&session, None, 8).await;
});

journey!(new_tokens_end_it_in_the_window, |session| {
    let drilled = Drilled::open(&session, "credentials", "@news").await;
    drilled.walk(None, &["unlocked", "renew", "resume"]).await;
    drilled.leave_alone(1).await;
    drilled.release().await;
    drilled.in_state("closed").await;
    drilled.through_the_weeks(&session).await;
});

journey!(a_warning_ends_by_itself_in_the_window, |session| {
    let drilled = Drilled::open(&session, "automated", "@news").await;
    drilled.walk(None, &["unlocked", "resume"]).await;
    drilled.pace(WAITING).await;
    drilled.in_state("recovering").await;
    drilled.through_the_weeks(&session).await;
});
