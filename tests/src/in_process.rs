//! How does the adapter reach a simulator without a socket? [`InProcess`] hands each request to a
//! [`Simulator`] of the same process, at the time of a [`ManualClock`], and lets its verdicts happen:
//! cut and dropped connections, late answers.

use crate::clock::ManualClock;
use chrono::TimeDelta;
use roost_domain::Timestamp;
use roost_domain::ports::{BoxFuture, Clock};
use roost_networks::http::{Request, Response, Transport, TransportError};
use roost_simulator::{Answer, Simulator, Verdict};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A simulator that tests share with the transport.
#[derive(Clone)]
pub struct Shared(Arc<Mutex<Simulator>>);

impl Shared {
    /// Shares a simulator.
    pub fn new(simulator: Simulator) -> Self {
        Self(Arc::new(Mutex::new(simulator)))
    }

    /// The simulator itself. Not to be kept over an await.
    pub fn lock(&self) -> MutexGuard<'_, Simulator> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A transport into a simulator of the same process.
#[derive(Clone)]
pub struct InProcess {
    simulator: Shared,
    clock: ManualClock,
}

impl InProcess {
    /// A transport into `simulator`, whose clock is `clock` without the jumps of its wall clock.
    pub fn new(simulator: Shared, clock: ManualClock) -> Self {
        Self { simulator, clock }
    }

    /// Where the adapter finds the simulator; nothing listens there.
    pub const BASE: &str = "http://127.0.0.1:1";

    async fn carry(self, request: Request) -> Result<Response, TransportError> {
        let request = as_received(request);
        let now = self.clock.true_now();
        // The guard ends with the statement: nobody waits while holding the simulator.
        let verdict = self.simulator.lock().handle(&request, now, now);
        match verdict {
            Verdict::Send(answer) => Ok(response(answer)),
            Verdict::SendLate(answer, wait) => {
                self.wait(wait).await;
                Ok(response(answer))
            }
            Verdict::Postpone(postponed) => {
                self.wait(postponed.wait).await;
                let now = self.clock.true_now();
                Ok(response(self.simulator.lock().resume(postponed, now)))
            }
            Verdict::Cut | Verdict::Drop => {
                Err(TransportError::Lost { reason: "the connection was cut".to_owned() })
            }
        }
    }

    async fn wait(&self, span: Duration) {
        let until: Timestamp = self.clock.now() + TimeDelta::from_std(span).unwrap_or_default();
        self.clock.sleep_until(until).await;
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the simulator's side of a request is no task of the engine's, and outlives it"
)]
impl Transport for InProcess {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(async move {
            // A request that was read in full is carried out even if its client is gone.
            let task = tokio::task::spawn(self.clone().carry(request));
            task.await.unwrap_or_else(|error| {
                Err(TransportError::Lost { reason: format!("the simulator failed: {error}") })
            })
        })
    }
}

fn as_received(request: Request) -> roost_simulator::Request {
    let rest = request.url.split_once("://").map_or(request.url.as_str(), |(_, rest)| rest);
    let (host, target) = rest.split_once('/').unwrap_or((rest, ""));
    let mut received = roost_simulator::Request::new(request.method.word(), &format!("/{target}"))
        .with_header("host", host);
    for (name, value) in &request.headers {
        received = received.with_header(name, value);
    }
    received.body = request.body;
    received
}

fn response(answer: Answer) -> Response {
    Response { status: answer.status, headers: answer.headers, body: answer.body }
}
