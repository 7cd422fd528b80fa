//! What can be done with accounts, once they are there? How they come and sign in is in
//! [`super::sign_in`].

use super::incidents::stages;
use super::sign_in;
use crate::args::{AccountCommand, AccountRemove, AccountSet, AccountSlots, CapArg, Span};
use crate::compose::Home;
use crate::escape::one_line;
use crate::failure::Failure;
use crate::input;
use crate::output::{Output, state, style, styled, table, time, time_or_dash};
use roost_api::requests::{self as ask, AccountNamed, Nothing};
use roost_api::views::{AccountDetail, AccountView, SlotView, SlotsView};
use std::fmt::Write as _;

/// `roost account ...`.
pub(crate) async fn account(
    out: &Output,
    home: &Home,
    asked: AccountCommand,
) -> Result<(), Failure> {
    match asked {
        AccountCommand::Add(add) => sign_in::add(out, home, add).await,
        AccountCommand::Renew(renew) => sign_in::renew(out, home, renew).await,
        AccountCommand::List => {
            let accounts = home.door.account_list(Nothing {}).await?;
            out.answer(&accounts, |accounts| list(out, accounts))?;
            Ok(())
        }
        AccountCommand::Show { account } => {
            let shown = home.door.account_show(AccountNamed { account }).await?;
            out.answer(&shown, |shown| detail(out, shown))?;
            Ok(())
        }
        AccountCommand::Pause { account, length, until } => {
            let until = until
                .or_else(|| length.map(|Span(length)| (home.clock.now() + length).to_rfc3339()));
            let shown = home.door.account_pause(ask::AccountPause { account, until }).await?;
            out.answer(&shown, |shown| {
                let account = one_line(&shown.account.account);
                match shown.account.paused_until {
                    Some(until) => out.say(
                        "account_paused_until",
                        &[("account", &account), ("until", &time(until))],
                    ),
                    None => out.say("account_paused", &[("account", &account)]),
                }
            })?;
            Ok(())
        }
        AccountCommand::Resume { account } => {
            let shown = home.door.account_resume(AccountNamed { account }).await?;
            out.answer(&shown, |shown| {
                out.say("account_resumed", &[("account", &one_line(&shown.account.account))])
            })?;
            Ok(())
        }
        AccountCommand::Remove(asked) => remove(out, home, asked).await,
        AccountCommand::Set(asked) => set(out, home, asked).await,
        AccountCommand::Slots(asked) => slots(out, home, asked).await,
    }
}

async fn remove(out: &Output, home: &Home, asked: AccountRemove) -> Result<(), Failure> {
    let account = asked.account;
    if !asked.yes {
        // A name that does not exist is said before anything is asked.
        home.door.account_show(AccountNamed { account: account.clone() }).await?;
        input::confirmed(out, &out.say("ask_account_remove", &[("account", &one_line(&account))]))?;
    }
    let removed = home.door.account_remove(AccountNamed { account: account.clone() }).await?;
    out.answer(&removed, |removed| {
        let drafts = removed.drafts.to_string();
        out.say("account_removed", &[("account", &one_line(&account)), ("drafts", &drafts)])
    })?;
    Ok(())
}

async fn set(out: &Output, home: &Home, asked: AccountSet) -> Result<(), Failure> {
    let length = |span: Option<Span>| span.map(|Span(length)| format!("{}s", length.num_seconds()));
    let request = ask::AccountSet {
        account: asked.account,
        gap: length(asked.gap),
        jitter: length(asked.jitter),
        cap: asked.cap.map(|CapArg(cap)| cap.map_or_else(|| "none".to_owned(), |n| n.to_string())),
        catch_up: asked.catch_up.map(|how| how.word().to_owned()),
        late_limit: length(asked.late_limit),
        zone: asked.zone,
    };
    let shown = home.door.account_set(request).await?;
    out.answer(&shown, |shown| detail(out, shown))?;
    Ok(())
}

async fn slots(out: &Output, home: &Home, asked: AccountSlots) -> Result<(), Failure> {
    let set = match (asked.clear, asked.set) {
        (true, _) => Some(Vec::new()),
        (false, set) if set.is_empty() => None,
        (false, set) => Some(set),
    };
    let slots = home.door.account_slots(ask::AccountSlots { account: asked.account, set }).await?;
    out.answer(&slots, |slots| slots_shown(out, slots))?;
    Ok(())
}

/// The accounts as a table.
pub(super) fn list(out: &Output, accounts: &[AccountView]) -> String {
    if accounts.is_empty() {
        return out.say("no_accounts", &[]);
    }
    let rows: Vec<Vec<String>> = accounts
        .iter()
        .map(|account| {
            vec![
                one_line(&account.account),
                account.network.to_owned(),
                state(account.state),
                time_or_dash(account.next_due),
                account.held.to_string(),
                account.reason.as_deref().map_or_else(String::new, one_line),
            ]
        })
        .collect();
    table(&["account", "network", "state", "next", "held", ""], &rows)
}

fn detail(out: &Output, shown: &AccountDetail) -> String {
    let account = &shown.account;
    let mut text = format!(
        "{} {} {}",
        styled(style::BOLD, &format!("@{}", one_line(&account.handle))),
        account.network,
        state(account.state)
    );
    if let Some(reason) = &account.reason {
        let _ = write!(text, ": {}", one_line(reason));
    }
    text.push('\n');
    let cap = shown.account.cap.map_or_else(|| "none".to_owned(), |cap| format!("{cap} in 24h"));
    let facts = [
        ("app", one_line(&account.app)),
        ("user id", shown.user_id.as_deref().map_or_else(|| "-".to_owned(), one_line)),
        ("next", time_or_dash(account.next_due)),
        ("held", account.held.to_string()),
        ("gap", shown.gap.clone()),
        ("jitter", shown.jitter.clone()),
        ("cap", cap),
        ("catch-up", shown.catch_up.to_owned()),
        ("late limit", shown.late_limit.clone()),
        ("zone", shown.account.zone.clone()),
    ];
    for (name, value) in facts {
        let _ = writeln!(text, "  {name:<11}{value}");
    }
    if let Some(ramp) = &shown.ramp {
        let (stage, allowance) = (ramp.stage.to_string(), ramp.allowance.to_string());
        let stages = stages(out, &ramp.shares, ramp.days_per_stage);
        let params = [("stage", &*stage), ("allowance", &*allowance), ("stages", &*stages)];
        let line = out.say("ramp_line", &params);
        let _ = writeln!(text, "  {:<11}{line}", "ramp");
    }
    if let Some(slowed) = &shown.slowed {
        let _ = writeln!(text, "  {:<11}{}", "slowed", one_line(slowed));
    }
    if !shown.slots.is_empty() {
        let _ = writeln!(text, "  {:<11}{}", "slots", week(&shown.slots));
    }
    text
}

fn slots_shown(out: &Output, slots: &SlotsView) -> String {
    let account = one_line(&slots.account);
    let mut text = if slots.slots.is_empty() {
        out.say("no_slots", &[("account", &account)])
    } else {
        let week = week(&slots.slots);
        out.say("slots_are", &[("account", &account), ("zone", &slots.zone), ("slots", &week)])
    };
    if !slots.placed.is_empty() {
        let count = slots.placed.len().to_string();
        let _ = write!(text, "\n{}", out.say("slots_placed", &[("count", &count)]));
    }
    text
}

fn week(slots: &[SlotView]) -> String {
    let words: Vec<String> =
        slots.iter().map(|slot| format!("{} {}", slot.day, slot.time)).collect();
    words.join(", ")
}
