//! Is a request on its way? [`Wires`] counts what a transport carries, so that a test can wait until
//! nothing is.

use roost_domain::ports::BoxFuture;
use roost_networks::http::{Request, Response, Transport, TransportError};
use std::sync::Arc;
use tokio::sync::watch;

/// A transport that counts.
#[derive(Clone)]
pub struct Wires {
    under: Arc<dyn Transport>,
    count: watch::Sender<Count>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Count {
    begun: u64,
    ended: u64,
}

impl Wires {
    /// Counts what `under` carries.
    pub fn over(under: Arc<dyn Transport>) -> Self {
        Self { under, count: watch::Sender::default() }
    }

    /// How many requests were begun so far.
    pub fn carried(&self) -> u64 {
        self.count.borrow().begun
    }

    /// Waits until none is on its way.
    pub async fn idle(&self) {
        let mut count = self.count.subscribe();
        // The sender lives in this very value.
        drop(count.wait_for(|count| count.begun == count.ended).await);
    }
}

impl Transport for Wires {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(async move {
            self.count.send_modify(|count| count.begun += 1);
            // Counted also when the caller is dropped in the middle.
            let _ended = Ended(&self.count);
            self.under.send(request).await
        })
    }
}

struct Ended<'a>(&'a watch::Sender<Count>);

impl Drop for Ended<'_> {
    fn drop(&mut self) {
        self.0.send_modify(|count| count.ended += 1);
    }
}
