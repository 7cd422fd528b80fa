//! Probes and the way back as views.

use crate::views::{CurveDay, RampPlanView, ResumeLine, ResumeView, UnlockedView};
use crate::words::{Blanks, Words};
use roost_domain::incident::IncidentState;
use roost_domain::refusal::RefusalKind;
use roost_domain::wayback::Decision;
use roost_engine::desk::{ProbeFound, RampPlan, WayBackLine, WayBackPlan};
use roost_engine::lockwatch::Unlocked;

pub(crate) fn unlocked_view(words: &Words, probe: &ProbeFound) -> UnlockedView {
    let still = still_key(probe.kind);
    let (outcome, key, message) = match &probe.found {
        Unlocked::Usable { .. } if probe.state == IncidentState::Closed => ("usable", "closed", ""),
        Unlocked::Usable { .. } => ("usable", "usable", ""),
        Unlocked::StillHeld { message } => ("still_locked", still.as_str(), message.as_str()),
        Unlocked::Unclear { reason } => ("unclear", "unclear", reason.as_str()),
    };
    let id = probe.incident.to_string();
    let blanks = Blanks::from([("id", id.clone()), ("message", message.to_owned())]);
    let sentence = Words::fill(&words.file().probes, key, &blanks);
    UnlockedView { id, outcome, state: probe.state.word(), sentence }
}

/// The key of what holds still, in the words of its kind: refused keys are not 'locked'.
fn still_key(kind: RefusalKind) -> String {
    format!("still_{}", kind.word())
}

/// Which side of the owner's yes a plan stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    /// It is shown.
    NotYet,
    /// It was taken.
    Yes,
}

pub(crate) fn resume_view(plan: WayBackPlan, taken: Taken) -> ResumeView {
    let quiet = plan.lines.iter().find(|one| one.line.decision == Decision::Quiet);
    let first = quiet.map(|one| one.line.id.to_string());
    let ramps: Vec<RampPlanView> = plan.ramps.into_iter().map(ramp_view).collect();
    let lead = ramps.first().cloned();
    ResumeView {
        incident: plan.incident.to_string(),
        applied: taken == Taken::Yes,
        first,
        baseline: lead.as_ref().map(|ramp| ramp.baseline).unwrap_or_default(),
        shape: lead.as_ref().map_or("standard", |ramp| ramp.shape),
        curve: lead.map(|ramp| ramp.curve).unwrap_or_default(),
        ramps,
        deliveries: plan.lines.into_iter().map(line_view).collect(),
    }
}

fn ramp_view(ramp: RampPlan) -> RampPlanView {
    let day = |(date, allowance): (chrono::NaiveDate, u32)| CurveDay {
        date: date.to_string(),
        allowance,
    };
    RampPlanView {
        account: ramp.account,
        baseline: ramp.baseline,
        shape: ramp.shape,
        shares: ramp.shares,
        days_per_stage: ramp.stage_days,
        curve: ramp.curve.into_iter().map(day).collect(),
    }
}

fn line_view(one: WayBackLine) -> ResumeLine {
    ResumeLine {
        id: one.line.id.to_string(),
        account: one.account,
        old: one.line.old,
        new: one.line.new,
        decision: match one.line.decision {
            Decision::Quiet => "quiet",
            Decision::Keep => "kept",
            Decision::Move => "moved",
            Decision::PickedOut(_) => "picked_out",
        },
        reason: one.picked_out,
        text: one.text,
    }
}

#[cfg(test)]
mod tests {
    use super::still_key;
    use crate::words::{Words, blanks_of};
    use roost_domain::checklist::HOLDING;
    use roost_domain::refusal::RefusalKind;

    #[test]
    fn every_kind_that_holds_says_in_its_own_words_that_it_still_does() {
        let words = Words::english();
        for kind in HOLDING {
            let said = &words.file().probes[&still_key(kind)];
            assert_eq!(said.contains("locked"), kind == RefusalKind::Locked, "{said}");
            assert!(said.contains("stays kept"), "{said}");
            assert!(blanks_of(said).iter().all(|blank| *blank == "message"), "{said}");
        }
    }
}
