//! Where does a journey take place? On an X display, a session bus and in a home folder of its own,
//! with a window manager, a panel and a notification server. Everything ends with the journey.

use super::bell::Bell;
use super::panel::Panel;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// A process that ends when this goes.
pub(crate) struct Leashed(pub(crate) Child);

impl Drop for Leashed {
    fn drop(&mut self) {
        // One that has ended by itself can't be killed, and that is fine.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The surroundings of one window.
pub(crate) struct Session {
    /// What the tray is shown on.
    pub(crate) panel: Panel,
    /// Who shows notifications.
    pub(crate) bell: Bell,
    env: BTreeMap<&'static str, String>,
    _processes: Vec<Leashed>,
    /// Gone last: the processes write into it.
    home: TempDir,
}

impl Session {
    /// A fresh session; fails where a part of it is missing on this machine.
    pub(crate) async fn begin() -> Self {
        let home = tempfile::tempdir().unwrap();
        let run = home.path().join("run");
        std::fs::create_dir(&run).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            std::fs::set_permissions(&run, std::fs::Permissions::from_mode(0o700)).unwrap();
        }
        let mut env = BTreeMap::from([
            ("HOME", text(home.path())),
            ("XDG_RUNTIME_DIR", text(&run)),
            ("XDG_DATA_HOME", text(&home.path().join("share"))),
            ("XDG_CONFIG_HOME", text(&home.path().join("config"))),
            ("XDG_CACHE_HOME", text(&home.path().join("cache"))),
            ("GDK_BACKEND", "x11".to_owned()),
            ("NO_AT_BRIDGE", "1".to_owned()),
            ("LC_ALL", "C.UTF-8".to_owned()),
            ("LIBGL_ALWAYS_SOFTWARE", "1".to_owned()),
        ]);
        let screen = ["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"];
        let (display, number) = saying(Command::new("Xvfb").args(screen).envs(&env));
        env.insert("DISPLAY", format!(":{number}"));
        let bus = ["--session", "--nofork", "--nopidfile", "--print-address=1"];
        let (daemon, address) = saying(Command::new("dbus-daemon").args(bus).envs(&env));
        env.insert("DBUS_SESSION_BUS_ADDRESS", address.clone());
        let manager =
            start(Command::new("openbox").arg("--sm-disable").envs(&env).stdout(Stdio::null()));
        let panel = Panel::open(&address).await;
        let bell = Bell::open(&address).await;
        let processes = vec![manager, daemon, display];
        Self { panel, bell, env, _processes: processes, home }
    }

    /// The data folder of the app in this session.
    pub(crate) fn data_folder(&self) -> PathBuf {
        self.home.path().join("data")
    }

    /// A command in this session.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.envs(&self.env).env_remove("ROOST_DATA_DIR").stdin(Stdio::null());
        command
    }

    /// The titles of the windows that can be seen now.
    pub(crate) fn visible_windows(&self) -> Vec<String> {
        self.xdotool(&["search", "--onlyvisible", "--name", "^Roost"])
    }

    /// Presses keys, as on the keyboard.
    pub(crate) fn press(&self, keys: &str) {
        self.xdotool(&["key", keys]);
    }

    fn xdotool(&self, words: &[&str]) -> Vec<String> {
        let said = self.command("xdotool").args(words).output().expect("xdotool is installed");
        String::from_utf8_lossy(&said.stdout).lines().map(str::to_owned).collect()
    }
}

/// Starts a process that says one line when it is ready.
fn saying(command: &mut Command) -> (Leashed, String) {
    let mut child = start(command.stdout(Stdio::piped()));
    let mut line = String::new();
    let out = child.0.stdout.take().unwrap();
    BufReader::new(out).read_line(&mut line).unwrap();
    assert!(!line.trim().is_empty(), "{} did not start", command.get_program().display());
    (child, line.trim().to_owned())
}

/// Starts a process. What it and its own children complain of is not the journey's: a journey says
/// itself what it waited for.
pub(crate) fn start(command: &mut Command) -> Leashed {
    let program = command.get_program().to_owned();
    match command.stdin(Stdio::null()).stderr(Stdio::null()).spawn() {
        Ok(child) => Leashed(child),
        Err(error) => panic!("{} can't be started, ./dev installs it: {error}", program.display()),
    }
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
