//! A server that counts what it reads and answers with given bytes.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::task::JoinSet;

/// What the server does with each request, by its number from 0.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reaction {
    /// Answers these bytes; the connection stays open.
    Answer(&'static str),
    /// Answers these bytes and closes.
    AnswerAndClose(&'static str),
    /// Closes.
    Close,
    /// Reads on and says nothing.
    Silence,
}

pub(crate) const OK: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";

pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    seen: Arc<AtomicUsize>,
    connections: Arc<AtomicUsize>,
    _task: JoinSet<()>,
}

impl Server {
    /// Listens on a free port; `react` is asked for each request that was read in full.
    pub(crate) async fn start(react: impl Fn(usize) -> Reaction + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(AtomicUsize::new(0));
        let connections = Arc::new(AtomicUsize::new(0));
        let (counter, lines) = (Arc::clone(&seen), Arc::clone(&connections));
        let react = Arc::new(react);
        let mut task = JoinSet::new();
        task.spawn(async move {
            let mut open = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                lines.fetch_add(1, Ordering::SeqCst);
                open.spawn(serve(stream, Arc::clone(&counter), Arc::clone(&react)));
            }
        });
        Self { address, seen, connections, _task: task }
    }

    /// How many requests were read in full.
    pub(crate) fn seen(&self) -> usize {
        self.seen.load(Ordering::SeqCst)
    }

    /// How many connections there were.
    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

pub(crate) async fn serve<S: AsyncRead + AsyncWrite + Unpin>(
    mut stream: S,
    seen: Arc<AtomicUsize>,
    react: Arc<impl Fn(usize) -> Reaction>,
) {
    while read_request(&mut stream).await {
        let number = seen.fetch_add(1, Ordering::SeqCst);
        match react(number) {
            Reaction::Answer(bytes) => stream.write_all(bytes.as_bytes()).await.unwrap(),
            Reaction::AnswerAndClose(bytes) => {
                stream.write_all(bytes.as_bytes()).await.unwrap();
                let _ = stream.shutdown().await;
                return;
            }
            Reaction::Close => return,
            Reaction::Silence => std::future::pending().await,
        }
    }
}

/// Reads one request; false at the end of the stream.
async fn read_request(stream: &mut (impl AsyncRead + Unpin)) -> bool {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => return false,
        }
    }
    let head = String::from_utf8(head).unwrap().to_ascii_lowercase();
    let length = head.split("content-length: ").nth(1).and_then(|rest| rest.lines().next());
    let length: usize = length.map_or(0, |digits| digits.parse().unwrap());
    stream.read_exact(&mut vec![0; length]).await.is_ok()
}
