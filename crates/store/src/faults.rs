//! How does a simulation make the store fail, and stop it at any await point? It hands in a
//! [`CommitFaults`], which is asked at the store's one door, and may hand in a [`Pause`].

use std::pin::Pin;
use std::sync::Arc;

/// What happens to one write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The write goes through.
    None,
    /// An error before the work begins.
    Before,
    /// The work runs, is rolled back, and an error is reported.
    Instead,
    /// The work is committed, and an error is reported all the same.
    After,
}

/// Decides the fate of each write. Asked once per write, in order.
pub trait CommitFaults: Send + Sync {
    /// The fate of the next write.
    fn next(&self) -> Fault;
}

/// Every write goes through.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoFaults;

impl CommitFaults for NoFaults {
    fn next(&self) -> Fault {
        Fault::None
    }
}

/// Awaited before and after each piece of work of an inline store. A simulated crash is a pause
/// that never ends: before the work nothing has happened, after it the commit has, unheard.
pub type Pause = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = ()> + Send>> + Send + Sync>;
