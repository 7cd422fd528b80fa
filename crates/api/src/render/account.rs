//! Accounts, their rules, slots and ramps as views.

use crate::views::{AccountDetail, AccountView, RampView, SlotView};
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
    }
}

pub(crate) fn detail_view(details: AccountDetails) -> AccountDetail {
    let rules = details.card.account.rules.clone();
    let paused_until = match &details.card.state {
        AccountState::Paused { until } => *until,
        AccountState::Active
        | AccountState::Held { .. }
        | AccountState::Recovering { .. }
        | AccountState::Disconnected => None,
    };
    AccountDetail {
        user_id: details.card.account.user_id.clone(),
        gap: format_duration(rules.gap),
        jitter: format_duration(rules.jitter),
        cap: rules.cap,
        catch_up: rules.catch_up.word(),
        late_limit: format_duration(rules.late_limit),
        zone: rules.zone.name().to_owned(),
        slots: details.slots.into_iter().map(slot_view).collect(),
        paused_until,
        ramp: details.ramp.map(|ramp| RampView {
            incident: ramp.incident.to_string(),
            shape: ramp.shape,
            stage: ramp.stage,
            baseline: ramp.baseline,
            allowance: ramp.allowance,
        }),
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

fn day_word(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "mon",
        Weekday::Tue => "tue",
        Weekday::Wed => "wed",
        Weekday::Thu => "thu",
        Weekday::Fri => "fri",
        Weekday::Sat => "sat",
        Weekday::Sun => "sun",
    }
}
