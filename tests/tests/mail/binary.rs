//! The real binary with a real Dovecot: the password comes by standard input, and lies nowhere but in the
//! vault.

use crate::dovecot::{Dovecot, PASSWORD, PROVIDER, Telling, USER, mail, proven};
use roost_domain::ports::Clock;
use roost_engine::clock::SystemClock;
use roost_networks::http::{HttpTransport, Method, Patience, Trust};
use roost_simulator::{Options, Running};
use roost_tests::wiring::ControlDoor;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::sync::Arc;
use std::time::Duration;

/// A folder, and the binary beside this test.
struct Place {
    root: tempfile::TempDir,
    authority: PathBuf,
}

impl Place {
    fn beside(server: &Dovecot) -> Self {
        let root = tempfile::tempdir().unwrap();
        let authority = root.path().join("authority.pem");
        std::fs::write(&authority, server.authority()).unwrap();
        Self { root, authority }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let test = std::env::current_exe().unwrap();
        let binary = test.parent().and_then(Path::parent).unwrap().join("roost");
        let mut command = Command::new(binary);
        command
            .args(arguments)
            .env_clear()
            .env("HOME", self.root.path())
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("ROOST_DATA_DIR", self.root.path().join("data"))
            .env("ROOST_VAULT_PASSPHRASE", "only for tests")
            .env("RUST_LOG", "trace")
            // The machine's authorities are those of this file, for this process.
            .env("SSL_CERT_FILE", &self.authority)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn roost(&self, arguments: &[&str], input: &str) -> Output {
        let mut child = self.command(arguments).spawn().unwrap();
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }

    fn done(&self, arguments: &[&str], input: &str) -> String {
        let ran = self.roost(arguments, input);
        assert!(ran.status.success(), "{arguments:?}: {ran:?}");
        String::from_utf8(ran.stdout).unwrap()
    }

    /// Starts it and leaves it running.
    fn start(&self, arguments: &[&str]) -> Going {
        let mut child = self.command(arguments).stderr(Stdio::null()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        Going { child, lines }
    }

    fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.done(arguments, "")).unwrap()
    }

    /// Every file below the root that holds these bytes.
    fn files_with(&self, secret: &str) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.root.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let bytes = std::fs::read(&path).unwrap();
                    if bytes.windows(secret.len()).any(|part| part == secret.as_bytes()) {
                        found.push(path);
                    }
                }
            }
        }
        found
    }
}

/// A command that runs. It is killed, by its own id, when this goes.
struct Going {
    child: Child,
    lines: BufReader<ChildStdout>,
}

impl Going {
    /// All lines up to the first one with these words, which is the last of them.
    fn lines_until(&mut self, words: &str) -> Vec<String> {
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            let read = self.lines.read_line(&mut line).unwrap();
            assert!(read > 0, "it ended without '{words}': {lines:?}");
            let is_it = line.contains(words);
            lines.push(line);
            if is_it {
                return lines;
            }
        }
    }

    /// Asks it to stop, and gives what it still said.
    fn terminate(mut self) -> String {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        let mut rest = String::new();
        self.lines.read_to_string(&mut rest).unwrap();
        assert!(self.child.wait().unwrap().success());
        rest
    }
}

impl Drop for Going {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A simulator that locks @news with its first post.
async fn locking_simulator() -> Running {
    let simulator = roost_simulator::start(Options::default()).await.unwrap();
    let http = HttpTransport::new(&Trust::System, Patience::default()).unwrap();
    let control = ControlDoor::new(Arc::new(http), simulator.base_url());
    let lock = json!({ "on": "POST /2/tweets", "account": "news", "do": "lock" });
    control.ask(Method::Post, "faults", Some(&lock)).await.unwrap();
    simulator
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_tells_of_each_mail_in_one_line_and_a_later_run_not_again() {
    let mut server = Dovecot::start(Telling::ByIdle);
    let simulator = locking_simulator().await;
    let place = Place::beside(&server);
    let add = ["account", "add", "practice", "--handle", "news", "--simulator"];
    place.done(&[&add[..], &[simulator.base_url()]].concat(), "");
    let port = server.mailbox().port.to_string();
    let set = ["mail", "set", "--host", "localhost", "--port", &port, "--user", USER];
    let proof = ["--authserv-id", PROVIDER, "--password-stdin"];
    place.done(&[&set[..], &proof].concat(), &format!("{PASSWORD}\n"));
    let at = (SystemClock.now() + Duration::from_secs(2)).to_rfc3339();
    place.done(&["post", "add", "--account", "news", "--at", &at, "hello"], "");

    let mut run = place.start(&["run"]);
    run.lines_until("@news is locked");
    server.deliver(&proven("We have locked it"));
    let line = run.lines_until("We have locked it").pop().unwrap();
    let said = "mail         X <info@x.com>: We have locked it (proven; incident 1)";
    assert!(line.trim_end().ends_with(said), "{line}");
    assert_eq!(run.terminate().matches("We have locked it").count(), 0);

    server.deliver(&mail("none", "X Support <a@evil.example>", "Verify now"));
    let mut run = place.start(&["run", "--json"]);
    let lines = run.lines_until("Verify now");
    let told: Value = serde_json::from_str(lines.last().unwrap()).unwrap();
    assert_eq!((&told["event"], &told["incident"]), (&json!("mail"), &json!("1")));
    assert_eq!(told["mail"]["verdict"], "failed");
    assert_eq!(told["mail"]["from"], "X Support <a@evil.example>");
    let all = lines.concat() + &run.terminate();
    assert!(!all.contains("We have locked it"), "it was told by the run before: {all}");
    assert!(server.is_untouched());
}

#[test]
fn the_password_lies_nowhere_but_in_the_vault() {
    let mut server = Dovecot::start(Telling::ByIdle);
    server.deliver(&proven("nobody looks for it: nothing is held"));
    let place = Place::beside(&server);
    let port = server.mailbox().port.to_string();
    let host = ["mail", "set", "--host", "localhost", "--port", &port, "--user", USER];
    let set: Vec<&str> = host.iter().chain(&["--password-stdin"]).copied().collect();
    let said = place.done(&set, &format!("{PASSWORD}\n"));
    assert!(said.contains("The mail watch is on"), "{said}");
    assert!(!said.contains(PASSWORD));
    let checked = place.json(&["mail", "check", "--json"]);
    assert_eq!((&checked["incidents"], &checked["new"]), (&0.into(), &0.into()));
    assert_eq!(checked["watch"]["state"], "resting");
    assert_eq!(server.sign_ins(), (1, 0));
    assert!(server.is_untouched());
    // A loop of its own, with the vault open.
    place.done(&["run", "--until-idle"], "");
    let shown = place.json(&["mail", "show", "--json"]);
    assert_eq!((&shown["on"], &shown["user"]), (&true.into(), &USER.into()));
    assert_eq!(place.files_with(PASSWORD), Vec::<PathBuf>::new());
    let secrets = place.json(&["vault", "status", "--json"]);
    assert_eq!(secrets["secrets"][0]["what"], "mailbox");
    place.done(&["mail", "off", "--forget"], "");
    let secrets = place.json(&["vault", "status", "--json"]);
    assert_eq!(secrets["secrets"].as_array().unwrap().len(), 0);
}

#[test]
fn without_a_terminal_the_password_is_the_next_line() {
    let server = Dovecot::start(Telling::ByIdle);
    let place = Place::beside(&server);
    let port = server.mailbox().port.to_string();
    let set = ["mail", "set", "--host", "localhost", "--port", &port, "--user", USER];
    place.done(&set, &format!("{PASSWORD}\n"));
    place.done(&["mail", "set", "--authserv-id", PROVIDER], "");
    let checked = place.json(&["mail", "check", "--json"]);
    assert_eq!(checked["watch"]["authserv_id"], PROVIDER);
    assert_eq!(checked["watch"]["authserv_learned"], false);
}

#[test]
fn what_is_wrong_is_said_with_what_to_do() {
    let server = Dovecot::start(Telling::ByIdle);
    let place = Place::beside(&server);
    let port = server.mailbox().port.to_string();
    let refused = |arguments: &[&str], input: &str, part: &str| {
        let ran = place.roost(arguments, input);
        let said = String::from_utf8(ran.stderr).unwrap();
        assert_eq!(ran.status.code(), Some(1), "{said}");
        assert!(said.contains(part), "no '{part}' in {said}");
    };
    refused(&["mail", "check"], "", "No mailbox is set up yet");
    let set = ["mail", "set", "--host", "localhost", "--user", USER, "--password-stdin"];
    refused(&[&set[..], &["--port", "143"]].concat(), "x", "Port 143 can't be used");
    refused(
        &[&set[..], &["--authserv-id", "a b"]].concat(),
        "x",
        "can't be the name of a mail provider",
    );
    refused(&set, "", "There is no password for the mailbox");
    place.done(&[&set[..], &["--port", &port]].concat(), "wrong");
    refused(&["mail", "check"], "", "refused user name or password");
    let shown = place.json(&["mail", "show", "--json"]);
    assert_eq!((&shown["state"], &shown["trouble"]), (&"stopped".into(), &"wrong_password".into()));
}
