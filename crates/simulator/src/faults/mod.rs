//! What goes wrong, and when: the rules that `/_control/faults` takes, and which of them fires.

mod reading;
mod refusal;

use crate::accounts::{AccountTrouble, AppTrouble, Trouble};
use crate::exchange::{Answer, Request};

pub use reading::BadRule;
pub(crate) use refusal::Refusal;

/// What a rule does when it fires.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Fault {
    /// Brings trouble that lasts.
    Last(Lasting),
    /// Lets something go wrong on the way.
    Mishap(Mishap),
    /// Refuses this one request.
    Refuse(Refusal),
    /// Says what the rule says, and nothing else.
    Answer(Answer),
}

/// Trouble that goes on after the request that brought it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lasting {
    /// Of the account, until it is unlocked.
    Account(Trouble<AccountTrouble>),
    /// Of the app, until it is unblocked.
    App(Trouble<AppTrouble>),
    /// The token that signed the request ends.
    RevokedToken,
}

/// What goes wrong between client and network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mishap {
    /// Cuts the connection; nothing is accepted.
    ResetBefore,
    /// Accepts, then drops the connection.
    AcceptThenDrop,
    /// Accepts, then answers 500.
    AcceptThen500,
    /// Accepts, then waits so many milliseconds.
    Delay(u64),
    /// Waits so many milliseconds, then accepts.
    DelayBefore(u64),
}

/// What a rule changes while it is in force, without answering for the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Switch {
    /// Timelines show a post only so many milliseconds after it was accepted.
    TimelineLag(u64),
    /// The same text may be posted again.
    AcceptDuplicates,
}

/// The switches in force for one request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Switches {
    /// Milliseconds.
    pub(crate) timeline_lag: u64,
    pub(crate) accepts_duplicates: bool,
}

/// Number of a rule, in the order of their coming.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct RuleId(u64);

/// Whom a rule has brought into trouble.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// By user id.
    Account(u64),
    /// By consumer key.
    App(String),
}

/// What a rule does.
#[derive(Clone, Debug, PartialEq)]
enum Act {
    Fault(Fault),
    Switch(Switch),
}

/// One rule of `/_control/faults`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rule {
    on: Option<Pattern>,
    account: Option<String>,
    after: u64,
    times: Option<u64>,
    act: Act,
}

/// Method and path that a rule is about; a path segment that begins with `:` fits anything.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Pattern {
    method: String,
    segments: Vec<String>,
}

#[derive(Debug)]
struct Standing {
    id: RuleId,
    rule: Rule,
    matched: u64,
    fired: u64,
    holds: Vec<Subject>,
}

/// All rules, in the order they came.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    standing: Vec<Standing>,
    count: u64,
}

impl Faults {
    /// Adds a rule behind the others.
    pub(crate) fn append(&mut self, rule: Rule) {
        self.count += 1;
        let id = RuleId(self.count);
        self.standing.push(Standing { id, rule, matched: 0, fired: 0, holds: Vec::new() });
    }

    /// Forgets all rules. Trouble that they brought stays until it is ended by hand.
    pub(crate) fn clear(&mut self) {
        self.standing.clear();
    }

    pub(crate) fn len(&self) -> usize {
        self.standing.len()
    }

    /// Counts the request for every rule that it fits, and gives the switches in force and the
    /// first rule that fires. Rules behind that one count the match, too, but they don't fire:
    /// `after` counts matches since the rule came, whoever answered, and `times` counts firings.
    pub(crate) fn consult(
        &mut self,
        request: &Request,
        handle: &str,
    ) -> (Switches, Option<(RuleId, Fault)>) {
        let mut switches = Switches::default();
        let mut first = None;
        for standing in self.standing.iter_mut().filter(|one| one.rule.fits(request, handle)) {
            standing.matched += 1;
            if !standing.is_ready() {
                continue;
            }
            match &standing.rule.act {
                Act::Switch(switch) => switches.set(*switch),
                Act::Fault(_) if first.is_some() => continue,
                Act::Fault(fault) => first = Some((standing.id, fault.clone())),
            }
            standing.fired += 1;
        }
        (switches, first)
    }

    /// Remembers that a rule has brought `subject` into trouble.
    pub(crate) fn holds(&mut self, rule: RuleId, subject: Subject) {
        if let Some(standing) = self.standing.iter_mut().find(|standing| standing.id == rule) {
            standing.holds.push(subject);
        }
    }

    /// Ends the rules that have brought `subject` into trouble.
    pub(crate) fn let_go(&mut self, subject: &Subject) {
        self.standing.retain(|standing| !standing.holds.contains(subject));
    }
}

impl Standing {
    /// May the rule fire at the request just counted?
    fn is_ready(&self) -> bool {
        self.matched > self.rule.after && self.rule.times.is_none_or(|times| self.fired < times)
    }
}

impl Switches {
    fn set(&mut self, switch: Switch) {
        match switch {
            Switch::TimelineLag(milliseconds) => {
                self.timeline_lag = self.timeline_lag.max(milliseconds);
            }
            Switch::AcceptDuplicates => self.accepts_duplicates = true,
        }
    }
}

impl Rule {
    fn fits(&self, request: &Request, handle: &str) -> bool {
        let is_account = |name: &String| name.eq_ignore_ascii_case(handle);
        self.account.as_ref().is_none_or(is_account)
            && self.on.as_ref().is_none_or(|pattern| pattern.fits(request))
    }
}

impl Pattern {
    fn fits(&self, request: &Request) -> bool {
        if self.method != request.method {
            return false;
        }
        let mut segments = request.path.split('/').skip(1);
        let each = self.segments.iter().all(|expected| {
            let segment = segments.next();
            segment.is_some_and(|segment| expected.starts_with(':') || expected == segment)
        });
        each && segments.next().is_none()
    }
}
