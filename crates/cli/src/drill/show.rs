//! How does the drill look? A few lines for each act in plain words; with --json only the closing
//! count, on one line.

use super::ledger::Ledger;
use super::stage::{Planned, Step};
use crate::commands::incidents::curve;
use crate::escape::{lines, one_line};
use crate::failure::Failure;
use crate::output::{Format, Output, style, styled, time};
use anstyle::Style;
use roost_api::views::{DeliveryDetail, DeliveryView, IncidentDetail, ResumeView, UnlockedView};

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
    pub(crate) fn title(&self, factor: f64) {
        let seconds = format!("{:.0}", 604_800.0 / factor);
        self.line(&styled(style::BOLD, &self.out.say("drill_title", &[])));
        self.line(&styled(style::DIM, &self.out.say("drill_how", &[("seconds", &seconds)])));
    }

    /// The accounts and their posts.
    pub(crate) fn planned(&self, planned: &Planned) {
        let all: Vec<String> =
            planned.accounts.iter().map(|(handle, count)| format!("@{handle} {count}")).collect();
        self.act(
            style::MOVE,
            &self.out.say("drill_plan", &[]),
            &self.out.say("drill_planned", &[("all", &all.join(", "))]),
        );
    }

    /// The first sign.
    pub(crate) fn locked(&self, shown: &IncidentDetail) {
        self.act(style::STOP, &self.out.say("drill_lock", &[]), &one_line(&shown.headline));
        self.more(&self.out.say("network_said", &[("message", &one_line(&shown.message))]));
        self.more(&lines(&shown.next_step));
    }

    /// What is kept, and the silence.
    pub(crate) fn held(&self, held: &[DeliveryView], requests: usize) {
        let (count, requests) = (held.len().to_string(), requests.to_string());
        let first = held.first().and_then(|one| one.original_due).map_or_else(String::new, time);
        let params = [("count", count.as_str()), ("first", &first)];
        self.act(
            style::WAIT,
            &self.out.say("drill_hold", &[]),
            &self.out.say("drill_held", &params),
        );
        self.more(&self.out.say("drill_silence", &[("requests", &requests)]));
    }

    /// The owner was too early.
    pub(crate) fn still_locked(&self, answer: &UnlockedView, reads: usize) {
        self.act(style::WAIT, &self.out.say("drill_unlock", &[]), &lines(&answer.sentence));
        self.more(&self.out.say("drill_one_read", &[("reads", &reads.to_string())]));
    }

    /// The door is open.
    pub(crate) fn unlocked(&self, answer: &UnlockedView) {
        self.more(&self.out.say("drill_on_page", &[]));
        self.more(&styled(style::GOOD, &lines(&answer.sentence)));
    }

    /// The curve.
    pub(crate) fn way_back(&self, plan: &ResumeView) {
        let baseline = format!("{:.0}", plan.baseline);
        self.act(
            style::MOVE,
            &self.out.say("drill_way", &[]),
            &self.out.say("ramp_from", &[("baseline", &baseline)]),
        );
        for line in curve(&plan.curve).lines() {
            self.more(line.trim_start());
        }
    }

    /// The first post after the lock.
    pub(crate) fn quiet_post(&self, shown: &DeliveryDetail) {
        let delivery = &shown.delivery;
        let at = delivery.published_at.map_or_else(String::new, time);
        let params = [("text", &*one_line(&delivery.text)), ("at", &at)];
        self.act(
            style::GOOD,
            &self.out.say("drill_quiet", &[]),
            &self.out.say("drill_quiet_out", &params),
        );
    }

    /// A step of the ramp.
    pub(crate) fn step(&self, step: &Step) {
        let bar = styled(style::GOOD, &"█".repeat(step.published));
        let (allowance, published) = (step.allowance.to_string(), step.published.to_string());
        let params = [
            ("from", step.from.as_str()),
            ("to", step.to.as_str()),
            ("published", &published),
            ("allowance", &allowance),
        ];
        let said = format!("{} {bar}", self.out.say("drill_step", &params));
        if step.number == 1 {
            self.act(style::GOOD, &self.out.say("drill_ramp", &[]), &said);
        } else {
            self.more(&said);
        }
    }

    /// The count at the end.
    pub(crate) fn closing(&self, ledger: &Ledger) -> Result<(), Failure> {
        if self.out.format == Format::Json {
            self.out.json(ledger)?;
            return Ok(());
        }
        let count = |number: usize| number.to_string();
        let params = [
            ("kept", count(ledger.kept)),
            ("published", count(ledger.published)),
            ("planned", count(ledger.planned)),
            ("lost", count(ledger.lost)),
            ("twice", count(ledger.twice)),
        ];
        let params: Vec<(&str, &str)> =
            params.iter().map(|(name, number)| (*name, number.as_str())).collect();
        let is_well = ledger.lost == 0 && ledger.twice == 0;
        let colour = if is_well { style::GOOD } else { style::STOP };
        let closing = self.out.words.line("drill_closing", &params);
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
