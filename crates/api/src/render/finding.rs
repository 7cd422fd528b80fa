//! Findings as views.

use crate::render::wall;
use crate::views::FindingView;
use crate::words::{Blanks, Words};
use roost_domain::walltime::format_duration;
use roost_engine::desk::{Finding, FindingRule};

pub(crate) fn finding_view(words: &Words, finding: &Finding) -> FindingView {
    rule_view(words, &finding.rule, finding.delivery.to_string())
}

/// What is worth knowing about a delivery, or about one to come (then its id is empty).
pub(crate) fn rule_view(words: &Words, rule: &FindingRule, delivery: String) -> FindingView {
    let (rule, free, blanks) = match rule {
        FindingRule::TooNear { due, free, gap, zone } => {
            let blanks = Blanks::from([
                ("due", wall(*due, *zone)),
                ("free", wall(*free, *zone)),
                ("gap", format_duration(*gap)),
            ]);
            ("too_near", Some(*free), blanks)
        }
        FindingRule::AboveCap { cap } => {
            ("above_cap", None, Blanks::from([("cap", cap.to_string())]))
        }
        FindingRule::AboveRamp { allowance } => {
            ("above_ramp", None, Blanks::from([("allowance", allowance.to_string())]))
        }
    };
    let message = Words::fill(&words.file().findings, rule, &blanks);
    FindingView { rule, delivery, message, free }
}
