//! How do requests travel in a simulated week? Slowly, sometimes not at all, and never unseen: a
//! [`Line`] holds each of the loop's requests against the laws before it carries it.

use super::fate::Fate;
use super::laws::Laws;
use super::ledger::Ledger;
use crate::clock::ManualClock;
use crate::dice::Dice;
use crate::in_process::InProcess;
use chrono::TimeDelta;
use roost_domain::ports::{BoxFuture, Clock};
use roost_networks::http::{Request, Response, Transport, TransportError};
use std::sync::Arc;

/// Who sends.
#[derive(Clone)]
pub(super) enum Sender {
    /// The loop: held against the laws, and mortal.
    Loop(Arc<Laws>, Fate),
    /// The owner, from another process.
    Owner(Arc<Laws>),
}

/// A slow line to the simulator.
#[derive(Clone)]
pub(super) struct Line {
    /// The way there.
    pub(super) under: InProcess,
    /// Who sends on it.
    pub(super) sender: Sender,
    /// The time.
    pub(super) clock: ManualClock,
    /// Draws how slow it is.
    pub(super) dice: Dice,
    /// Where it is noted.
    pub(super) ledger: Arc<Ledger>,
}

impl Line {
    /// One way takes this long: mostly a moment, at times many seconds. Both ways together stay
    /// below the settling time of X.
    fn one_way(&self) -> TimeDelta {
        let span = if self.dice.permille(30) {
            self.dice.between(2_000, 9_000)
        } else {
            self.dice.between(20, 600)
        };
        TimeDelta::milliseconds(span)
    }

    async fn travel(&self) {
        self.clock.sleep_until(self.clock.now() + self.one_way()).await;
    }

    async fn carry(&self, request: Request) -> Result<Response, TransportError> {
        let what = describe(&request);
        if let Sender::Loop(laws, fate) = &self.sender {
            laws.asks(&request);
            self.ledger.count(|counts| counts.requests += 1);
            fate.end_of_line().await;
            if fate.is_offline() {
                return Err(TransportError::NotSent { reason: "no route to host".to_owned() });
            }
        }
        let token = super::cast::user_of(&request).to_owned();
        self.travel().await;
        let answer = self.under.send(request).await;
        self.travel().await;
        let said = match &answer {
            Ok(answer) => answer.status.to_string(),
            Err(error) => error.to_string(),
        };
        let who = match &self.sender {
            Sender::Loop(..) => "loop",
            Sender::Owner(_) => "owner",
        };
        self.ledger.note(&format!("{who} {what}: {said}"));
        match &self.sender {
            Sender::Loop(laws, fate) => {
                fate.end_of_line().await;
                if let Ok(answer) = &answer {
                    laws.hears(&token, answer);
                }
            }
            Sender::Owner(laws) => {
                if answer.as_ref().is_ok_and(|answer| answer.status == 200) {
                    laws.owner_hears(&token);
                }
            }
        }
        answer
    }
}

impl Transport for Line {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(self.carry(request))
    }
}

fn describe(request: &Request) -> String {
    let path = request.url.split('?').next().unwrap_or_default();
    let path = path.strip_prefix(InProcess::BASE).unwrap_or(path);
    let text = super::cast::text_of(request).unwrap_or_default();
    let user = super::cast::user_of(request);
    let user = &user[user.len().saturating_sub(5)..];
    format!("..{user} {} {path} {text}", request.method.word())
}
