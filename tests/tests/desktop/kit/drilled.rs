//! How does an owner go through a drill in its window? The tray, the one notification, the checklist by
//! the mouse, the deed on X's page, 'I have unlocked it', the way back, and weeks in time-lapse. At the
//! end the ledger is read.

use super::figures::{self, Ramp};
use super::{Desk, Form, Session, Told, until};
use serde_json::{Value, json};

/// While a countdown or a ticket is waited for: half a day in a second.
pub(crate) const WAITING: u64 = 43_200;
/// While the checklist is gone through: a minute in a second.
const READING: u64 = 60;
/// Through the weeks: a week in five seconds, which a busy machine with a window still follows.
pub(crate) const WEEKS: u64 = 120_960;

/// The line of the checklist that is open.
const OPEN: &str = "li[aria-current='step']";

/// The button that does on X's page what the owner would.
const DEED: &str = "section.drill .tools button:last-of-type";

/// The button that a form's words have enabled.
const SUBMIT: &str = "button[type='submit']:not([disabled]):not([aria-disabled='true'])";

/// A drill in its window, with the incident before it.
pub(crate) struct Drilled<'a> {
    pub(crate) desk: Desk<'a>,
    pub(crate) incident: String,
}

/// The way back as it is drawn before it is taken.
#[derive(Debug)]
pub(crate) struct Plan {
    /// `standard` or `repeat`.
    pub(crate) shape: String,
    /// The allowance of each of its days.
    pub(crate) days: Vec<u64>,
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

    pub(crate) async fn state(&self) -> Value {
        self.desk.ask("shell_drill_state", json!({})).await
    }

    pub(crate) async fn pace(&self, factor: u64) {
        self.desk.ask("shell_drill_pace", json!({ "factor": factor })).await;
    }

    pub(crate) async fn show(&self) -> Value {
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

    /// Lets days of the drill pass.
    pub(crate) async fn pass(&self, days: i64, factor: u64) {
        let script = "return Date.parse(arguments[0]);";
        let time = async || {
            let now = self.state().await["now"].clone();
            self.desk.page.run(script, &[now]).await.as_f64().unwrap()
        };
        let end = time().await + days as f64 * 864e5;
        self.pace(factor).await;
        until("the days pass", async || (time().await >= end).then_some(())).await;
        self.pace(READING).await;
    }

    /// Lets the account be for some days of the drill, and hears that nothing was asked meanwhile.
    pub(crate) async fn leave_alone(&self, days: i64) {
        self.pass(days, WAITING).await;
        assert_eq!(self.state().await["requests_while_held"], 0);
    }

    /// The deed on X's page, by the banner's button.
    pub(crate) async fn release(&self) {
        self.desk.page.click(DEED).await;
        until("the deed is done", async || {
            (self.state().await["deed_state"] == "done").then_some(())
        })
        .await;
    }

    /// 'I have unlocked it', by its button.
    pub(crate) async fn say_unlocked(&self) {
        self.desk.page.click(".unlock button").await;
    }

    /// Goes to the incident that came after this one, by the banner's button; gives the one before.
    pub(crate) async fn go_to_the_next(&mut self) -> String {
        let next = until("another incident", async || {
            let newest = self.state().await["incident"].as_str()?.to_owned();
            (newest != self.incident).then_some(newest)
        })
        .await;
        self.desk.press_button("Open the incident").await;
        self.is_before(&next).await;
        std::mem::replace(&mut self.incident, next)
    }

    /// Goes to an incident by its address.
    pub(crate) async fn go_to(&mut self, incident: String) {
        self.desk.go(&format!("recovery/{incident}")).await;
        self.is_before(&incident).await;
        self.incident = incident;
    }

    async fn is_before(&self, incident: &str) {
        let place = format!("return location.hash === '#/recovery/{incident}';");
        until("the incident's page", async || {
            self.desk.page.run(&place, &[]).await.as_bool().filter(|is| *is)
        })
        .await;
    }

    /// Takes the way back as it is drawn, and waits for the quiet post.
    pub(crate) async fn take_the_way_back(&self) -> Plan {
        self.in_state("verifying").await;
        let ask = json!({ "id": self.incident });
        let drawn = self.desk.ask("incident_resume_preview", ask).await;
        let allowances = drawn["curve"].as_array().unwrap().iter();
        let plan = Plan {
            shape: drawn["shape"].as_str().unwrap().to_owned(),
            days: allowances.map(|day| day["allowance"].as_u64().unwrap()).collect(),
        };
        self.desk.page.click(".apply button").await;
        self.in_state("recovering").await;
        plan
    }

    /// From the checklist to the ramp: to the look, through it, and onto the way back.
    pub(crate) async fn rescue(&self, screen: Option<&str>, days: i64) -> Plan {
        let ask = self.walk(screen, &["unlocked", "resume"]).await;
        assert_eq!(ask["action"], "unlocked", "{ask}");
        if self.show().await["countdown"].is_null() {
            self.leave_alone(days).await;
            self.release().await;
            self.say_unlocked().await;
        } else {
            // Roost looks by itself when it is over.
            self.release().await;
            self.pace(WAITING).await;
        }
        self.take_the_way_back().await
    }

    /// To the ramp, and all the way back.
    pub(crate) async fn rescued(self, session: &Session, screen: Option<&str>, days: i64) {
        let plan = self.rescue(screen, days).await;
        assert_eq!(plan.shape, "standard", "{plan:?}");
        self.through_the_weeks(session, Ramp::FourWeeks).await;
    }

    /// To the look, through it, and on at the old times.
    pub(crate) async fn put_right(self, session: &Session) {
        self.walk(None, &["unlocked", "resume"]).await;
        self.leave_alone(1).await;
        self.release().await;
        self.say_unlocked().await;
        self.in_state("closed").await;
        self.through_the_weeks(session, Ramp::None).await;
    }

    /// Has the account locked once more by the banner's button, and goes to the new incident.
    pub(crate) async fn lock_again(&mut self) -> String {
        assert_eq!(self.state().await["again"], "open");
        self.desk.press_button("Lock again").await;
        self.desk.says("The second lock comes with the next post.").await;
        let first = self.go_to_the_next().await;
        assert_eq!(self.state().await["again"], "closed");
        first
    }

    /// Lets the weeks pass until all is out and closed, and reads the ledger.
    pub(crate) async fn through_the_weeks(self, session: &Session, ramp: Ramp) {
        self.pace(WEEKS).await;
        until("everything is out", async || {
            let state = self.state().await;
            (state["published"] == state["planned"] && state["waiting"] == 0).then_some(())
        })
        .await;
        self.in_state("closed").await;
        let incidents = self.desk.ask("incident_list", json!({})).await;
        let incidents = incidents.as_array().unwrap();
        assert!(incidents.iter().all(|one| one["state"] == "closed"), "{incidents:?}");
        let state = self.state().await;
        figures::tell(&state);
        for wrong in ["lost", "twice", "requests_while_held", "days_above"] {
            assert_eq!(state[wrong], 0, "{state}");
        }
        assert!(state["kept"].as_u64().unwrap() >= 39, "{state}");
        figures::is_as_drawn(&state, ramp);
        figures::ledger_shows(&self.desk.page, &state).await;
        let alarms = session.bell.told().into_iter().filter(|told| told.body.contains("are kept"));
        assert_eq!(alarms.count(), incidents.len(), "one notification for each incident");
        self.desk.kill().await;
    }
}
