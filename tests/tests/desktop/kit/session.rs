//! Where does a journey take place? On an X display, a session bus and in a home folder of its own,
//! with a window manager, a panel and a notification server. Everything ends with the journey.

use super::bell::Bell;
use super::panel::Panel;
use super::until;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write as _};
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

/// A session bus that starts nothing by itself: what a journey did not bring is not there, such as a
/// keyring.
const BUS: &str = "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>\
    <policy context='default'><allow send_destination='*' eavesdrop='true'/>\
    <allow eavesdrop='true'/><allow own='*'/></policy></busconfig>";

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
        // With `-noreset`: else it begins anew when its last client leaves, and throws out whoever is
        // just coming.
        let size = "1280x900x24";
        let screen = ["-displayfd", "1", "-screen", "0", size, "-nolisten", "tcp", "-noreset"];
        let (display, number) = saying(Command::new("Xvfb").args(screen).envs(&env));
        env.insert("DISPLAY", format!(":{number}"));
        let config = home.path().join("bus.conf");
        std::fs::write(&config, BUS).unwrap();
        let config = format!("--config-file={}", text(&config));
        let bus = [config.as_str(), "--nofork", "--nopidfile", "--print-address=1"];
        let (daemon, address) = saying(Command::new("dbus-daemon").args(bus).envs(&env));
        env.insert("DBUS_SESSION_BUS_ADDRESS", address.clone());
        let manager =
            start(Command::new("openbox").arg("--sm-disable").envs(&env).stdout(Stdio::null()));
        let panel = Panel::open(&address).await;
        let bell = Bell::open(&address).await;
        let processes = vec![manager, daemon, display];
        let session = Self { panel, bell, env, _processes: processes, home };
        // One that starts after a window is there never gives it the focus.
        until("the window manager is there", async || {
            let desktops = session.xdotool(&["get_num_desktops"]);
            desktops.first().is_some_and(|count| count != "0").then_some(())
        })
        .await;
        session
    }

    /// What is started from now on trusts this authority, in PEM, and no other.
    pub(crate) fn trust(&mut self, authority: &str) {
        let path = self.home.path().join("authority.pem");
        std::fs::write(&path, authority).unwrap();
        self.env.insert("SSL_CERT_FILE", text(&path));
    }

    /// Brings an unlocked, empty gnome-keyring. It ends when what is given goes.
    pub(crate) async fn keyring(&self) -> Leashed {
        let words = ["--unlock", "--foreground", "--components=secrets"];
        let mut command = self.command("gnome-keyring-daemon");
        command.args(words).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().expect("gnome-keyring is installed by ./dev");
        writeln!(child.stdin.take().unwrap(), "only for tests").unwrap();
        let keyring = Leashed(child);
        until("the keyring takes a secret", async || {
            let mut probe = self.command("secret-tool");
            probe.args(["store", "--label=probe", "journey", "probe"]).stdin(Stdio::piped());
            probe.stderr(Stdio::null());
            let mut child = probe.spawn().expect("libsecret-tools are installed by ./dev");
            child.stdin.take().unwrap().write_all(b"probe").unwrap();
            child.wait().unwrap().success().then_some(())
        })
        .await;
        keyring
    }

    /// Where the keyring lies, which encrypts what it holds by a password that anybody may read here.
    pub(crate) fn keyrings(&self) -> PathBuf {
        self.home.path().join("share/keyrings")
    }

    /// All that the keyring keeps for Roost, as text with its secrets.
    pub(crate) fn kept_in_keyring(&self) -> String {
        let search = ["search", "--all", "--unlock", "service", "roost"];
        let said = self.command("secret-tool").args(search).output().unwrap();
        String::from_utf8_lossy(&said.stdout).into_owned()
    }

    /// Where a text stands in a file below this session's home: the data folder, caches, logs.
    pub(crate) fn files_with(&self, text: &str) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.home.path().to_owned()];
        while let Some(folder) = folders.pop() {
            // What an app that runs takes away meanwhile holds nothing.
            let Ok(entries) = std::fs::read_dir(&folder) else { continue };
            for path in entries.map_while(Result::ok).map(|entry| entry.path()) {
                if path.is_dir() && !path.is_symlink() {
                    folders.push(path);
                } else if path.is_file()
                    && let Ok(bytes) = std::fs::read(&path)
                    && bytes.windows(text.len()).any(|part| part == text.as_bytes())
                {
                    found.push(path);
                }
            }
        }
        found
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

    /// A picture of the window as its owner sees it, as PNG. Taken from the display: the driver's own
    /// pictures can wait for ever for a page that has nothing left to paint.
    pub(crate) fn picture(&self) -> Vec<u8> {
        let windows = self.visible_windows();
        let window = windows.first().expect("a window that can be seen");
        let taken = self.command("import").args(["-silent", "-window", window, "png:-"]).output();
        taken.expect("import of ImageMagick is installed").stdout
    }

    /// Closes the window as its owner does by keys, and waits until it can't be seen. A key that is
    /// pressed before the window has the focus is lost for good.
    pub(crate) async fn close_window(&self) {
        until("the window has the focus", async || {
            let active = self.xdotool(&["getactivewindow"]);
            (!active.is_empty() && active == self.visible_windows()).then_some(())
        })
        .await;
        self.press("alt+F4");
        until("the window is hidden", async || self.visible_windows().is_empty().then_some(()))
            .await;
    }

    /// Presses keys, as on the keyboard.
    pub(crate) fn press(&self, keys: &str) {
        self.xdotool(&["key", keys]);
    }

    /// Types a text, key by key.
    pub(crate) fn write(&self, text: &str) {
        self.xdotool(&["type", "--delay", "20", text]);
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
