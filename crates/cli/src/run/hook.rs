//! What runs when an incident opens? The owner's own command, through the shell, with the incident as
//! JSON on its standard input. It never holds the loop up, and its failing is only remarked.

use std::process::Stdio;
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

/// `--on-incident CMD`.
pub(crate) struct Hook {
    command: String,
}

impl Hook {
    /// A hook that runs this command.
    pub(crate) fn new(command: String) -> Self {
        Self { command }
    }

    /// Runs it for one incident; `Err` says why it did not do its work.
    pub(crate) fn call(
        &self,
        incident: String,
    ) -> impl Future<Output = Result<(), String>> + use<> {
        let mut command = shell(&self.command);
        async move {
            let child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn();
            let mut child = child.map_err(|error| error.to_string())?;
            if let Some(mut input) = child.stdin.take() {
                // A command that does not read its input closes it; that is its right.
                let _ = input.write_all(incident.as_bytes()).await;
                let _ = input.write_all(b"\n").await;
            }
            match child.wait().await {
                Ok(status) if status.success() => Ok(()),
                Ok(status) => Err(status.to_string()),
                Err(error) => Err(error.to_string()),
            }
        }
    }
}

#[cfg(unix)]
fn shell(line: &str) -> Command {
    let mut command = Command::new("/bin/sh");
    command.arg("-c").arg(line);
    command
}

#[cfg(windows)]
fn shell(line: &str) -> Command {
    let mut command = Command::new("cmd");
    command.arg("/C").arg(line);
    command
}
