//! The simulator behind a real port: reads requests whole, lets the simulator judge them, and makes
//! the verdict happen on the wire, connections cut in the middle included.

use std::error::Error;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::clock::{Clock, real_now};
use crate::control::{refuse_foreign, wrong};
use crate::exchange::{Answer, Postponed, Request, Verdict};
use crate::journal::Journal;
use crate::refusals;
use crate::simulator::Simulator;

/// The largest body that is read, in bytes. Above any segment that a client sends.
const LARGEST_BODY: usize = 32 * 1024 * 1024;

/// Simulator, clock and state file: what one request needs at once.
#[derive(Debug)]
pub(crate) struct Room {
    pub(crate) simulator: Simulator,
    pub(crate) clock: Clock,
    pub(crate) journal: Option<Journal>,
}

/// What all connections share.
#[derive(Debug)]
pub(crate) struct Shared {
    room: Mutex<Room>,
    /// Postponed requests. They are carried out even if their client is gone.
    postponed: Mutex<JoinSet<()>>,
    /// Values of the Host header that are taken: others are a web page's doing.
    hosts: [String; 3],
}

/// How a connection ends when no answer is sent on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unanswered {
    Reset,
    Closed,
}

impl fmt::Display for Unanswered {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Reset => "the connection is reset as a fault rule says",
            Self::Closed => "the connection is closed as a fault rule says",
        })
    }
}

impl Error for Unanswered {}

/// Takes connections until it is dropped.
pub(crate) async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    let mut connections = JoinSet::new();
    loop {
        // A connection that could not be taken is the client's loss; the next one may work.
        if let Ok((stream, _)) = listener.accept().await {
            connections.spawn(converse(stream, Arc::clone(&shared)));
        }
        while connections.try_join_next().is_some() {}
    }
}

/// Answers the requests of one connection, one after the other.
async fn converse(stream: TcpStream, shared: Arc<Shared>) {
    // Small answers must not wait for an acknowledgement; where that can't be had, they do.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| {
        let shared = Arc::clone(&shared);
        let exchange: Exchange = Box::pin(async move { exchange(request, &shared).await });
        exchange
    });
    let mut connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    let ended = poll_fn(|context| connection.poll_without_shutdown(context)).await;
    let stream = connection.into_parts().io.into_inner();
    let source = ended.as_ref().err().and_then(Error::source);
    if source.and_then(|source| source.downcast_ref()) == Some(&Unanswered::Reset) {
        // With no lingering, closing sends RST in place of FIN.
        let _ = stream.set_zero_linger();
    }
}

type Response = hyper::Response<Full<Bytes>>;
type Exchange = Pin<Box<dyn Future<Output = Result<Response, Unanswered>> + Send>>;

async fn exchange(
    request: hyper::Request<Incoming>,
    shared: &Arc<Shared>,
) -> Result<Response, Unanswered> {
    let (head, body) = request.into_parts();
    let body = match Limited::new(body, LARGEST_BODY).collect().await {
        Ok(body) => body.to_bytes().to_vec(),
        Err(error) if error.is::<http_body_util::LengthLimitError>() => {
            return Ok(response(wrong(413, "the body is larger than 32 MB")));
        }
        // The request never came whole.
        Err(_) => return Err(Unanswered::Closed),
    };
    let header = |(name, value): (&hyper::header::HeaderName, &hyper::header::HeaderValue)| {
        (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
    };
    let request = Request {
        method: head.method.as_str().to_owned(),
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        headers: head.headers.iter().map(header).collect(),
        body,
    };
    let host = request.header("host").unwrap_or_default();
    if !shared.hosts.iter().any(|known| known.eq_ignore_ascii_case(host)) {
        let sentence = "the Host header names neither 127.0.0.1 nor localhost with this port";
        return Ok(response(wrong(421, sentence)));
    }
    let verdict = shared.room().judge(&request);
    match verdict {
        Verdict::Send(answer) => Ok(response(answer)),
        Verdict::SendLate(answer, wait) => {
            sleep(wait).await;
            Ok(response(answer))
        }
        Verdict::Cut => Err(Unanswered::Reset),
        Verdict::Drop => Err(Unanswered::Closed),
        Verdict::Postpone(postponed) => carry_out_later(postponed, shared).await,
    }
}

/// Waits apart from the connection, so that the request is carried out whatever becomes of it.
async fn carry_out_later(
    postponed: Postponed,
    shared: &Arc<Shared>,
) -> Result<Response, Unanswered> {
    let (sender, receiver) = oneshot::channel();
    let own = Arc::clone(shared);
    let task = async move {
        sleep(postponed.wait).await;
        let answer = own.room().resume(postponed);
        // Nobody waits any more where the client is gone.
        let _ = sender.send(answer);
    };
    {
        let mut tasks = shared.postponed.lock().unwrap_or_else(PoisonError::into_inner);
        while tasks.try_join_next().is_some() {}
        tasks.spawn(task);
    }
    receiver.await.map(response).map_err(|_| Unanswered::Closed)
}

impl Shared {
    /// A room behind a port of this machine.
    pub(crate) fn new(port: u16, room: Room) -> Self {
        let hosts = ["127.0.0.1", "localhost", "[::1]"].map(|host| format!("{host}:{port}"));
        Self { room: Mutex::new(room), postponed: Mutex::new(JoinSet::new()), hosts }
    }

    /// A panic in another request says nothing about this one: the lock is taken all the same.
    pub(crate) fn room(&self) -> MutexGuard<'_, Room> {
        self.room.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Room {
    /// Judges a request and writes down what lasts of it, before any answer leaves.
    fn judge(&mut self, request: &Request) -> Verdict {
        if request.path == "/_control/clock" {
            return Verdict::Send(self.turn_clock(request));
        }
        let verdict = self.simulator.handle(request, self.clock.now(), real_now());
        match self.write_down() {
            Some(failure) => Verdict::Send(failure),
            None => verdict,
        }
    }

    fn resume(&mut self, postponed: Postponed) -> Answer {
        let answer = self.simulator.resume(postponed, self.clock.now());
        self.write_down().unwrap_or(answer)
    }

    /// The answer to a request whose changes could not be written: its outcome is unknown.
    fn write_down(&mut self) -> Option<Answer> {
        let changes = self.simulator.take_changes();
        let journal = self.journal.as_mut()?;
        journal.write(&changes).err().map(|_| refusals::internal_error())
    }

    fn turn_clock(&mut self, request: &Request) -> Answer {
        if let Some(refusal) = refuse_foreign(request) {
            return refusal;
        }
        let set = match request.method.as_str() {
            "GET" => Ok(()),
            "POST" => {
                let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
                self.clock.set(&body)
            }
            "DELETE" => {
                self.clock = Clock::real();
                Ok(())
            }
            _ => return wrong(405, "the clock takes GET, POST and DELETE"),
        };
        match set {
            Ok(()) => Answer::json(200, &json!(self.clock.told())),
            Err(sentence) => wrong(400, sentence),
        }
    }
}

fn response(answer: Answer) -> Response {
    let mut builder = hyper::Response::builder().status(answer.status);
    for (name, value) in &answer.headers {
        builder = builder.header(name, value);
    }
    let body = Full::new(Bytes::from(answer.body));
    builder.body(body).unwrap_or_else(|_| {
        let mut plain = hyper::Response::new(Full::new(Bytes::new()));
        *plain.status_mut() = hyper::StatusCode::INTERNAL_SERVER_ERROR;
        plain
    })
}
