//! When was Roost asked to stop? SIGTERM, SIGINT (Ctrl-C), and on Windows Ctrl-C and Ctrl-Break.

use std::io;

/// Ears for the signals, open from [`listen`] on.
pub(crate) struct Stop {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
    #[cfg(windows)]
    interrupt: tokio::signal::windows::CtrlC,
    #[cfg(windows)]
    terminate: tokio::signal::windows::CtrlBreak,
}

/// Opens the ears: a signal from now on is heard, even before [`Stop::wait`].
pub(crate) fn listen() -> io::Result<Stop> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Stop {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }
    #[cfg(windows)]
    {
        use tokio::signal::windows;
        Ok(Stop { interrupt: windows::ctrl_c()?, terminate: windows::ctrl_break()? })
    }
}

impl Stop {
    /// Resolves at the first signal.
    pub(crate) async fn wait(mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
