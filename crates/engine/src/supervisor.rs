//! Who watches the tasks? Each has a name and an end: [`Lanes`] knows what runs, hears how it ended,
//! and turns a panic into an ending like any other. `tokio::spawn` is used nowhere else.

use roost_domain::ids::AccountId;
use std::collections::HashMap;
use tokio::task::{Id, JoinSet};

/// Tasks by the account they work for, at most one each.
pub(crate) struct Lanes<T> {
    tasks: JoinSet<T>,
    accounts: HashMap<Id, AccountId>,
    running: HashMap<AccountId, Id>,
}

/// How a task ended.
pub(crate) enum Ended<T> {
    /// With its own result.
    With(T),
    /// It panicked; the message is logged.
    Panicked,
}

impl<T: Send + 'static> Lanes<T> {
    /// No task yet.
    pub(crate) fn new() -> Self {
        Self { tasks: JoinSet::new(), accounts: HashMap::new(), running: HashMap::new() }
    }

    /// Whether an account has a task.
    pub(crate) fn has(&self, account: AccountId) -> bool {
        self.running.contains_key(&account)
    }

    /// Whether no task runs.
    pub(crate) fn is_empty(&self) -> bool {
        self.running.is_empty()
    }

    /// Starts an account's task.
    pub(crate) fn start(
        &mut self,
        account: AccountId,
        task: impl Future<Output = T> + Send + 'static,
    ) {
        let id = self.tasks.spawn(task).id();
        self.accounts.insert(id, account);
        self.running.insert(account, id);
    }

    /// The next task to end; `None` when none runs.
    pub(crate) async fn next_end(&mut self) -> Option<(AccountId, Ended<T>)> {
        let (id, ended) = match self.tasks.join_next_with_id().await? {
            Ok((id, result)) => (id, Ended::With(result)),
            Err(error) => {
                tracing::error!(%error, "a lane ended badly");
                (error.id(), Ended::Panicked)
            }
        };
        let account = self.accounts.remove(&id)?;
        self.running.remove(&account);
        Some((account, ended))
    }
}
