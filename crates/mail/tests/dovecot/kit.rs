//! A real Dovecot for one test: on loopback, in a folder of its own, with a certificate of an authority
//! that exists only for it. It ends with the test, by its process id.

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use roost_domain::mail::{Mailbox, Provider};
use roost_domain::secret::Secret;
use roost_mail::{ImapMailboxes, Patience, Trust};
use std::fmt::Write as _;
use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

/// The owner's name there.
pub(crate) const USER: &str = "news";
/// The owner's password, looked for where it must not be.
pub(crate) const PASSWORD: &str = "correct-horse-3f9a1c";
/// The name under which the provider of the tests writes.
pub(crate) const PROVIDER: &str = "mx.provider.example";

/// Whether Dovecot tells of new mails.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Telling {
    ByIdle,
    NotAtAll,
}

/// A running Dovecot.
pub(crate) struct Dovecot {
    child: Option<Child>,
    folder: tempfile::TempDir,
    port: u16,
    authority: String,
    /// Who owns the mails.
    owner: (u32, u32),
    delivered: u32,
}

impl Dovecot {
    pub(crate) fn start(telling: Telling) -> Self {
        let folder = tempfile::Builder::new().prefix("roost-mail-").tempdir_in("/tmp").unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let is_root = id(&["-u"]) == "0";
        let mail_user = if is_root { "nobody".to_owned() } else { id(&["-un"]) };
        let owner =
            (id(&["-u", &mail_user]).parse().unwrap(), id(&["-g", &mail_user]).parse().unwrap());
        let authority = certificates(folder.path());
        let mut server = Self { child: None, folder, port, authority, owner, delivered: 0 };
        server.make_maildir();
        server.write_settings(telling, is_root);
        server.run();
        server
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn make_maildir(&self) {
        open_to_all(self.folder.path());
        let mails = self.path("mail");
        for folder in ["", "new", "cur", "tmp"] {
            let folder = mails.join(folder);
            std::fs::create_dir_all(&folder).unwrap();
            chown(&folder, Some(self.owner.0), Some(self.owner.1)).unwrap();
        }
    }

    fn write_settings(&self, telling: Telling, is_root: bool) {
        let version = Command::new("dovecot").arg("--version").output();
        let version = version.expect("Dovecot is installed: ./dev test installs it").stdout;
        let version = String::from_utf8_lossy(&version).into_owned();
        assert!(
            version.starts_with("2.3"),
            "this kit writes settings of Dovecot 2.3, not {version}"
        );
        std::fs::write(self.path("passwd"), format!("{USER}:{{PLAIN}}{PASSWORD}\n")).unwrap();
        let place = self.folder.path().display();
        let (uid, gid) = self.owner;
        let mut settings = format!(
            "base_dir = {place}/run\nstate_dir = {place}/run\nlog_path = {place}/log\n\
             protocols = imap\nlisten = 127.0.0.1\n\
             ssl = required\nssl_cert = <{place}/cert.pem\nssl_key = <{place}/key.pem\n\
             auth_failure_delay = 0\nmailbox_idle_check_interval = 1s\n\
             mail_location = maildir:{place}/mail\nfirst_valid_uid = 1\n\
             passdb {{\n driver = passwd-file\n args = {place}/passwd\n}}\n\
             userdb {{\n driver = static\n args = uid={uid} gid={gid} home={place}/mail\n}}\n\
             service imap-login {{\n chroot =\n inet_listener imap {{\n port = 0\n }}\n \
             inet_listener imaps {{\n port = {}\n ssl = yes\n }}\n}}\n\
             service anvil {{\n chroot =\n}}\n\
             service stats {{\n unix_listener stats-writer {{\n mode = 0666\n }}\n}}\n",
            self.port
        );
        if !is_root {
            let (me, group) = (id(&["-un"]), id(&["-gn"]));
            let _ = write!(
                settings,
                "default_internal_user = {me}\ndefault_login_user = {me}\n\
                 default_internal_group = {group}\n"
            );
        }
        if telling == Telling::NotAtAll {
            settings
                .push_str("protocol imap {\n imap_capability = IMAP4rev1 SASL-IR AUTH=PLAIN\n}\n");
        }
        std::fs::write(self.path("dovecot.conf"), settings).unwrap();
    }

    /// Starts the server and waits until it answers.
    pub(crate) fn run(&mut self) {
        let child = Command::new("dovecot")
            .arg("-F")
            .arg("-c")
            .arg(self.path("dovecot.conf"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        self.child = Some(child);
        self.until("it listens", || std::net::TcpStream::connect(("127.0.0.1", self.port)).is_ok());
    }

    /// Ends the server with all its connections.
    pub(crate) fn end(&mut self) {
        if let Some(mut child) = self.child.take() {
            let pid = child.id().to_string();
            let _ = Command::new("kill").args(["-TERM", &pid]).status();
            child.wait().unwrap();
        }
    }

    /// Breaks the owner's connections; the server goes on.
    pub(crate) fn kick(&self) {
        let said = self.doveadm(&["kick", USER]);
        assert!(said.contains("kicked"), "{said}");
    }

    pub(crate) fn doveadm(&self, arguments: &[&str]) -> String {
        let answer = Command::new("doveadm")
            .arg("-c")
            .arg(self.path("dovecot.conf"))
            .args(arguments)
            .output()
            .unwrap();
        String::from_utf8_lossy(&answer.stdout).into_owned()
            + &String::from_utf8_lossy(&answer.stderr)
    }

    /// Waits for something that another process does.
    pub(crate) fn until(&self, what: &str, is: impl Fn() -> bool) {
        let end = Instant::now() + Duration::from_secs(20);
        while !is() {
            let log = std::fs::read_to_string(self.path("log")).unwrap_or_default();
            assert!(Instant::now() < end, "waited for: {what}\n{log}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    pub(crate) fn mailbox(&self) -> Mailbox {
        Mailbox::new("localhost", self.port, USER).unwrap()
    }

    /// The authority of its certificate, in PEM.
    pub(crate) fn authority(&self) -> String {
        self.authority.clone()
    }

    /// What reads mails from it, with the patience of tests.
    pub(crate) fn reader(&self) -> ImapMailboxes {
        ImapMailboxes::new(Trust::Only(self.authority()), patience())
    }

    /// How often somebody tried to sign in, and how often that failed.
    pub(crate) fn sign_ins(&self) -> (usize, usize) {
        let log = std::fs::read_to_string(self.path("log")).unwrap_or_default();
        let good = log.lines().filter(|line| line.contains("imap-login: Info: Login:")).count();
        let bad = log.lines().filter(|line| line.contains("auth failed")).count();
        (good, bad)
    }

    /// Puts a mail into the inbox, now.
    pub(crate) fn deliver(&mut self, mail: &[u8]) {
        self.deliver_at(mail, None);
    }

    /// Puts a mail into the inbox as if it had come at a time.
    pub(crate) fn deliver_at(&mut self, mail: &[u8], at: Option<SystemTime>) {
        self.delivered += 1;
        let name = format!("{:010}.roost.test", self.delivered);
        let draft = self.path("mail/tmp").join(&name);
        std::fs::write(&draft, mail).unwrap();
        if let Some(at) = at {
            std::fs::File::options().write(true).open(&draft).unwrap().set_modified(at).unwrap();
        }
        chown(&draft, Some(self.owner.0), Some(self.owner.1)).unwrap();
        std::fs::rename(draft, self.path("mail/new").join(name)).unwrap();
    }

    /// Nothing of the inbox has changed: every mail is where it was put, unseen and recent.
    pub(crate) fn is_untouched(&self) -> bool {
        let count = |folder: &str| std::fs::read_dir(self.path(folder)).unwrap().count();
        count("mail/cur") == 0 && count("mail/new") == self.delivered as usize
    }
}

impl Drop for Dovecot {
    fn drop(&mut self) {
        self.end();
    }
}

/// Waits that a test can wait for.
pub(crate) fn patience() -> Patience {
    Patience {
        connect: Duration::from_secs(5),
        answer: Duration::from_secs(10),
        idle: Duration::from_mins(1),
        poll: Duration::from_millis(200),
    }
}

pub(crate) fn password() -> Secret {
    Secret::new(PASSWORD)
}

pub(crate) fn provider() -> Provider {
    Provider::new(PROVIDER).unwrap()
}

/// A mail with what the provider wrote on top.
pub(crate) fn mail(results: &str, from: &str, subject: &str) -> Vec<u8> {
    format!(
        "Return-Path: <bounce@example.org>\r\nAuthentication-Results: {PROVIDER}; {results}\r\n\
         Received: from a by b\r\nFrom: {from}\r\nTo: {USER}@provider.example\r\n\
         Subject: {subject}\r\nDate: Sun, 22 Nov 2026 10:00:00 +0000\r\n\r\n\
         Open https://x.com/account/access\r\n"
    )
    .into_bytes()
}

/// A mail that the provider says is of X.
pub(crate) fn proven(subject: &str) -> Vec<u8> {
    mail("dmarc=pass (p=REJECT) header.from=x.com", "X <info@x.com>", subject)
}

fn certificates(folder: &Path) -> String {
    let authority_key = KeyPair::generate().unwrap();
    let mut authority = CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority_pem = authority.self_signed(&authority_key).unwrap().pem();
    let issuer = Issuer::new(authority, authority_key);
    let key = KeyPair::generate().unwrap();
    let leaf = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    let leaf = leaf.signed_by(&key, &issuer).unwrap();
    std::fs::write(folder.join("cert.pem"), leaf.pem()).unwrap();
    std::fs::write(folder.join("key.pem"), key.serialize_pem()).unwrap();
    authority_pem
}

fn open_to_all(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755)).unwrap();
}

fn id(arguments: &[&str]) -> String {
    let answer = Command::new("id").args(arguments).output().unwrap();
    assert!(answer.status.success(), "id {arguments:?}");
    String::from_utf8(answer.stdout).unwrap().trim().to_owned()
}
