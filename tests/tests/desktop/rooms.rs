//! Do the rooms do on the real engine what they promise? A newcomer's first post, a delivery dragged to
//! another day, words kept while they are typed, and the pictures of the README.

use crate::kit::{Desk, Session, journey, until};
use serde_json::{Value, json};
use std::path::PathBuf;

/// The delivery of a handle that is neither cancelled nor a draft.
async fn planned(desk: &Desk<'_>) -> Value {
    until("a planned delivery", async || {
        let list = desk.ask("post_list", json!({})).await;
        list.as_array()?.iter().find(|line| line["due"].is_string()).cloned()
    })
    .await
}

/// Waits until the page's main part says something.
async fn says(desk: &Desk<'_>, words: &str) {
    until(&format!("the page says '{words}'"), async || {
        let text = desk.page.run("return document.body.innerText;", &[]).await;
        text.as_str()?.contains(words).then_some(())
    })
    .await;
}

/// Waits until what the page says by now stands on the display: two frames later.
async fn drawn(desk: &Desk<'_>) {
    let frames = "window.drawn = false;
        requestAnimationFrame(() => requestAnimationFrame(() => (window.drawn = true)));";
    desk.page.run(frames, &[]).await;
    let over = "return window.drawn;";
    until("two frames", async || desk.page.run(over, &[]).await.as_bool().filter(|is| *is)).await;
}

/// Leaves the welcome behind, as its reader would. Before that the page may still be on its way to it,
/// and would leave whatever room a journey went to.
async fn past_the_welcome(desk: &Desk<'_>) {
    says(desk, "Welcome to Roost").await;
    desk.page.click(".skip button").await;
    let away = "return location.hash.startsWith('#/calendar');";
    until("the calendar", async || desk.page.run(away, &[]).await.as_bool().filter(|is| *is)).await;
    desk.ask("settings_set", json!({ "zone": "UTC", "language": "en" })).await;
}

journey!(a_newcomer_gets_from_the_welcome_to_a_published_practice_post, |session| {
    let desk = Desk::open(&session).await;
    says(&desk, "Welcome to Roost").await;
    desk.page.run("document.querySelector('form input[maxlength=\"16\"]').value = '';", &[]).await;
    desk.page.type_into("form input[maxlength='16']", "newcomer").await;
    for step in ["Step 2 of 3", "Step 3 of 3"] {
        desk.page.click("form button[type='submit']").await;
        says(&desk, step).await;
    }
    desk.page.click("form button[type='submit']").await;
    let first = planned(&desk).await;
    assert_eq!(first["account"], "newcomer");
    // Two minutes are the page's offer; the journey does not sit them out.
    let script = "return new Date(Date.now() + 1500).toISOString();";
    let at = desk.page.run(script, &[]).await;
    let id = first["id"].as_str().unwrap();
    desk.ask("post_move", json!({ "id": id, "when": { "at": at } })).await;
    until("the post is out", async || (desk.state_of(id).await == "published").then_some(())).await;
    desk.kill().await;
});

journey!(a_week_opens_at_the_hours_in_which_people_post, |session| {
    let desk = Desk::open(&session).await;
    past_the_welcome(&desk).await;
    desk.add_account("news").await;
    // As at a start: the page is unseen until its first picture is there, and must scroll all the same.
    let again = "location.hash = '#/calendar?view=week'; location.reload();";
    desk.page.run(again, &[]).await;
    let down = "return (document.querySelector('[data-scroller]')?.scrollTop ?? 0) > 0
        && document.getElementById('app').style.visibility === '';";
    until("the week stands at the day's hours", async || {
        desk.page.run(down, &[]).await.as_bool().filter(|is| *is)
    })
    .await;
    desk.kill().await;
});

journey!(a_delivery_dragged_to_another_day_keeps_its_time_there, |session| {
    let desk = Desk::open(&session).await;
    past_the_welcome(&desk).await;
    desk.add_account("news").await;
    // Two days that are both shown, whatever the day of the month is.
    let script = "const day = (n) => new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() + 1, n)).toISOString().slice(0, 10);
        return [day(10), day(12)];";
    let days = desk.page.run(script, &[]).await;
    let (from, to) = (days[0].as_str().unwrap(), days[1].as_str().unwrap());
    let request = json!({
        "accounts": ["news"], "when": { "at": format!("{from}T09:30:00Z") },
        "segments": [{ "text": "the one that is dragged" }],
    });
    let id = desk.ask("post_add", request).await["deliveries"][0].as_str().unwrap().to_owned();
    let place = format!("location.hash = '#/calendar?view=month&day={from}';");
    desk.page.run(&place, &[]).await;
    let entry = format!("return document.querySelector('[data-key=\"{id}\"]');");
    let at = desk.page.middle(&entry).await;
    let cell = format!("return document.querySelector('[data-drop=\"day\"][data-day=\"{to}\"]');");
    desk.page.drag(at, desk.page.middle(&cell).await).await;
    until("the new day is on disk", async || {
        let shown = desk.ask("post_show", json!({ "id": id })).await;
        shown["due"].as_str()?.starts_with(&format!("{to}T09:30")).then_some(())
    })
    .await;
    desk.page.click("body").await;
    let undone = desk.ask("history_undo", json!({})).await;
    assert_eq!(undone["deliveries"], json!([id]));
    let shown = desk.ask("post_show", json!({ "id": id })).await;
    assert!(shown["due"].as_str().unwrap().starts_with(&format!("{from}T09:30")), "{shown}");
    desk.kill().await;
});

journey!(what_was_typed_is_there_after_a_crash, |session| {
    let desk = Desk::open(&session).await;
    past_the_welcome(&desk).await;
    desk.add_account("news").await;
    desk.page.run("location.hash = '#/composer/new';", &[]).await;
    desk.page.type_into("main textarea", "half a thought").await;
    until("the words are kept", async || {
        let drafts = desk.ask("drafts_list", json!({})).await;
        drafts.as_array()?.iter().find(|draft| draft["text"] == "half a thought").map(|_| ())
    })
    .await;
    desk.kill().await;
    let again = Desk::open(&session).await;
    let drafts = again.ask("drafts_list", json!({})).await;
    let kept = &drafts[0];
    assert_eq!(kept["text"], "half a thought", "{drafts}");
    let place =
        format!("location.hash = '#/composer/composition/{}';", kept["id"].as_str().unwrap());
    again.page.run(&place, &[]).await;
    until("the words are in the field", async || {
        let text =
            again.page.run("return document.querySelector('main textarea')?.value;", &[]).await;
        (text == "half a thought").then_some(())
    })
    .await;
    again.kill().await;
});

/// Where the README's pictures are written to, if they are to be made anew.
fn pictures() -> Option<PathBuf> {
    std::env::var_os("ROOST_PICTURES").map(PathBuf::from)
}

fn picture(session: &Session, name: &str) {
    let png = session.picture();
    assert!(png.starts_with(b"\x89PNG") && png.len() > 10_000, "a blank picture of {name}");
    if let Some(folder) = pictures() {
        std::fs::write(folder.join(format!("{name}.png")), png).unwrap();
    }
}

journey!(calendar_composer_and_recovery_can_be_pictured_with_a_lock, |session| {
    let desk = Desk::open(&session).await;
    past_the_welcome(&desk).await;
    for handle in ["citydesk", "newsdesk", "sportsbot"] {
        desk.add_account(handle).await;
    }
    let slots = json!(["mon,tue,wed,thu,fri,sat,sun 09:12", "mon,wed,fri 13:41", "tue,thu 17:23"]);
    for handle in ["citydesk", "newsdesk"] {
        desk.ask("account_slots", json!({ "account": handle, "set": slots })).await;
    }
    let texts = [
        "Tram line 4 is back on its old route",
        "Morning briefing: what the council decided",
        "Court ruling: the ring road stays",
        "Interview with the mayor about the harbour",
        "The week in five pictures",
        "Market hall opens again on Saturday",
    ];
    for text in texts {
        let request = json!({
            "accounts": ["citydesk", "newsdesk"], "when": "next", "segments": [{ "text": text }],
        });
        desk.ask("post_add", request).await;
    }
    let draft = json!({
        "accounts": ["citydesk"], "when": "draft",
        "segments": [{ "text": "Five questions before you share a rumour" }],
    });
    desk.ask("post_add", draft).await;
    desk.ask("drill_begin", json!({ "account": "newsdesk", "kind": "locked" })).await;
    desk.add_post("newsdesk", "Bridge closed tonight, buses go round", 1).await;
    until("the lock", async || session.bell.told().into_iter().next()).await;
    let status = desk.ask("status_show", json!({})).await;
    let incident = status["incidents"][0]["id"].as_str().unwrap();
    // Days with something in them, whatever the day of the week is.
    let script = "return new Date(Date.now() + 3 * 864e5).toISOString().slice(0, 10);";
    let soon = desk.page.run(script, &[]).await;
    let soon = soon.as_str().unwrap();
    let rooms = [
        ("calendar", format!("calendar?view=week&day={soon}"), "posts are kept"),
        ("queue", "queue".to_owned(), "In sending order"),
        ("recovery", format!("recovery/{incident}"), "What to do now"),
        ("accounts", "accounts".to_owned(), "@sportsbot"),
    ];
    for (name, place, words) in rooms {
        desk.page.run(&format!("location.hash = '#/{place}';"), &[]).await;
        says(&desk, words).await;
        drawn(&desk).await;
        picture(&session, name);
    }
    desk.ask("settings_set", json!({ "theme": "dark" })).await;
    let dark = "return document.documentElement.dataset.theme === 'dark';";
    until("the dark theme", async || desk.page.run(dark, &[]).await.as_bool().filter(|is| *is))
        .await;
    desk.page.run("location.hash = '#/calendar?view=month';", &[]).await;
    let filled = "return document.querySelector('[role=grid] [data-key]') !== null;";
    until("the month", async || desk.page.run(filled, &[]).await.as_bool().filter(|is| *is)).await;
    drawn(&desk).await;
    picture(&session, "calendar-dark");
    desk.kill().await;
});
