//! What happened? Follows the loop's facts and tells each in a line: in plain words, or as one JSON
//! object. Many facts at once are looked up in one read, so that telling never slows the loop.

use super::hook::Hook;
use crate::compose::Home;
use crate::escape::{cut, one_line};
use crate::failure::Failure;
use crate::output::{Format, Output, style, styled, time};
use roost_api::Door;
use roost_api::requests::{IncidentNamed, Nothing};
use roost_api::views::{IncidentDetail, MailView, ReminderView};
use roost_domain::ids::{DeliveryId, IncidentId, MailId, ReminderId};
use roost_domain::ports::Clock;
use roost_engine::events::Event;
use roost_store::Store;
use roost_store::tables::deliveries::DeliveryLine;
use roost_store::tables::loop_incidents;
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use std::io;
use std::sync::Arc;
use tokio::sync::broadcast::{Receiver, error::RecvError, error::TryRecvError};
use tokio::sync::oneshot;
use tokio::task::JoinSet;

/// Writes lines about what happened.
#[derive(Clone)]
pub(crate) struct Teller {
    out: Output,
    clock: Arc<dyn Clock>,
}

impl Teller {
    /// A teller that dates its lines by a clock.
    pub(crate) fn new(out: Output, clock: Arc<dyn Clock>) -> Self {
        Self { out, clock }
    }

    fn delivery(&self, word: &str, line: &DeliveryLine) -> io::Result<()> {
        let record = &line.record;
        match self.out.format {
            Format::Json => self.out.json(&json!({
                "at": self.clock.now(),
                "event": word,
                "id": record.delivery.id,
                "post": record.delivery.post,
                "account": line.handle,
                "network": line.network,
                "state": record.delivery.state.word(),
                "due": record.delivery.due,
                "text": line.text,
                "remote_id": record.remote_id,
                "url": record.url,
                "reason": record.reason,
            })),
            Format::Plain => {
                let tail = match (word, &record.url, &record.reason) {
                    ("published", Some(url), _) => styled(style::DIM, &one_line(url)),
                    (_, _, Some(reason)) => one_line(reason),
                    _ => String::new(),
                };
                let id = record.delivery.id;
                let text = cut(&line.text, 48);
                let handle = one_line(&line.handle);
                self.line(word, &format!("@{handle}  {id}  {text}  {tail}"))
            }
        }
    }

    fn incident(&self, word: &str, shown: &IncidentDetail) -> io::Result<()> {
        match self.out.format {
            Format::Json => self.out.json(&json!({
                "at": self.clock.now(),
                "event": word,
                "incident": shown.incident,
                "headline": shown.headline,
            })),
            Format::Plain => {
                let incident = &shown.incident;
                let (id, held) = (&incident.id, incident.held.to_string());
                let whom = self.whom(shown);
                let said = match word {
                    "incident" => one_line(&shown.headline),
                    "held" => {
                        let params = [("whom", whom.as_str()), ("held", &held), ("id", id)];
                        self.out.say("run_held", &params)
                    }
                    "resumed" => self.out.say("run_resumed", &[("whom", &whom), ("id", id)]),
                    _ => self.out.say("run_incident_is", &[("id", id), ("state", incident.state)]),
                };
                self.line(word, &said)?;
                if word == "incident" {
                    let next = self.out.say("run_see", &[("id", id)]);
                    self.line("", &styled(style::DIM, &next))?;
                }
                Ok(())
            }
        }
    }

    fn whom(&self, shown: &IncidentDetail) -> String {
        match (&shown.incident.account, &shown.incident.app) {
            (Some(account), _) => format!("@{}", one_line(account)),
            (None, app) => {
                let app = one_line(app.as_deref().unwrap_or("-"));
                self.out.say("run_app", &[("app", &app)])
            }
        }
    }

    fn reminder(&self, shown: &IncidentDetail, reminder: &ReminderView) -> io::Result<()> {
        let ticket = shown.tickets.iter().find(|one| Some(&one.id) == reminder.ticket.as_ref());
        match self.out.format {
            Format::Json => self.out.json(&json!({
                "at": self.clock.now(),
                "event": "reminder",
                "incident": shown.incident,
                "reminder": reminder,
                "ticket": ticket,
            })),
            Format::Plain => {
                let (whom, id) = (self.whom(shown), shown.incident.id.as_str());
                let place = ticket.map(|ticket| one_line(&ticket.place)).unwrap_or_default();
                let params = [("whom", whom.as_str()), ("place", &place), ("id", id)];
                let key = match reminder.about {
                    "ticket" => "run_reminder_ticket",
                    _ => "run_reminder_countdown",
                };
                self.line("reminder", &self.out.say(key, &params))
            }
        }
    }

    /// A mail that claims to be of X. All of it is foreign text.
    fn mail(&self, incident: &str, found: &MailView) -> io::Result<()> {
        if self.out.format == Format::Json {
            return self.out.json(&json!({
                "at": self.clock.now(),
                "event": "mail",
                "incident": incident,
                "mail": found,
            }));
        }
        let key = match found.verdict {
            "proven" => "mail_proven",
            "failed" => "mail_failed",
            _ => "mail_not_proven",
        };
        let verdict = self.out.say(key, &[]);
        let (from, subject) = (one_line(&found.from), cut(&found.subject, 48));
        let params = [
            ("from", &*from),
            ("subject", &*subject),
            ("verdict", &*verdict),
            ("incident", incident),
        ];
        self.line("mail", &self.out.say("run_mail", &params))
    }

    fn line(&self, word: &str, said: &str) -> io::Result<()> {
        let at = styled(style::DIM, &time(self.clock.now()));
        let colour = match word {
            "published" | "resumed" | "closed" => style::GOOD,
            "incident" | "held" | "failed" => style::STOP,
            "unconfirmed" | "retrying" | "missed" | "reminder" => style::WAIT,
            _ => style::DIM,
        };
        self.out
            .text(format!("{at}  {}  {said}", styled(colour, &format!("{word:<11}"))).trim_end())
    }
}

/// Follows the facts of a loop.
pub(crate) struct Follower {
    teller: Teller,
    store: Store,
    door: Door,
    hook: Option<Hook>,
    events: Receiver<Event>,
    /// Incidents that were told: opened ones once, others in the state they were told in.
    told: HashMap<IncidentId, &'static str>,
    /// How many deliveries each incident was last told to hold: an app's fact comes per account.
    told_held: HashMap<IncidentId, u64>,
    hooks: JoinSet<Result<(), String>>,
}

/// A follower at work.
pub(crate) struct Following {
    ended: oneshot::Sender<()>,
    task: JoinSet<Result<(), Failure>>,
}

impl Following {
    /// The loop is over: tells what is left, waits for the hooks, and says whether it could be told.
    pub(crate) async fn end(mut self) -> Result<(), Failure> {
        // A follower that has stopped already is not waiting for this.
        let _ = self.ended.send(());
        match self.task.join_next().await {
            Some(Ok(told)) => told,
            Some(Err(_)) | None => Ok(()),
        }
    }
}

impl Follower {
    /// Follows from now on.
    pub(crate) fn new(
        home: &Home,
        teller: Teller,
        hook: Option<Hook>,
        events: Receiver<Event>,
    ) -> Self {
        let (store, door) = (home.store.clone(), home.door.clone());
        Self {
            teller,
            store,
            door,
            hook,
            events,
            told: HashMap::new(),
            told_held: HashMap::new(),
            hooks: JoinSet::new(),
        }
    }

    /// Follows on a task of its own, until [`Following::end`].
    pub(crate) fn start(self) -> Following {
        let (ended, end) = oneshot::channel();
        let mut task = JoinSet::new();
        task.spawn(self.follow(end));
        Following { ended, task }
    }

    async fn follow(mut self, mut end: oneshot::Receiver<()>) -> Result<(), Failure> {
        // What opened just before a crash was never told.
        for id in self.store.read(loop_incidents::untold).await? {
            self.tell_incident(id).await?;
        }
        loop {
            let first = tokio::select! {
                biased;
                event = self.events.recv() => event,
                _ = &mut end => break,
            };
            match first {
                Ok(event) => self.tell_from(event).await?,
                Err(RecvError::Lagged(_)) => self.look_at_incidents().await?,
                Err(RecvError::Closed) => break,
            }
        }
        while let Ok(event) = self.events.try_recv() {
            self.tell_from(event).await?;
        }
        self.finish_hooks().await;
        Ok(())
    }

    /// Tells one fact and all that wait behind it.
    async fn tell_from(&mut self, first: Event) -> Result<(), Failure> {
        let mut facts = vec![first];
        loop {
            match self.events.try_recv() {
                Ok(fact) => facts.push(fact),
                Err(TryRecvError::Lagged(_)) => self.look_at_incidents().await?,
                Err(TryRecvError::Empty | TryRecvError::Closed) => break,
            }
        }
        let wanted: HashSet<DeliveryId> =
            facts.iter().filter_map(|fact| delivery_of(fact).map(|(_, id)| id)).collect();
        let lines = self
            .store
            .read(move |tx| {
                let mut lines = HashMap::new();
                for id in wanted {
                    if let Some(line) = tx.find_delivery_line(id)? {
                        lines.insert(id, line);
                    }
                }
                Ok(lines)
            })
            .await?;
        for fact in facts {
            match (delivery_of(&fact), fact) {
                (Some((word, id)), _) => {
                    if let Some(line) = lines.get(&id) {
                        self.teller.delivery(word, line)?;
                    }
                }
                (None, Event::IncidentOpened(id) | Event::IncidentChanged(id)) => {
                    self.tell_incident(id).await?;
                }
                (None, Event::MailFound(incident, mail)) => self.tell_mail(incident, mail).await?,
                (None, Event::ReminderDue(incident, reminder)) => {
                    self.tell_reminder(incident, reminder).await?;
                }
                (None, Event::Held(_, id)) => {
                    let shown =
                        self.door.incident_show(IncidentNamed { id: id.to_string() }).await?;
                    let held = shown.incident.held;
                    if self.told_held.insert(id, held) != Some(held) {
                        self.teller.incident("held", &shown)?;
                    }
                }
                (None, _) => {}
            }
        }
        Ok(())
    }

    /// Tells a reminder whose time has come. Its row says already that it was told.
    async fn tell_reminder(&self, id: IncidentId, reminder: ReminderId) -> Result<(), Failure> {
        let shown = self.door.incident_show(IncidentNamed { id: id.to_string() }).await?;
        let known = shown.reminders.iter().find(|one| one.id == reminder.to_string());
        let Some(known) = known else { return Ok(()) };
        Ok(self.teller.reminder(&shown, known)?)
    }

    /// Tells an incident as it stands now, if that was not told yet.
    async fn tell_incident(&mut self, id: IncidentId) -> Result<(), Failure> {
        let shown = self.door.incident_show(IncidentNamed { id: id.to_string() }).await?;
        let state = shown.incident.state;
        let before = self.told.insert(id, state);
        if before == Some(state) {
            return Ok(());
        }
        let word = match (before, state) {
            (None, "open") => "incident",
            (_, "recovering") => "resumed",
            (_, state) => state,
        };
        self.teller.incident(word, &shown)?;
        if word == "incident" {
            self.hand_over(id, &shown).await?;
        }
        Ok(())
    }

    /// Tells of a mail that was found.
    async fn tell_mail(&self, incident: IncidentId, mail: MailId) -> Result<(), Failure> {
        let shown = self.door.incident_show(IncidentNamed { id: incident.to_string() }).await?;
        let mail = mail.to_string();
        match shown.mails.iter().find(|found| found.id == mail) {
            Some(found) => Ok(self.teller.mail(&shown.incident.id, found)?),
            None => Ok(()),
        }
    }

    /// Gives an incident to the owner's command. Only when that has run is the owner told.
    async fn hand_over(&mut self, id: IncidentId, shown: &IncidentDetail) -> Result<(), Failure> {
        let (store, now) = (self.store.clone(), self.teller.clock.now());
        let told = move |tx: &roost_store::Tx<'_>| loop_incidents::set_told_at(tx, id, now);
        let Some(hook) = &self.hook else { return Ok(store.write(told).await?) };
        let json: Value = serde_json::to_value(shown).unwrap_or_default();
        let call = hook.call(json.to_string());
        self.hooks.spawn(async move {
            call.await?;
            store.write(told).await.map_err(|error| error.to_string())
        });
        Ok(())
    }

    /// After facts were missed: what incidents are there that nobody was told of?
    async fn look_at_incidents(&mut self) -> Result<(), Failure> {
        for incident in self.door.incident_list(Nothing {}).await? {
            if let Ok(id) = incident.id.parse()
                && incident.state != "closed"
            {
                self.tell_incident(id).await?;
            }
        }
        Ok(())
    }

    /// Lets the owner's commands finish; a loop that ends right after a lock still tells of it.
    async fn finish_hooks(&mut self) {
        while let Some(ended) = self.hooks.join_next().await {
            if let Ok(Err(reason)) = ended {
                let out = &self.teller.out;
                out.remark(&out.say("hook_failed", &[("reason", &one_line(&reason))]));
            }
        }
    }
}

/// The delivery that a fact is about, with its word.
fn delivery_of(fact: &Event) -> Option<(&'static str, DeliveryId)> {
    match fact {
        Event::Published(id) => Some(("published", *id)),
        Event::Unconfirmed(id) => Some(("unconfirmed", *id)),
        Event::Failed(id) => Some(("failed", *id)),
        Event::Retrying(id) => Some(("retrying", *id)),
        Event::Missed(id) => Some(("missed", *id)),
        Event::Moved(id) => Some(("moved", *id)),
        Event::Held(..)
        | Event::IncidentOpened(_)
        | Event::IncidentChanged(_)
        | Event::MailFound(..)
        | Event::ReminderDue(..)
        | Event::AccountChanged(_) => None,
    }
}
