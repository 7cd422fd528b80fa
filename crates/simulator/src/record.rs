//! The request log, by which silence can be proved: every API request, who sent it, and the answer.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::exchange::Request;

/// One API request that was read in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LoggedRequest {
    /// When it came, by the simulator's clock.
    pub at: DateTime<Utc>,
    /// Whose token signed it; none for strangers and during sign-in.
    pub handle: Option<String>,
    /// The method.
    pub method: String,
    /// The path without its query.
    pub path: String,
    /// The status of the answer; none while it waits and where the connection was cut instead.
    pub status: Option<u16>,
}

/// All requests, in the order they came.
#[derive(Debug, Default)]
pub(crate) struct Log {
    entries: Vec<LoggedRequest>,
}

impl Log {
    /// Begins an entry and gives its number.
    pub(crate) fn open(&mut self, request: &Request, at: DateTime<Utc>) -> usize {
        self.entries.push(LoggedRequest {
            at,
            handle: None,
            method: request.method.clone(),
            path: request.path.clone(),
            status: None,
        });
        self.entries.len() - 1
    }

    /// Says whose request it is.
    pub(crate) fn name(&mut self, entry: usize, handle: &str) {
        if let Some(entry) = self.entries.get_mut(entry) {
            entry.handle = Some(handle.to_owned());
        }
    }

    /// Says how it was answered.
    pub(crate) fn close(&mut self, entry: usize, status: u16) {
        if let Some(entry) = self.entries.get_mut(entry) {
            entry.status = Some(status);
        }
    }

    pub(crate) fn entries(&self) -> &[LoggedRequest] {
        &self.entries
    }
}
