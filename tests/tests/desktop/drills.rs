//! Does a drill lead through the window from the first sign to the last week? As its owner would: the
//! tray, the one notification, the checklist by the mouse, the deed on X's page, 'I have unlocked it',
//! the way back, and weeks in time-lapse. At the end the ledger is read.
//!
//! These are made with every test; `./dev drills` makes those of the other kinds as well.

use crate::kit::{Desk, Form, Session, Told, journey, until};
use serde_json::{Value, json};

/// While a countdown or a ticket is waited for: half a day in a second.
pub(crate) const WAITING: u64 = 43_200;
/// Through the weeks: a week in five seconds, which a busy machine with a window still follows.
const WEEKS: u64 = 120_960;

/// The line of the checklist that is open.
const OPEN: &str = "li[aria-current='step']";

/// The button that a form's words have enabled.
const SUBMIT: &str = "button[type='submit']:not([disabled]):not([aria-disabled='true'])";

/// A drill in its window, with the incident before it.
pub(crate) struct Drilled<'a> {
    pub(crate) desk: Desk<'a>,
    incident: String,
}

impl<'a> Drilled<'a> {
    /// Opens a drill, waits for the incident, and goes to it by the notification's button.
    pub(crate) async fn open(session: &'a Session, play: &str, summary: &str) -> Self {
        let desk = Desk::open_with(session, &["--drill", play]).await;
        let state = desk.ask("shell_drill_state", json!({})).await;
        assert!(play.starts_with(state["kind"].as_str().unwrap()), "{state}");
        assert_eq!(state["deed_state"], "not_yet");
        let told: Told =
            until("a notification", async || session.bell.told().into_iter().next()).await;
        assert!(told.summary.contains(summary), "{}", told.summary);
        until("the alert form", async || {
            session.panel.form().await.filter(|form| *form == Form::Alert)
        })
        .await;
        session.bell.press(&told, "Open step 1").await;
        let at = "return location.hash.match(/^#\\/recovery\\/(\\d+)/)?.[1] ?? null;";
        let incident = until("the incident's page", async || {
            desk.page.run(at, &[]).await.as_str().map(str::to_owned)
        })
        .await;
        until("the banner", async || {
            let text = desk.page.run("return document.body.innerText;", &[]).await;
            text.as_str()?.contains("This is a drill").then_some(())
        })
        .await;
        Self { desk, incident }
    }

    async fn state(&self) -> Value {
        self.desk.ask("shell_drill_state", json!({})).await
    }

    pub(crate) async fn pace(&self, factor: u64) {
        self.desk.ask("shell_drill_pace", json!({ "factor": factor })).await;
    }

    async fn show(&self) -> Value {
        self.desk.ask("incident_show", json!({ "id": self.incident })).await
    }

    pub(crate) async fn in_state(&self, wanted: &str) {
        until(&format!("the incident is {wanted}"), async || {
            (self.show().await["state"] == wanted).then_some(())
        })
        .await;
    }

    /// Which step is open, by its title.
    async fn open_step(&self) -> Option<Value> {
        let script = format!(
            "const open = document.querySelector(\"{OPEN}\");
             if (!open) return null;
             return {{ title: open.querySelector('h3').textContent }};"
        );
        let open = self.desk.page.run(&script, &[]).await;
        (!open.is_null()).then_some(open)
    }

    /// Goes through the open steps by the mouse until the one that `stops` is open.
    pub(crate) async fn walk(&self, screen: Option<&str>, stops: &[&str]) -> Value {
        loop {
            let shown = self.show().await;
            let steps = shown["checklist"].as_array().unwrap();
            let waits_for_screen = screen.is_some() && shown["screen"].is_null();
            if waits_for_screen && !shown["screens"].as_array().unwrap().is_empty() {
                self.see(screen.unwrap()).await;
                continue;
            }
            let Some(step) = steps.iter().find(|step| step["state"] == "todo") else {
                return Value::Null;
            };
            if stops.contains(&step["action"].as_str().unwrap()) {
                return step.clone();
            }
            self.do_step(step).await;
        }
    }

    /// Says what X's page shows.
    async fn see(&self, screen: &str) {
        let choice = format!("main li input[value='{screen}']");
        self.desk.page.find(&choice).await;
        let click = format!("document.querySelector(\"{choice}\").click();");
        self.desk.page.run(&click, &[]).await;
        until("the screen is on record", async || {
            (self.show().await["screen"] == screen).then_some(())
        })
        .await;
    }

    /// Does what a step offers, and marks it as done.
    async fn do_step(&self, step: &Value) {
        let title = step["title"].as_str().unwrap();
        until(&format!("the step '{title}' is open"), async || {
            self.open_step().await?["title"].as_str()?.contains(title).then_some(())
        })
        .await;
        let page = &self.desk.page;
        if step["letter"].is_string() {
            let body = format!(
                "return [...document.querySelectorAll(\"{OPEN} .letter textarea\")].some((one) => one.value.length > 100);"
            );
            until("the letter", async || page.run(&body, &[]).await.as_bool().filter(|is| *is))
                .await;
        }
        match step["action"].as_str().unwrap() {
            "ticket" => {
                page.type_into(&format!("{OPEN} .tool form input"), "help.x.com").await;
                page.click(&format!("{OPEN} .tool form {SUBMIT}")).await;
                until("the ticket is on record", async || {
                    (self.show().await["tickets"][0]["place"] == "help.x.com").then_some(())
                })
                .await;
            }
            "countdown" => {
                page.type_into(&format!("{OPEN} .tool .two div:nth-child(2) input"), "12").await;
                page.click(&format!("{OPEN} .tool form {SUBMIT}")).await;
                until("the countdown is on record", async || {
                    self.show().await["countdown"]["ends_at"].is_string().then_some(())
                })
                .await;
            }
            _ => {}
        }
        let id = step["id"].as_str().unwrap();
        page.click(&format!("{OPEN} .step > .buttons > button:first-child")).await;
        until(&format!("'{title}' is marked"), async || {
            let shown = self.show().await;
            let steps = shown["checklist"].as_array()?;
            steps.iter().find(|one| one["id"] == id && one["state"] == "done").map(|_| ())
        })
        .await;
    }

    /// Lets the account be for some days of the drill, and hears that nothing was asked meanwhile.
    pub(crate) async fn leave_alone(&self, days: i64) {
        let script = "return Date.parse(arguments[0]);";
        let time = async || {
            let now = self.state().await["now"].clone();
            self.desk.page.run(script, &[now]).await.as_f64().unwrap()
        };
        let end = time().await + days as f64 * 864e5;
        self.pace(WAITING).await;
        until("the days pass", async || (time().await >= end).then_some(())).await;
        self.pace(60).await;
        assert_eq!(self.state().await["requests_while_held"], 0);
    }

    /// The deed on X's page, by the banner's button.
    pub(crate) async fn release(&self) {
        self.desk.page.click("section.drill .tools button:last-of-type").await;
        until("the deed is done", async || {
            (self.state().await["deed_state"] == "done").then_some(())
        })
        .await;
    }

    /// Takes the way back as it is drawn, and waits for the quiet post.
    async fn take_the_way_back(&self) {
        self.desk.page.click(".apply button").await;
        self.in_state("recovering").await;
    }

    /// Lets the weeks pass until all is out and closed, and reads the ledger.
    pub(crate) async fn through_the_weeks(self, session: &Session) {
        self.pace(WEEKS).await;
        until("everything is out", async || {
            let state = self.state().await;
            let is_out = state["published"] == state["planned"] && state["waiting"] == 0;
            (is_out && self.show().await["state"] == "closed").then_some(())
        })
        .await;
        let state = self.state().await;
        tell(&state);
        for wrong in ["lost", "twice", "requests_while_held", "days_above"] {
            assert_eq!(state[wrong], 0, "{state}");
        }
        assert!(state["kept"].as_u64().unwrap() >= 39, "{state}");
        let alarms = session.bell.told().into_iter().filter(|told| told.body.contains("are kept"));
        assert_eq!(alarms.count(), 1, "one notification for one incident");
        self.desk.kill().await;
    }

    /// To the look, through it, and all the way back.
    pub(crate) async fn rescued(self, session: &Session, screen: Option<&str>, days: i64) {
        let ask = self.walk(screen, &["unlocked", "resume"]).await;
        assert_eq!(ask["action"], "unlocked", "{ask}");
        if self.show().await["countdown"].is_null() {
            self.leave_alone(days).await;
            self.release().await;
            self.desk.page.click(".unlock button").await;
        } else {
            // Roost looks by itself when it is over.
            self.release().await;
            self.pace(WAITING).await;
        }
        self.in_state("verifying").await;
        self.take_the_way_back().await;
        self.through_the_weeks(session).await;
    }
}

/// What the drill counted, for whoever runs `./dev drills`: each day's posts beside its allowance.
#[expect(clippy::print_stdout, reason = "the figures of a drill are its result")]
fn tell(state: &Value) {
    let each =
        state["days"].as_array().unwrap().iter().map(|day| match day["allowance"].as_u64() {
            Some(allowance) => format!("{}/{allowance}", day["published"]),
            None => format!("{}/-", day["published"]),
        });
    let each = each.collect::<Vec<_>>().join(" ");
    println!("{} {}: kept {}, days {each}", state["kind"], state["screen"], state["kept"]);
}

journey!(a_lock_with_a_challenge_is_walked_out_of_in_the_window, |session| {
    let drilled = Drilled::open(&session, "locked:challenge", "@news is locked").await;
    drilled.rescued(&session, Some("challenge"), 1).await;
});

journey!(a_countdown_ends_with_one_look_by_itself_in_the_window, |session| {
    let drilled = Drilled::open(&session, "locked:limited", "@news is locked").await;
    drilled.rescued(&session, Some("limited"), 0).await;
});

journey!(new_credits_end_it_in_the_window, |session| {
    let drilled = Drilled::open(&session, "money", "").await;
    drilled.walk(None, &["unlocked", "resume"]).await;
    drilled.leave_alone(1).await;
    drilled.release().await;
    drilled.desk.page.click(".unlock button").await;
    drilled.in_state("closed").await;
    drilled.through_the_weeks(&session).await;
});

journey!(a_drill_opened_from_the_window_is_a_process_of_its_own_and_ends_with_it, |session| {
    let desk = Desk::open(&session).await;
    desk.add_account("mine").await;
    desk.ask("shell_drill_begin", json!({ "kind": "locked", "screen": "phone" })).await;
    until("a second window", async || (session.visible_windows().len() == 2).then_some(())).await;
    let folder = session.data_folder().join("drills/locked-phone");
    until("the drill's folder", async || folder.join("roost.db").exists().then_some(())).await;
    assert_eq!(desk.ask("shell_drill_state", json!({})).await, Value::Null);
    let accounts = desk.ask("account_list", json!({})).await;
    assert_eq!(accounts.as_array().unwrap().len(), 1, "none of the drill's: {accounts}");
    // By the page: there are two trays now. Not waited for: the page goes with the app.
    let quit = "window.__TAURI_INTERNALS__.invoke('call', { name: 'shell_quit', request: {} });";
    desk.page.run(quit, &[]).await;
    desk.ended().await;
    until("the drill has ended too", async || session.visible_windows().is_empty().then_some(()))
        .await;
    let folder = roost_store::Folder::create(&folder).unwrap();
    until("its lease is free", async || (!folder.is_in_use()).then_some(())).await;
});
