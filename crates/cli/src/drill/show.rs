//! How does the drill look? A few lines for each act in plain words; with --json only the closing
//! count, on one line.

use crate::commands::incidents::curve;
use crate::escape::{lines, one_line};
use crate::failure::Failure;
use crate::output::{Format, Output, style, styled, time};
use crate::words::Words;
use anstyle::Style;
use chrono::TimeDelta;
use roost_api::views::{DeliveryDetail, IncidentDetail, ResumeView, UnlockedView};
use roost_drill::walk::Scene;
use roost_drill::{Day, Deed, Ledger, Play, Stage};

/// Tells the drill.
pub(crate) struct Show {
    out: Output,
}

impl Show {
    /// A telling to this output.
    pub(crate) fn new(out: Output) -> Self {
        Self { out }
    }

    /// What will be seen, and how fast.
    pub(crate) fn title(&self, play: Play, factor: f64) {
        let seconds = format!("{:.0}", 604_800.0 / factor);
        let what = self.out.say("drill_title", &[("what", &play.to_string())]);
        self.line(&styled(style::BOLD, &what));
        self.line(&styled(style::DIM, &self.out.say("drill_how", &[("seconds", &seconds)])));
    }

    /// What happens.
    pub(crate) fn scene(&self, scene: &Scene<'_>) {
        match scene {
            Scene::Planned(stage) => self.planned(stage),
            Scene::Met(shown) => self.met(shown),
            Scene::Step(step) => {
                self.more(&self.out.say("drill_did", &[("step", &one_line(&step.title))]));
            }
            Scene::Letter(letter) => {
                let subject = one_line(letter["subject"].as_str().unwrap_or_default());
                let place = one_line(letter["place"].as_str().unwrap_or_default());
                let params = [("subject", subject.as_str()), ("place", &place)];
                self.more(&self.out.say("drill_letter", &params));
            }
            Scene::Ticket(shown) => {
                let place = shown.tickets.last().map_or("", |ticket| ticket.place.as_str());
                self.more(&self.out.say("drill_ticket", &[("place", &one_line(place))]));
            }
            Scene::Countdown(ends) => {
                self.more(&self.out.say("drill_countdown", &[("ends", &time(*ends))]));
            }
            Scene::Kept { held, span, requests, reminders } => {
                self.kept(*held, *span, *requests, *reminders);
            }
            Scene::TooEarly(answer) => self.too_early(answer),
            Scene::Deed(deed) => self.more(&self.out.say(deed_key(*deed), &[])),
            Scene::StillShut(shown) => {
                let next = shown.probe_at.map_or_else(String::new, time);
                self.more(&self.out.say("drill_still_shut", &[("next", &next)]));
            }
            Scene::Answer(answer) => self.more(&styled(style::GOOD, &lines(&answer.sentence))),
            Scene::OpenByItself => {
                self.more(&styled(style::GOOD, &self.out.say("drill_open_by_itself", &[])));
            }
            Scene::WayBack(plan) => self.way_back(plan),
            Scene::Quiet(shown) => self.quiet_post(shown),
            Scene::Ended => self.more(&styled(style::GOOD, &self.out.say("drill_ended", &[]))),
            Scene::Days(days) => self.days(days),
            Scene::Again => self.more(&self.out.say("drill_again", &[])),
        }
    }

    fn planned(&self, stage: &Stage) {
        let all: Vec<String> =
            stage.plans().map(|(handle, count)| format!("@{handle} {count}")).collect();
        let said = self.out.say("drill_planned", &[("all", &all.join(", "))]);
        self.act(style::MOVE, &self.out.say("drill_plan", &[]), &said);
    }

    fn met(&self, shown: &IncidentDetail) {
        self.act(style::STOP, &self.out.say("drill_lock", &[]), &one_line(&shown.headline));
        self.more(&self.out.say("network_said", &[("message", &one_line(&shown.message))]));
        let id = &shown.incident.id;
        if let Some(before) = &shown.incident.relock_of {
            let params = [("id", id.as_str()), ("before", before)];
            self.more(&self.out.say("drill_relock", &params));
        }
        let steps = self.out.say("drill_steps", &[]);
        self.act(style::WAIT, &steps, &lines(&shown.next_step));
    }

    fn kept(&self, held: usize, span: TimeDelta, requests: usize, reminders: usize) {
        let (held, hours) = (held.to_string(), span.num_hours().to_string());
        let params = [("count", held.as_str()), ("hours", &hours)];
        let said = self.out.say("drill_held", &params);
        self.act(style::WAIT, &self.out.say("drill_hold", &[]), &said);
        self.more(&self.out.say("drill_silence", &[("requests", &requests.to_string())]));
        if reminders > 0 {
            self.more(&self.out.say("drill_reminders", &[("count", &reminders.to_string())]));
        }
    }

    fn too_early(&self, answer: &UnlockedView) {
        self.act(style::WAIT, &self.out.say("drill_unlock", &[]), &lines(&answer.sentence));
        self.more(&self.out.say("drill_one_read", &[]));
    }

    fn way_back(&self, plan: &ResumeView) {
        let baseline = format!("{:.0}", plan.baseline);
        let said = self.out.say("ramp_from", &[("baseline", &baseline)]);
        self.act(style::MOVE, &self.out.say("drill_way", &[]), &said);
        for line in curve(&plan.curve).lines() {
            self.more(line.trim_start());
        }
    }

    fn quiet_post(&self, shown: &DeliveryDetail) {
        let delivery = &shown.delivery;
        let at = delivery.published_at.map_or_else(String::new, time);
        let params = [("text", &*one_line(&delivery.text)), ("at", &at)];
        let said = self.out.say("drill_quiet_out", &params);
        self.act(style::GOOD, &self.out.say("drill_quiet", &[]), &said);
    }

    /// A week: each day's posts beside its allowance.
    fn days(&self, days: &[Day]) {
        let Some(first) = days.first() else { return };
        let each = days.iter().map(|day| {
            let allowance = day.allowance.unwrap_or_default();
            let colour = if day.published > allowance { style::STOP } else { style::GOOD };
            styled(colour, &format!("{}/{allowance}", day.published))
        });
        let each: Vec<String> = each.collect();
        let params = [("from", first.date.as_str()), ("days", &each.join("  "))];
        let said = self.out.say("drill_days", &params);
        self.act(style::GOOD, &self.out.say("drill_ramp", &[]), &said);
    }

    /// The count at the end.
    pub(crate) fn closing(&self, ledger: &Ledger) -> Result<(), Failure> {
        if self.out.format == Format::Json {
            self.out.json(ledger)?;
            return Ok(());
        }
        let colour = if ledger.is_well() { style::GOOD } else { style::STOP };
        let closing = counts(&self.out.words, "drill_closing", ledger);
        self.out.text(&format!("\n{}", styled(colour.bold(), &closing)))?;
        Ok(())
    }

    fn act(&self, colour: Style, name: &str, said: &str) {
        self.line(&format!("\n{}  {said}", styled(colour.bold(), &format!("{name:>10}"))));
    }

    fn more(&self, said: &str) {
        for line in said.lines() {
            self.line(&format!("{:>10}  {line}", ""));
        }
    }

    fn line(&self, text: &str) {
        if self.out.format == Format::Plain {
            // A reader who has left is met by the closing count.
            let _ = self.out.text(text);
        }
    }
}

/// A line with a ledger's numbers.
pub(crate) fn counts(words: &Words, key: &str, ledger: &Ledger) -> String {
    let params = [
        ("kept", ledger.kept),
        ("published", ledger.published),
        ("planned", ledger.planned),
        ("lost", ledger.lost),
        ("twice", ledger.twice),
        ("requests", ledger.requests_while_held),
        ("days", ledger.days_above),
    ];
    let params = params.map(|(name, number)| (name, number.to_string()));
    let params = params.each_ref().map(|(name, number)| (*name, number.as_str()));
    words.line(key, &params)
}

/// What is said of a deed.
fn deed_key(deed: Deed) -> &'static str {
    match deed {
        Deed::UnlockAccount => "drill_deed_unlock_account",
        Deed::UnblockApp => "drill_deed_unblock_app",
        Deed::TopUp => "drill_deed_top_up",
        Deed::FixSetting => "drill_deed_fix_setting",
        Deed::RenewTokens => "drill_deed_renew_tokens",
        Deed::SetClock => "drill_deed_set_clock",
        Deed::Update => "drill_deed_update",
        Deed::Wait => "drill_deed_wait",
    }
}
