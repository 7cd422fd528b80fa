//! The real binary with a real Dovecot: the password comes by standard input, and lies nowhere but in the
//! vault.

use crate::dovecot::{Dovecot, PASSWORD, PROVIDER, Telling, USER, proven};
use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

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

    fn roost(&self, arguments: &[&str], input: &str) -> Output {
        let test = std::env::current_exe().unwrap();
        let binary = test.parent().and_then(Path::parent).unwrap().join("roost");
        let mut child = Command::new(binary)
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
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }

    fn done(&self, arguments: &[&str], input: &str) -> String {
        let ran = self.roost(arguments, input);
        assert!(ran.status.success(), "{arguments:?}: {ran:?}");
        String::from_utf8(ran.stdout).unwrap()
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
