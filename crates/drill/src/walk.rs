//! How does an owner get from the first sign to the end? By the incident's own checklist: what the steps
//! ask for is done in their order, then the deed on X's page, the one look, the way back, and weeks of
//! waiting. Each thing is told to a listener; nothing is decided here that the checklist decides.

use crate::error::DrillError;
use crate::ledger::{Day, Ledger};
use crate::play::{Deed, Kind, Return, Screen};
use crate::stage::{DeedState, Stage};
use crate::watch::holds;
use chrono::{DateTime, TimeDelta, Utc};
use roost_api::requests as ask;
use roost_api::views::{DeliveryDetail, IncidentDetail, ResumeView, StepView, UnlockedView};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::Instant;

/// Before the fault, and while a wait is watched, no more than four hours in a second: requests of two
/// accounts stay apart, and every look is seen.
const WATCHED: f64 = 14_400.0;
/// How long the account is left alone where nothing has to be answered.
const A_DAY: TimeDelta = TimeDelta::hours(26);
/// And where a form was sent: until both reminders have come, after 3 and 7 days.
const A_TICKET: TimeDelta = TimeDelta::days(8);
/// What the countdown on X's page shows.
const COUNTDOWN: TimeDelta = TimeDelta::hours(12);
/// The second lock comes on the way back, after its first stage.
const AGAIN_AFTER: TimeDelta = TimeDelta::days(10);
/// A wait that takes longer than this in real time, and than [`LONG`] on the drill's clock, has hung.
const LIMIT: Duration = Duration::from_mins(3);
/// Longer than every ramp.
const LONG: TimeDelta = TimeDelta::days(120);
/// How often a condition is looked at where nothing is committed meanwhile.
const LOOK: Duration = Duration::from_millis(25);

/// How a drill is to go.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Script {
    /// How many of its seconds pass in one, at the most.
    pub factor: f64,
    /// How often the fault comes.
    pub times: Times,
}

/// How often the fault comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Times {
    /// Once.
    Once,
    /// A second lock comes during the ramp.
    Twice,
}

/// What happens, as it happens.
pub enum Scene<'a> {
    /// The accounts and their posts.
    Planned(&'a Stage),
    /// The first sign of an incident.
    Met(&'a IncidentDetail),
    /// A step of the checklist is done.
    Step(&'a StepView),
    /// A letter was drafted: where it goes and its subject.
    Letter(&'a Value),
    /// A form was sent, and this is written down.
    Ticket(&'a IncidentDetail),
    /// The countdown was entered.
    Countdown(DateTime<Utc>),
    /// The account was left alone for so long.
    Kept {
        /// Posts that are held.
        held: usize,
        /// For how long.
        span: TimeDelta,
        /// Requests meanwhile that nobody asked for.
        requests: usize,
        /// Reminders that have come due.
        reminders: usize,
    },
    /// The owner asked too early.
    TooEarly(&'a UnlockedView),
    /// What the owner did on X's page.
    Deed(Deed),
    /// Roost looked by itself when the wait was over, and it is still shut.
    StillShut(&'a IncidentDetail),
    /// 'I have unlocked it', and what the one look found.
    Answer(&'a UnlockedView),
    /// Roost looked by itself, and it is open.
    OpenByItself,
    /// The plan of the way back.
    WayBack(&'a ResumeView),
    /// The quiet post is out.
    Quiet(&'a DeliveryDetail),
    /// It ended without a ramp.
    Ended,
    /// Some days of the ramp, a week at the most.
    Days(&'a [Day]),
    /// A second lock is set.
    Again,
}

/// Who hears it.
pub type Tell<'a> = &'a (dyn Fn(&Scene<'_>) + Send + Sync);

/// Plays a drill to its end. The loop runs beside it, and [`Stage::watch`].
pub async fn walk(stage: &Stage, script: Script, tell: Tell<'_>) -> Result<Ledger, DrillError> {
    let owner = Owner { stage, script, tell };
    tell(&Scene::Planned(stage));
    stage.pace(owner.watched()).await?;
    let first = owner.next_incident(0).await?;
    owner.rescue(&first).await?;
    let mut told = 0;
    if script.times == Times::Twice {
        owner.follow(&mut told, Some(AGAIN_AFTER)).await?;
        stage.pace(owner.watched()).await?;
        stage.lock_again().await?;
        tell(&Scene::Again);
        let second = owner.next_incident(1).await?;
        owner.tell_days(&mut told, true).await?;
        owner.rescue(&second).await?;
    }
    owner.follow(&mut told, None).await?;
    stage.ledger().await
}

/// The owner, with what they were told to do.
struct Owner<'a> {
    stage: &'a Stage,
    script: Script,
    tell: Tell<'a>,
}

impl Owner<'_> {
    fn watched(&self) -> f64 {
        self.script.factor.min(WATCHED)
    }

    fn now(&self) -> DateTime<Utc> {
        self.stage.home().clock.now()
    }

    fn kind(&self) -> Kind {
        self.stage.play().kind()
    }

    /// From the first sign to the quiet post.
    async fn rescue(&self, id: &str) -> Result<(), DrillError> {
        let met = self.show(id).await?;
        (self.tell)(&Scene::Met(&met));
        let screen = self.screen();
        if let Some(screen) = screen.filter(|word| met.screens.iter().any(|one| one.id == *word)) {
            let seen = ask::IncidentSee { id: id.to_owned(), screen: Some(screen.to_owned()) };
            self.stage.home().door.incident_see(seen).await?;
        }
        let span = self.do_what_comes_first(id).await?;
        match (self.kind().comes_back(), self.show(id).await?.countdown.is_some()) {
            (Return::ByItself, _) => self.sit_out_a_warning(id).await?,
            (_, true) => {
                self.sit_out_a_countdown(id).await?;
                self.answer_tickets(id).await?;
            }
            (Return::ByRamp | Return::AtOnce, false) => {
                self.leave_alone(id, span).await?;
                self.ask_too_early(id).await?;
                self.deed().await?;
                self.answer_tickets(id).await?;
                self.say_unlocked(id).await?;
            }
        }
        if self.kind().comes_back() == Return::ByRamp {
            self.take_the_way_back(id).await?;
        }
        self.mark_all(id).await
    }

    /// What the owner says that X's page shows.
    fn screen(&self) -> Option<&'static str> {
        match self.kind() {
            Kind::Locked => self.stage.play().screen().map(Screen::word),
            Kind::Suspended => Some("suspended_banner"),
            Kind::Doubtful => Some("unsure"),
            Kind::Automated
            | Kind::Credentials
            | Kind::WriteBlocked
            | Kind::AppSuspended
            | Kind::Setup
            | Kind::Money
            | Kind::Clock
            | Kind::Retired => None,
        }
    }

    /// The steps before the look: letters, forms, the countdown, and what is to be read or checked.
    /// Gives how long the owner then waits.
    async fn do_what_comes_first(&self, id: &str) -> Result<TimeDelta, DrillError> {
        let mut span = A_DAY;
        for step in self.show(id).await?.checklist {
            let door = &self.stage.home().door;
            if let Some(letter) = &step.letter {
                let drafted =
                    door.call("incident_letter", json!({ "id": id, "letter": letter })).await?;
                (self.tell)(&Scene::Letter(&drafted));
            }
            match step.action {
                "ticket" => {
                    let place = step.link.clone().unwrap_or_else(|| step.title.clone());
                    let number = Some("0426-1".to_owned());
                    let sent =
                        ask::IncidentTicketAdd { id: id.to_owned(), place, number, sent_at: None };
                    (self.tell)(&Scene::Ticket(&door.incident_ticket_add(sent).await?));
                    span = A_TICKET;
                }
                "countdown" => {
                    let ends = self.now() + COUNTDOWN;
                    let ends_at = Some(ends.to_rfc3339());
                    let entered = ask::IncidentCountdown { id: id.to_owned(), ends_at };
                    door.incident_countdown(entered).await?;
                    (self.tell)(&Scene::Countdown(ends));
                }
                "renew" | "unlocked" | "resume" => continue,
                _ => {}
            }
            self.mark(id, &step).await?;
        }
        Ok(span)
    }

    /// Nobody does anything, and nothing may be heard.
    async fn leave_alone(&self, id: &str, span: TimeDelta) -> Result<(), DrillError> {
        self.stage.pace(self.script.factor).await?;
        let end = self.now() + span;
        self.until("a day to pass", async || Ok((self.now() >= end).then_some(()))).await?;
        self.tell_kept(id, span).await
    }

    async fn tell_kept(&self, id: &str, span: TimeDelta) -> Result<(), DrillError> {
        let (shown, now) = (self.show(id).await?, self.now());
        (self.tell)(&Scene::Kept {
            held: shown.deliveries.len(),
            span,
            requests: self.stage.ledger().await?.requests_while_held,
            reminders: shown.reminders.iter().filter(|one| one.due <= now).count(),
        });
        Ok(())
    }

    /// Where a look can tell that it is still shut, the owner asks once before its time.
    async fn ask_too_early(&self, id: &str) -> Result<(), DrillError> {
        // Limited accounts can be read all the while, so that only their owner knows.
        if self.kind() == Kind::Doubtful {
            return Ok(());
        }
        let answer = self.unlocked(id).await?;
        (self.tell)(&Scene::TooEarly(&answer));
        Ok(())
    }

    async fn deed(&self) -> Result<(), DrillError> {
        let deed = self.stage.release().await?;
        (self.tell)(&Scene::Deed(deed));
        Ok(())
    }

    /// 'I have unlocked it.' Where the look finds that the tokens ended with the old password, they are
    /// renewed, and the owner says it again.
    async fn say_unlocked(&self, id: &str) -> Result<(), DrillError> {
        if !holds(&self.show(id).await?.incident) {
            // New tokens were proof enough.
            (self.tell)(&Scene::Ended);
            return Ok(());
        }
        let answer = self.unlocked(id).await?;
        (self.tell)(&Scene::Answer(&answer));
        self.stage.look().await?;
        if self.stage.deed() == (Deed::RenewTokens, DeedState::Open) {
            self.deed().await?;
            let answer = self.unlocked(id).await?;
            (self.tell)(&Scene::Answer(&answer));
        }
        Ok(())
    }

    /// X's countdown began with what it asked for. Roost looks once when it is over.
    async fn sit_out_a_countdown(&self, id: &str) -> Result<(), DrillError> {
        self.stage.pace(self.watched()).await?;
        self.deed().await?;
        let began = self.now();
        self.until("the look after the countdown", async || {
            Ok((self.show(id).await?.incident.state == "verifying").then_some(()))
        })
        .await?;
        self.tell_kept(id, self.now() - began).await?;
        (self.tell)(&Scene::OpenByItself);
        Ok(())
    }

    /// After six hours Roost looks and is refused; after a day more it is let in and goes on by itself.
    async fn sit_out_a_warning(&self, id: &str) -> Result<(), DrillError> {
        self.stage.pace(self.watched()).await?;
        let (began, first) = (self.now(), self.show(id).await?.probe_at);
        let again = self
            .until("the look after six hours", async || {
                let shown = self.show(id).await?;
                let is_later = shown.probe_at.is_some() && shown.probe_at != first;
                Ok(is_later.then_some(shown))
            })
            .await?;
        (self.tell)(&Scene::StillShut(&again));
        self.tell_kept(id, self.now() - began).await?;
        self.deed().await?;
        self.until("the ramp after the warning", async || {
            Ok((!holds(&self.show(id).await?.incident)).then_some(()))
        })
        .await?;
        (self.tell)(&Scene::OpenByItself);
        Ok(())
    }

    async fn answer_tickets(&self, id: &str) -> Result<(), DrillError> {
        for ticket in self.show(id).await?.tickets {
            let answer = "Your account has been restored.".to_owned();
            let answered = ask::IncidentTicketAnswer {
                id: id.to_owned(),
                ticket: ticket.id,
                answer,
                closed: true,
            };
            self.stage.home().door.incident_ticket_answer(answered).await?;
        }
        Ok(())
    }

    /// Preview, take it, and wait for the quiet post.
    async fn take_the_way_back(&self, id: &str) -> Result<(), DrillError> {
        let door = &self.stage.home().door;
        let (id, first) = (id.to_owned(), None);
        let way = ask::IncidentResume { id, first, shares: None, days_per_stage: None };
        (self.tell)(&Scene::WayBack(&door.incident_resume_preview(way.clone()).await?));
        let taken = door.incident_resume_apply(way.clone()).await?;
        let Some(first) = taken.first else { return Ok(()) };
        let quiet = self
            .until("the quiet post", async || {
                let shown = door.post_show(ask::DeliveryNamed { id: first.clone() }).await?;
                Ok((shown.delivery.state == "published").then_some(shown))
            })
            .await?;
        (self.tell)(&Scene::Quiet(&quiet));
        self.until("the ramp", async || {
            Ok((!holds(&self.show(&way.id).await?.incident)).then_some(()))
        })
        .await
    }

    /// Lets the weeks pass, until everything is out and the incident closed, or for a while.
    async fn follow(&self, told: &mut usize, span: Option<TimeDelta>) -> Result<(), DrillError> {
        self.stage.pace(self.script.factor).await?;
        let end = span.map(|span| self.now() + span);
        self.until("the weeks of the ramp", async || {
            self.tell_days(told, false).await?;
            match end {
                Some(end) => Ok((self.now() >= end).then_some(())),
                None => Ok(self.is_over().await?.then_some(())),
            }
        })
        .await?;
        self.tell_days(told, end.is_none()).await
    }

    async fn is_over(&self) -> Result<bool, DrillError> {
        let all = self.stage.home().door.post_list(ask::PostList::default()).await?;
        if !all.iter().all(|post| post.state == "published") {
            return Ok(false);
        }
        // The second ramp is twice as long; its posts are out before its end.
        let is_followed_up = self.script.times == Times::Twice;
        let incidents = self.stage.home().door.incident_list(ask::Nothing {}).await?;
        Ok(is_followed_up || incidents.iter().all(|one| one.state == "closed"))
    }

    /// Tells the ramp's days that are over, a week at a time; the rest too, where nothing more comes.
    async fn tell_days(&self, told: &mut usize, rest: bool) -> Result<(), DrillError> {
        let today = self.now().format("%Y-%m-%d").to_string();
        let mut days = self.stage.ledger().await?.days;
        days.retain(|day| day.allowance.is_some() && (day.date < today || rest));
        for week in days.get(*told..).unwrap_or_default().chunks(7) {
            if week.len() == 7 || rest {
                *told += week.len();
                (self.tell)(&Scene::Days(week));
            }
        }
        Ok(())
    }

    /// What is left of the checklist is done by now.
    async fn mark_all(&self, id: &str) -> Result<(), DrillError> {
        for step in self.show(id).await?.checklist {
            if step.state == "todo" && !step.gone {
                self.mark(id, &step).await?;
            }
        }
        Ok(())
    }

    async fn mark(&self, id: &str, step: &StepView) -> Result<(), DrillError> {
        let marked = ask::IncidentStep {
            id: id.to_owned(),
            step: step.id.clone(),
            mark: ask::StepMark::Done,
            note: None,
        };
        self.stage.home().door.incident_step(marked).await?;
        (self.tell)(&Scene::Step(step));
        Ok(())
    }

    async fn unlocked(&self, id: &str) -> Result<UnlockedView, DrillError> {
        self.stage.owner_looks();
        let named = ask::IncidentNamed { id: id.to_owned() };
        Ok(self.stage.home().door.incident_unlocked(named).await?)
    }

    async fn show(&self, id: &str) -> Result<IncidentDetail, DrillError> {
        let named = ask::IncidentNamed { id: id.to_owned() };
        Ok(self.stage.home().door.incident_show(named).await?)
    }

    /// Waits until there are more incidents than that, and gives the newest.
    async fn next_incident(&self, known: usize) -> Result<String, DrillError> {
        self.until("an incident", async || {
            let incidents = self.stage.home().door.incident_list(ask::Nothing {}).await?;
            let is_new = incidents.len() > known;
            Ok(incidents.into_iter().next().filter(|_| is_new).map(|one| one.id))
        })
        .await
    }

    /// Waits for a condition.
    async fn until<T>(
        &self,
        what: &'static str,
        mut look: impl AsyncFnMut() -> Result<Option<T>, DrillError>,
    ) -> Result<T, DrillError> {
        let (began, lapsed) = (Instant::now(), self.now());
        loop {
            if let Some(found) = look().await? {
                return Ok(found);
            }
            if began.elapsed() > LIMIT && self.now() - lapsed > LONG {
                return Err(DrillError::Hung { what });
            }
            tokio::time::sleep(LOOK).await;
        }
    }
}
