//! How is the real binary run and killed? [`Roost`] knows where it lies and gives it a folder of its
//! own; what runs is killed by the handle of the child that was started, never by a name.

use super::CrashError;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use tokio::process::{Child, Command};

/// The binary and its folder.
pub(super) struct Roost {
    binary: PathBuf,
    home: PathBuf,
}

/// A loop that runs.
pub(super) struct Looping {
    child: Child,
    said: PathBuf,
}

impl Roost {
    /// The binary that was built beside this one.
    pub(super) fn new(home: &Path) -> io::Result<Self> {
        let own = std::env::current_exe()?;
        let name = format!("roost{}", std::env::consts::EXE_SUFFIX);
        let binary = own.with_file_name(name);
        if binary.exists() {
            return Ok(Self { binary, home: home.to_owned() });
        }
        let reason = format!("{} is not built: cargo build -p roost-cli", binary.display());
        Err(io::Error::new(io::ErrorKind::NotFound, reason))
    }

    /// Its data folder.
    pub(super) fn data(&self) -> PathBuf {
        self.home.join("data")
    }

    /// Runs a command to its end.
    pub(super) async fn command(&self, args: &[&str]) -> Result<(), CrashError> {
        let output = self.prepared(args).output().await?;
        if output.status.success() {
            return Ok(());
        }
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        Err(CrashError::Command { command: args.join(" "), stderr })
    }

    /// Starts the loop.
    pub(super) fn run(&self) -> io::Result<Looping> {
        let said = self.home.join("run.log");
        let log = File::create(&said)?;
        let child = self
            .prepared(&["run"])
            .stdout(log.try_clone()?)
            .stderr(log)
            .kill_on_drop(true)
            .spawn()?;
        Ok(Looping { child, said })
    }

    fn prepared(&self, args: &[&str]) -> Command {
        let mut command = Command::new(&self.binary);
        command
            .args(args)
            .env_clear()
            .env("HOME", &self.home)
            .env("XDG_DATA_HOME", self.home.join("share"))
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("TZ", "UTC")
            .env("ROOST_DATA_DIR", self.data())
            .stdin(Stdio::null());
        command
    }
}

impl Looping {
    /// Kills it as a power cut would, and gives the last of what it said.
    pub(super) async fn kill(&mut self) -> io::Result<String> {
        // On Unix this is SIGKILL: nothing is finished, nothing is flushed.
        self.child.kill().await?;
        let said = std::fs::read_to_string(&self.said).unwrap_or_default();
        let skip = said.lines().count().saturating_sub(20);
        Ok(said.lines().skip(skip).collect::<Vec<_>>().join("\n"))
    }
}
