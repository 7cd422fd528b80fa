//! Does a real Dovecot let its mails be found, and is it left as it was?

#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test may unwrap, and mails come by the machine's own time"
)]

mod kit;

use chrono::{DateTime, TimeDelta, Utc};
use kit::{Dovecot, Telling, mail, password, proven, provider};
use roost_domain::mail::{LookFor, MailReason, MailTrouble, MailVerdict};
use roost_domain::ports::{Mailboxes, OpenMailbox};
use roost_domain::secret::Secret;
use roost_mail::{ImapMailboxes, Patience, Trust};
use std::time::{Duration, SystemTime};

fn now() -> DateTime<Utc> {
    SystemTime::now().into()
}

/// All mails since a minute ago.
fn recent() -> LookFor {
    LookFor { received: now() - TimeDelta::minutes(1), above_uid: 0, provider: Some(provider()) }
}

async fn open(server: &Dovecot) -> Box<dyn OpenMailbox> {
    server.reader().open(&server.mailbox(), &password()).await.unwrap()
}

#[tokio::test]
async fn a_mail_that_comes_is_told_of_and_found() {
    let mut server = Dovecot::start(Telling::ByIdle);
    let mut inbox = open(&server).await;
    assert!(inbox.tells());
    assert_eq!(inbox.look(&recent()).await.unwrap().found, []);
    let (waited, ()) = tokio::join!(inbox.wait(), async {
        server.deliver(&proven("Your account is locked"));
    });
    waited.unwrap();
    let looked = inbox.look(&recent()).await.unwrap();
    let [found] = looked.found.as_slice() else { panic!("{looked:?}") };
    assert_eq!(found.subject, "Your account is locked");
    assert_eq!(found.from, "X <info@x.com>");
    assert_eq!(found.judged.reason, MailReason::Dmarc);
    assert!(now() - found.received < TimeDelta::minutes(1));
    // What was looked at once is not looked at again.
    let next = LookFor { above_uid: looked.up_to_uid, ..recent() };
    assert_eq!(inbox.look(&next).await.unwrap().found, []);
    inbox.leave().await;
    assert!(server.is_untouched());
}

#[tokio::test]
async fn a_server_that_can_not_tell_is_asked_again_and_again() {
    let mut server = Dovecot::start(Telling::NotAtAll);
    let mut inbox = open(&server).await;
    assert!(!inbox.tells());
    assert_eq!(inbox.look(&recent()).await.unwrap().found, []);
    server.deliver(&proven("Locked"));
    inbox.wait().await.unwrap();
    assert_eq!(inbox.look(&recent()).await.unwrap().found.len(), 1);
    assert!(server.is_untouched());
}

#[tokio::test]
async fn only_what_came_since_then_and_claims_to_be_of_x_is_found() {
    let mut server = Dovecot::start(Telling::ByIdle);
    let hours_ago = SystemTime::now() - Duration::from_hours(3);
    server.deliver_at(&proven("long before"), Some(hours_ago));
    server.deliver(&mail("dmarc=pass header.from=x.com", "Friend <a@example.org>", "hi"));
    server.deliver(&mail("spf=none", "X <info@x.com>", "no proof"));
    server.deliver(&mail("dmarc=fail header.from=x.com", "info@x.com", "forged"));
    server.deliver(&mail(
        "dmarc=pass header.from=x.com.evil.example",
        "X <a@x.com.evil.example>",
        "a",
    ));
    server.deliver(&mail("dmarc=pass header.from=evil.example", "X Support <a@evil.example>", "b"));
    server.deliver(&mail("none", "=?utf-8?Q?=D0=A5?= <a@xn--u1a.com>", "c"));
    server.deliver(&mail("none", "a@x-com.example", "d"));
    let looked = open(&server).await.look(&recent()).await.unwrap();
    let found: Vec<_> = looked
        .found
        .iter()
        .map(|mail| (mail.subject.as_str(), mail.judged.reason, mail.judged.reason.verdict()))
        .collect();
    let failed = MailVerdict::Failed;
    assert_eq!(
        found,
        [
            ("no proof", MailReason::NothingPassed, MailVerdict::NotProven),
            ("forged", MailReason::DmarcFailed, failed),
            ("a", MailReason::LookAlikeDomain, failed),
            ("b", MailReason::DisplayName, failed),
            ("c", MailReason::LookAlikeLetters, failed),
            ("d", MailReason::LookAlikeDomain, failed),
        ]
    );
    assert!(server.is_untouched());
}

#[tokio::test]
async fn a_huge_mail_costs_no_more_than_its_first_lines() {
    let mut server = Dovecot::start(Telling::ByIdle);
    let mut huge = proven("huge");
    huge.resize(30 * 1024 * 1024, b'a');
    server.deliver(&huge);
    // Its header is longer than anything that is read; the provider's field lies above.
    let mut long = b"Authentication-Results: mx.provider.example; dmarc=pass header.from=x.com\r\n\
        From: info@x.com\r\nSubject: long\r\n"
        .to_vec();
    for n in 0..100_000 {
        long.extend_from_slice(
            format!("X-Long-{n}: {}\r\nSubject: {n}\r\n", "b".repeat(40)).as_bytes(),
        );
    }
    long.extend_from_slice(b"\r\nbody\r\n");
    server.deliver(&long);
    let mut wide = b"From: ".to_vec();
    wide.resize(4 * 1024 * 1024, b'c');
    wide.extend_from_slice(b" <info@x.com>\r\n\r\nbody\r\n");
    server.deliver(&wide);
    let looked = open(&server).await.look(&recent()).await.unwrap();
    let found: Vec<_> =
        looked.found.iter().map(|mail| (mail.subject.as_str(), mail.judged.reason)).collect();
    assert_eq!(found, [("huge", MailReason::Dmarc), ("long", MailReason::Dmarc)]);
    assert!(server.is_untouched());
}

#[tokio::test]
async fn malformed_mails_are_passed_over_and_end_nothing() {
    let mut server = Dovecot::start(Telling::ByIdle);
    let noise: Vec<u8> =
        (0..50_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for mail in [
        &b""[..],
        b"\r\n\r\n",
        b"From: info@x.com",
        b"From info@x.com\r\nno colon\r\n\r\n",
        b"From: \xff\xfe info@x.com <\xc3\x28@x.com>\r\n\r\n",
        b"From: (unclosed <info@x.com>\r\nSubject: =?utf-8?B?!!!!?=\r\n\r\n",
        b"From: info@x.com\r\nAuthentication-Results: mx.provider.example; dmarc=pass (\r\n\r\n",
        b"From: \"\x00\" <info@x.com>\r\n\r\n",
        &noise,
    ] {
        server.deliver(mail);
    }
    server.deliver(&proven("the good one"));
    let looked = open(&server).await.look(&recent()).await.unwrap();
    let last = looked.found.last().unwrap();
    assert_eq!((last.subject.as_str(), last.judged.reason), ("the good one", MailReason::Dmarc));
    let proven =
        |mail: &&roost_domain::mail::FoundMail| mail.judged.reason.verdict() == MailVerdict::Proven;
    assert_eq!(looked.found.iter().filter(proven).count(), 1, "{looked:?}");
    assert!(server.is_untouched());
}

#[tokio::test]
async fn a_wrong_password_is_tried_once() {
    let server = Dovecot::start(Telling::ByIdle);
    let opened = server.reader().open(&server.mailbox(), &Secret::new("wrong")).await;
    let failure = opened.err().unwrap();
    assert_eq!(failure.trouble, MailTrouble::WrongPassword, "{failure}");
    assert!(failure.trouble.ends_the_watch());
    assert!(failure.detail.contains("Authentication failed"), "{failure}");
    server.until("the server has written it down", || server.sign_ins().1 > 0);
    assert_eq!(server.sign_ins(), (0, 1));
}

#[tokio::test]
async fn a_password_of_other_letters_is_carried_whole() {
    let server = Dovecot::start(Telling::ByIdle);
    let opened = server.reader().open(&server.mailbox(), &Secret::new("pässwörd\" \\")).await;
    assert_eq!(opened.err().unwrap().trouble, MailTrouble::WrongPassword);
}

#[tokio::test]
async fn a_connection_that_breaks_is_noticed_while_waiting() {
    let mut server = Dovecot::start(Telling::ByIdle);
    let mut inbox = open(&server).await;
    let (waited, ()) = tokio::join!(inbox.wait(), async { server.kick() });
    let failure = waited.unwrap_err();
    assert_eq!(failure.trouble, MailTrouble::Dropped, "{failure}");
    assert_eq!(inbox.look(&recent()).await.unwrap_err().trouble, MailTrouble::Dropped);
    server.deliver(&proven("meanwhile"));
    assert_eq!(open(&server).await.look(&recent()).await.unwrap().found.len(), 1);
    server.end();
    let opened = server.reader().open(&server.mailbox(), &password()).await;
    assert_eq!(opened.err().unwrap().trouble, MailTrouble::Unreachable);
}

#[tokio::test]
async fn the_providers_name_is_learned_from_the_newest_mails() {
    let mut server = Dovecot::start(Telling::ByIdle);
    for n in 0..6 {
        server.deliver(&mail("spf=pass", "Friend <a@example.org>", &n.to_string()));
    }
    server.deliver(&proven("Locked"));
    let unknown = LookFor { provider: None, ..recent() };
    let looked = open(&server).await.look(&unknown).await.unwrap();
    assert_eq!(looked.learned, Some(provider()));
    assert_eq!(looked.found[0].judged.reason, MailReason::Dmarc);
    assert!(server.is_untouched());
}

#[tokio::test]
async fn a_server_whose_certificate_nobody_vouches_for_gets_no_password() {
    let server = Dovecot::start(Telling::ByIdle);
    let other = Dovecot::start(Telling::ByIdle);
    for trust in [Trust::Only(other.authority()), Trust::System] {
        let reader = ImapMailboxes::new(trust, kit::patience());
        let failure = reader.open(&server.mailbox(), &password()).await.err().unwrap();
        assert_eq!(failure.trouble, MailTrouble::BadCertificate, "{failure}");
    }
    assert_eq!(server.sign_ins(), (0, 0));
}

#[tokio::test]
async fn nobody_is_waited_for_longer_than_patience_lasts() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let mailbox = roost_domain::mail::Mailbox::new("localhost", port, "a").unwrap();
    let patience = Patience { connect: Duration::from_millis(100), ..kit::patience() };
    let reader = ImapMailboxes::new(Trust::System, patience);
    let failure = reader.open(&mailbox, &password()).await.err().unwrap();
    assert_eq!(failure.trouble, MailTrouble::Silent);
}
