//! What may a mail server do that lies? Send noise, announce gigabytes, answer what nobody asked, or say
//! nothing at all: each ends in a trouble with a name, soon, and without the memory being filled.
#![expect(clippy::unwrap_used, reason = "a test may unwrap, and so may its kit")]

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use roost_domain::mail::{LookFor, MailFailure, MailTrouble, Mailbox, Provider};
use roost_domain::ports::Mailboxes;
use roost_domain::secret::Secret;
use roost_mail::{ImapMailboxes, Patience, Trust};
use rstest::rstest;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

/// What it answers: the greeting first, then one answer for each line, `{tag}` being its tag. After the
/// last it says nothing more.
type Script = Vec<Vec<u8>>;

fn patience() -> Patience {
    let short = Duration::from_millis(400);
    Patience { connect: Duration::from_secs(5), answer: short, idle: short, poll: short }
}

/// A server on loopback that serves one connection by a script, and what reads mails from it.
async fn liar(script: Script, tasks: &mut JoinSet<()>) -> (ImapMailboxes, Mailbox) {
    let authority_key = KeyPair::generate().unwrap();
    let mut authority = CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let pem = authority.self_signed(&authority_key).unwrap().pem();
    let issuer = Issuer::new(authority, authority_key);
    let key = KeyPair::generate().unwrap();
    let leaf = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    let leaf = leaf.signed_by(&key, &issuer).unwrap();
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(
            vec![leaf.der().clone()],
            PrivateKeyDer::try_from(key.serialize_der()).unwrap(),
        )
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tasks.spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let Ok(stream) = acceptor.accept(stream).await else { return };
        let mut stream = BufReader::new(stream);
        let mut answers = script.into_iter();
        if let Some(greeting) = answers.next() {
            let _ = stream.write_all(&greeting).await;
        }
        let mut line = String::new();
        while stream.read_line(&mut line).await.is_ok_and(|read| read > 0) {
            if let Some(answer) = answers.next() {
                let tag = line.split(' ').next().unwrap_or_default();
                let _ = stream.write_all(&tagged(&answer, tag.trim().as_bytes())).await;
                let _ = stream.flush().await;
            }
            line.clear();
        }
    });
    let reader = ImapMailboxes::new(Trust::Only(pem), patience());
    (reader, Mailbox::new("localhost", port, "news").unwrap())
}

fn tagged(answer: &[u8], tag: &[u8]) -> Vec<u8> {
    let mut tagged = Vec::with_capacity(answer.len());
    let mut rest = answer;
    while let Some(at) = rest.windows(5).position(|part| part == b"{tag}") {
        tagged.extend_from_slice(&rest[..at]);
        tagged.extend_from_slice(tag);
        rest = &rest[at + 5..];
    }
    tagged.extend_from_slice(rest);
    tagged
}

fn wanted() -> LookFor {
    LookFor {
        received: DateTime::<Utc>::from_timestamp(1_700_000_000, 0).unwrap() - TimeDelta::days(1),
        above_uid: 0,
        provider: Some(Provider::new("mx.example.org").unwrap()),
    }
}

/// Opens, looks, waits; gives how many mails were found, or what ended it.
async fn visit(script: Script) -> Result<usize, MailFailure> {
    let mut tasks = JoinSet::new();
    let (reader, mailbox) = liar(script, &mut tasks).await;
    let mut inbox = reader.open(&mailbox, &Secret::new("secret")).await?;
    let looked = inbox.look(&wanted()).await?;
    inbox.wait().await?;
    Ok(looked.found.len())
}

const GREETING: &[u8] = b"* OK ready\r\n";
const LOGIN: &[u8] = b"{tag} OK in\r\n";
const CAPABILITY: &[u8] = b"* CAPABILITY IMAP4rev1 IDLE\r\n{tag} OK\r\n";
const EXAMINE: &[u8] = b"* 1 EXISTS\r\n* OK [UIDVALIDITY 1]\r\n{tag} OK [READ-ONLY] done\r\n";
const SEARCH: &[u8] = b"* SEARCH 7\r\n{tag} OK done\r\n";

fn good_then(further: &[&[u8]]) -> Script {
    let good = [GREETING, LOGIN, CAPABILITY, EXAMINE];
    good.iter().chain(further).map(|answer| answer.to_vec()).collect()
}

#[rstest]
#[case::silent(&[], MailTrouble::Silent)]
#[case::noise(&[&b"\x00\xff\x01 nothing of IMAP\r\n"[..]], MailTrouble::Garbled)]
#[case::http(&[&b"HTTP/1.1 400 Bad Request\r\n\r\n"[..]], MailTrouble::Garbled)]
#[case::goodbye(&[&b"* BYE too many connections\r\n"[..]], MailTrouble::Busy)]
#[case::silent_at_the_password(&[GREETING], MailTrouble::Silent)]
#[case::later(&[GREETING, b"{tag} NO [UNAVAILABLE] try later\r\n"], MailTrouble::Busy)]
#[case::no(&[GREETING, b"{tag} NO [AUTHENTICATIONFAILED] no\r\n"], MailTrouble::WrongPassword)]
#[case::no_inbox(&[GREETING, LOGIN, CAPABILITY, b"{tag} NO no such mailbox\r\n"], MailTrouble::Refused)]
#[case::wrong_tag(&[GREETING, b"Z99 OK in\r\n"], MailTrouble::Silent)]
#[tokio::test]
async fn who_does_not_open_is_left(#[case] script: &[&[u8]], #[case] expected: MailTrouble) {
    let script = script.iter().map(|answer| answer.to_vec()).collect();
    assert_eq!(visit(script).await.unwrap_err().trouble, expected);
}

#[tokio::test]
async fn an_announced_gigabyte_is_not_waited_for() {
    for announced in ["4000000000", "100000", "99999999999999999999999"] {
        let fetch =
            format!("* 1 FETCH (UID 7 BODY[HEADER.FIELDS (FROM)]<0> {{{announced}}}\r\nFrom:");
        let failure = visit(good_then(&[SEARCH, fetch.as_bytes()])).await.unwrap_err();
        assert_eq!(failure.trouble, MailTrouble::TooMuch, "{announced}: {failure}");
    }
}

#[tokio::test]
async fn more_than_was_asked_for_ends_the_visit() {
    let one = b"* 1 FETCH (UID 7 FLAGS (\\Seen))\r\n";
    for flood in [one.repeat(100_000), vec![b'a'; 3_000_000], b"* SEARCH 1\r\n".repeat(500_000)] {
        let failure = visit(good_then(&[SEARCH, &flood])).await.unwrap_err();
        assert_eq!(failure.trouble, MailTrouble::TooMuch, "{failure}");
    }
    let greeting = vec![[b"* OK ".to_vec(), vec![b'a'; 10_000_000]].concat()];
    assert_eq!(visit(greeting).await.unwrap_err().trouble, MailTrouble::TooMuch);
}

#[tokio::test]
async fn mails_that_nobody_asked_for_are_not_taken() {
    let from = "From: info@x.com\r\n\r\n";
    let mail = |uid: u32| {
        format!(
            "* 1 FETCH (UID {uid} INTERNALDATE \"22-Nov-2026 10:00:00 +0000\" \
             BODY[HEADER.FIELDS (FROM)]<0> {{{}}}\r\n{from})\r\n",
            from.len()
        )
    };
    let fetch = format!("{}{}{{tag}} OK\r\n", mail(8), mail(9));
    let idle = b"+ idling\r\n* 2 EXISTS\r\n";
    let done = b"A9 OK\r\n";
    let failure = visit(good_then(&[SEARCH, fetch.as_bytes(), idle, done])).await;
    // It found nothing; that it then lies about the end of IDLE too is found out as well.
    assert_eq!(failure.unwrap_err().trouble, MailTrouble::Silent);
    let asked = format!("{}{{tag}} OK\r\n", mail(7));
    let mut tasks = JoinSet::new();
    let script = good_then(&[SEARCH, asked.as_bytes(), asked.as_bytes()]);
    let (reader, mailbox) = liar(script, &mut tasks).await;
    let mut inbox = reader.open(&mailbox, &Secret::new("secret")).await.unwrap();
    assert_eq!(inbox.look(&wanted()).await.unwrap().found.len(), 1);
}

#[tokio::test]
async fn a_server_that_refuses_to_tell_is_left() {
    for idle in [&b"{tag} BAD what\r\n"[..], b"{tag} NO\r\n", b"+ idling\r\n"] {
        let script = good_then(&[b"* SEARCH\r\n{tag} OK\r\n", idle]);
        assert!(visit(script).await.is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_answer_makes_the_reader_panic(
        step in 0_usize..6,
        noise in proptest::collection::vec(any::<u8>(), 1..300),
        tail in prop_oneof![Just(String::new()), Just("\r\n{tag} OK\r\n".to_owned()), "[ -~]{0,40}\r\n"],
    ) {
        let mut script = good_then(&[SEARCH, b"{tag} OK\r\n"]);
        script.truncate(step);
        let mut answer = noise;
        answer.extend_from_slice(tail.as_bytes());
        script.push(answer);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let _ = runtime.block_on(visit(script));
    }
}
