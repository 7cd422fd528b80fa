//! Accounts, their rules, slots and ramps as views.

use crate::render::wall;
use crate::views::{AccountDetail, AccountView, RampView, SlotView};
use crate::words::{Blanks, Words};
use chrono::Weekday;
use roost_domain::account::AccountState;
use roost_domain::slots::Slot;
use roost_domain::walltime::format_duration;
use roost_engine::desk::{AccountCard, AccountDetails};

pub(crate) fn account_view(card: AccountCard) -> AccountView {
    AccountView {
        id: card.account.id.to_string(),
        network: card.account.network.word(),
        handle: card.account.handle,
        account: card.name,
        app: card.app.name,
        state: card.state.word(),
        reason: card.reason.map(str::to_owned),
        next_due: card.next_due,
        held: card.held,
        incidents: card.incidents.iter().map(ToString::to_string).collect(),
        zone: card.account.rules.zone.name().to_owned(),
        published_today: card.published_today,
        cap: card.account.rules.cap,
        cap_used: card.cap_used,
        paused_until: match card.state {
            AccountState::Paused { until } => until,
            AccountState::Active
            | AccountState::Held { .. }
            | AccountState::Recovering { .. }
            | AccountState::Disconnected => None,
        },
        slowed_until: card.slowed.map(|slowed| slowed.until),
    }
}

pub(crate) fn detail_view(words: &Words, details: AccountDetails) -> AccountDetail {
    let rules = details.card.account.rules.clone();
    let slowed = details.card.slowed.map(|slowed| {
        let blanks = Blanks::from([
            ("account", details.card.name.clone()),
            ("until", wall(slowed.until, rules.zone)),
            ("gap", format_duration(slowed.rules(&rules).gap)),
            ("a_day", slowed.most_a_day().to_string()),
            ("incident", slowed.incident.to_string()),
        ]);
        Words::fill(&words.file().before, "slowed", &blanks)
    });
    AccountDetail {
        user_id: details.card.account.user_id.clone(),
        gap: format_duration(rules.gap),
        jitter: format_duration(rules.jitter),
        catch_up: rules.catch_up.word(),
        late_limit: format_duration(rules.late_limit),
        slots: details.slots.into_iter().map(slot_view).collect(),
        ramp: details.ramp.map(|ramp| RampView {
            incident: ramp.incident.to_string(),
            shape: ramp.shape,
            shares: ramp.ladder.percents(),
            days_per_stage: ramp.ladder.stage_days(),
            stage: ramp.stage,
            baseline: ramp.baseline,
            allowance: ramp.allowance,
        }),
        slowed,
        account: account_view(details.card),
    }
}

pub(crate) fn slot_view(slot: Slot) -> SlotView {
    SlotView {
        day: day_word(slot.weekday),
        time: slot.time.format("%H:%M").to_string(),
        category: slot.category,
    }
}

/// The days' words, from Monday on.
pub(crate) const DAY_WORDS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

fn day_word(day: Weekday) -> &'static str {
    DAY_WORDS[day.num_days_from_monday() as usize]
}
