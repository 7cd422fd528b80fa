//! What do the tests of the terminal stand on? A folder that goes with the test, the real binary,
//! a real simulator process, and a few lines of HTTP for its control side.

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use tempfile::TempDir;

/// The binary that was built beside this test.
fn binary() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let name = format!("roost{}", std::env::consts::EXE_SUFFIX);
    let path = test.parent().and_then(Path::parent).unwrap().join(name);
    assert!(path.exists(), "{} is not built: cargo build -p roost-cli", path.display());
    path
}

/// JSON over several lines, its keys in order, for snapshots.
pub(crate) fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap()
}

/// A data folder, and a home around it that nothing else sees.
pub(crate) struct Place {
    root: TempDir,
}

/// What a finished command left.
#[derive(Debug)]
pub(crate) struct Ran {
    /// Its exit code.
    pub(crate) code: i32,
    /// Its standard output.
    pub(crate) out: String,
    /// Its standard error.
    pub(crate) err: String,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { root: tempfile::tempdir().unwrap() }
    }

    /// Where the data folder is; it need not exist yet.
    pub(crate) fn data(&self) -> PathBuf {
        self.root.path().join("data")
    }

    /// A file beside the data folder.
    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.root.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// The binary with its surroundings set: nothing of the real home, keyring or zone.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(binary());
        command
            .args(args)
            .env_clear()
            .env("HOME", self.root.path())
            .env("XDG_DATA_HOME", self.root.path().join("share"))
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("TZ", "UTC")
            .env("ROOST_DATA_DIR", self.data())
            .env("ROOST_VAULT_PASSPHRASE", "only for tests")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs it to its end.
    pub(crate) fn roost(&self, args: &[&str]) -> Ran {
        Ran::of(self.command(args).output().unwrap())
    }

    /// Runs it with something on its standard input.
    pub(crate) fn roost_with(&self, args: &[&str], input: impl AsRef<[u8]>) -> Ran {
        let mut child = self.command(args).stdin(Stdio::piped()).spawn().unwrap();
        // A command that needs no input may close it first.
        let _ = child.stdin.take().unwrap().write_all(input.as_ref());
        Ran::of(child.wait_with_output().unwrap())
    }

    /// Runs it, expects it to be done, and reads its JSON.
    pub(crate) fn json(&self, args: &[&str]) -> Value {
        let mut args = args.to_vec();
        args.push("--json");
        self.roost(&args).done().json()
    }

    /// Starts it and leaves it running.
    pub(crate) fn start(&self, args: &[&str]) -> Going {
        let mut child = self.command(args).stderr(Stdio::inherit()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        Going { child, lines }
    }

    /// Starts a simulator on a free port.
    pub(crate) fn simulator(&self, args: &[&str]) -> Simulator {
        let mut line = vec!["simulator"];
        line.extend(args);
        let mut going = self.start(&line);
        let ready: Value = serde_json::from_str(&going.line().unwrap()).unwrap();
        Simulator { going, ready }
    }
}

impl Ran {
    fn of(output: std::process::Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Expects exit code 0.
    #[track_caller]
    pub(crate) fn done(self) -> Self {
        assert_eq!(self.code, 0, "{self:#?}");
        self
    }

    /// Expects exit code 1 and a sentence with all of these parts.
    #[track_caller]
    pub(crate) fn refused(self, parts: &[&str]) -> Self {
        assert_eq!(self.code, 1, "{self:#?}");
        for part in parts {
            assert!(self.err.contains(part), "no '{part}' in {self:#?}");
        }
        self
    }

    /// Its standard output as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:#?}"))
    }
}

/// A command that runs. It is killed, by its own id, when this goes.
pub(crate) struct Going {
    pub(crate) child: Child,
    lines: BufReader<ChildStdout>,
}

impl Going {
    /// The next line that it prints; `None` at its end.
    pub(crate) fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        let read = self.lines.read_line(&mut line).unwrap();
        (read > 0).then(|| line.trim_end().to_owned())
    }

    /// Asks it to stop, waits, and gives its exit code and what it still said.
    #[cfg(unix)]
    pub(crate) fn terminate(mut self) -> (i32, String) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        self.end()
    }

    /// Waits for its end.
    pub(crate) fn end(&mut self) -> (i32, String) {
        let mut rest = String::new();
        self.lines.read_to_string(&mut rest).unwrap();
        (self.child.wait().unwrap().code().unwrap_or(-1), rest)
    }
}

impl Drop for Going {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A simulator process and its one line.
pub(crate) struct Simulator {
    pub(crate) going: Going,
    pub(crate) ready: Value,
}

impl Simulator {
    pub(crate) fn url(&self) -> String {
        self.ready["base_url"].as_str().unwrap().to_owned()
    }

    /// The four strings of its first account, as `--secrets-stdin` reads them.
    pub(crate) fn secrets(&self) -> Value {
        self.secrets_of(&self.ready["accounts"][0])
    }

    /// The four strings of an account.
    pub(crate) fn secrets_of(&self, account: &Value) -> Value {
        serde_json::json!({
            "consumer_key": self.ready["consumer_key"],
            "consumer_secret": self.ready["consumer_secret"],
            "token": account["token"],
            "token_secret": account["token_secret"],
        })
    }

    /// Reads from its control side.
    pub(crate) fn get(&self, path: &str) -> Value {
        http(&self.url(), "GET", &format!("/_control{path}"), "").json()
    }

    /// Asks its control side for something.
    #[track_caller]
    pub(crate) fn post(&self, path: &str, body: &Value) -> Value {
        let answer = http(&self.url(), "POST", &format!("/_control{path}"), &body.to_string());
        assert!((200..300).contains(&answer.status), "{} {}", answer.status, answer.body);
        answer.json()
    }
}

/// An HTTP answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        if self.body.is_empty() { Value::Null } else { serde_json::from_str(&self.body).unwrap() }
    }
}

/// One unsigned request to a server on loopback, its body JSON.
pub(crate) fn http(base: &str, method: &str, path: &str, body: &str) -> Answer {
    request(base, &format!("{method} {path}"), "application/json", body)
}

/// A form as a browser sends it.
pub(crate) fn form(base: &str, path: &str, fields: &str) -> Answer {
    request(base, &format!("POST {path}"), "application/x-www-form-urlencoded", fields)
}

fn request(base: &str, line: &str, kind: &str, body: &str) -> Answer {
    let host = base.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    write!(
        stream,
        "{line} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\
         content-type: {kind}\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, rest) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    let body = if head.to_lowercase().contains("transfer-encoding: chunked") {
        unchunked(rest)
    } else {
        rest.to_owned()
    };
    Answer { status, body }
}

fn unchunked(mut rest: &str) -> String {
    let mut body = String::new();
    while let Some((size, after)) = rest.split_once("\r\n") {
        let size = usize::from_str_radix(size.trim(), 16).unwrap_or(0);
        if size == 0 {
            break;
        }
        body.push_str(&after[..size]);
        rest = &after[size + 2..];
    }
    body
}
