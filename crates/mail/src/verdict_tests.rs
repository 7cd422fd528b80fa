//! Is each verdict the right one? Tables of senders and results, forged ones among them, and properties.

use super::*;
use proptest::prelude::*;
use roost_domain::mail::MailVerdict;
use rstest::rstest;

const OWN: &str = "mx.example.org";
const AR: &str = "Authentication-Results: mx.example.org; ";

fn own() -> Provider {
    Provider::new(OWN).unwrap()
}

fn reason(header: &str) -> Option<MailReason> {
    judge(header.as_bytes(), Some(&own())).map(|claimed| claimed.judged.reason)
}

/// A mail of @x.com with these lines above its own.
fn of_x(lines: &str) -> String {
    format!("{lines}\r\nFrom: X <info@x.com>\r\nSubject: Your account\r\n\r\n")
}

#[rstest]
#[case::dmarc("dmarc=pass header.from=x.com", MailReason::Dmarc)]
#[case::capitals("DMARC=Pass (p=REJECT) Header.From=X.COM", MailReason::Dmarc)]
#[case::trailing_dot("dmarc=pass header.from=x.com.", MailReason::Dmarc)]
#[case::quoted("dmarc=\"pass\" header.from=\"x.com\"", MailReason::Dmarc)]
#[case::beside_others(
    "spf=fail smtp.mailfrom=a.example; dkim=fail; dmarc=pass header.from=x.com",
    MailReason::Dmarc
)]
#[case::dkim("dkim=pass header.d=x.com header.s=dkim", MailReason::Dkim)]
#[case::dkim_of_the_sister("dkim=pass header.d=e.x.com", MailReason::Dkim)]
#[case::dkim_by_i("dkim=pass header.i=@x.com header.b=a/b=", MailReason::Dkim)]
#[case::second_signature(
    "dkim=pass header.d=a.example; dkim=pass header.d=x.com",
    MailReason::Dkim
)]
#[case::dmarc_of_another("dmarc=pass header.from=evil.example", MailReason::NothingPassed)]
#[case::dmarc_of_a_lookalike(
    "dmarc=pass header.from=x.com.evil.example",
    MailReason::NothingPassed
)]
#[case::dmarc_of_nobody("dmarc=pass", MailReason::NothingPassed)]
#[case::dmarc_of_two(
    "dmarc=pass header.from=evil.example header.from=x.com",
    MailReason::NothingPassed
)]
#[case::dmarc_in_a_comment("spf=none (; dmarc=pass header.from=x.com)", MailReason::NothingPassed)]
#[case::dmarc_in_quotes(
    "spf=fail reason=\"; dmarc=pass header.from=x.com\"",
    MailReason::NothingPassed
)]
#[case::dmarc_twice(
    "dmarc=pass header.from=evil.example; dmarc=pass header.from=x.com",
    MailReason::NothingPassed
)]
#[case::dmarc_failed("dmarc=fail header.from=x.com", MailReason::DmarcFailed)]
#[case::smuggled(
    "spf=pass smtp.mailfrom=a;dmarc=pass header.from=x.com; dmarc=fail header.from=x.com",
    MailReason::DmarcFailed
)]
#[case::failed_with_a_signature(
    "dkim=pass header.d=x.com; dmarc=fail header.from=x.com",
    MailReason::DmarcFailed
)]
#[case::dmarc_none("dmarc=none header.from=x.com", MailReason::NothingPassed)]
#[case::dkim_of_another("dkim=pass header.d=evil.example", MailReason::NothingPassed)]
#[case::dkim_of_a_longer_name("dkim=pass header.d=evilx.com", MailReason::NothingPassed)]
#[case::dkim_contradicts(
    "dkim=pass header.d=evil.example header.i=@x.com",
    MailReason::NothingPassed
)]
#[case::dkim_failed("dkim=fail header.d=x.com", MailReason::NothingPassed)]
#[case::spf_only("spf=pass smtp.mailfrom=x.com", MailReason::NothingPassed)]
#[case::arc_says_so("arc=pass header.from=x.com", MailReason::NothingPassed)]
#[case::none("none", MailReason::NothingPassed)]
fn the_providers_result_is_weighed(#[case] results: &str, #[case] expected: MailReason) {
    assert_eq!(reason(&of_x(&format!("{AR}{results}"))), Some(expected));
}

#[rstest]
#[case::no_result("Received: from x.com", MailReason::NoResult)]
#[case::of_another(
    "Authentication-Results: mx.evil.example; dmarc=pass header.from=x.com",
    MailReason::NoResult
)]
#[case::of_a_longer_name(
    "Authentication-Results: mx.example.org.evil.example; dmarc=pass header.from=x.com",
    MailReason::NoResult
)]
#[case::arc(
    "ARC-Authentication-Results: i=1; mx.example.org; dmarc=pass header.from=x.com",
    MailReason::NoResult
)]
#[case::without_an_id(
    "Authentication-Results: dmarc=pass header.from=x.com",
    MailReason::Unreadable
)]
#[case::without_an_end(
    "Authentication-Results: mx.example.org; dmarc=pass header.from=x.com (",
    MailReason::Unreadable
)]
#[case::the_topmost_counts_fail(
    "Authentication-Results: mx.example.org; dmarc=fail header.from=x.com\r\n\
     Authentication-Results: mx.example.org; dmarc=pass header.from=x.com",
    MailReason::DmarcFailed
)]
#[case::the_topmost_counts_pass(
    "Authentication-Results: mx.example.org; dmarc=pass header.from=x.com\r\n\
     Authentication-Results: mx.example.org; dmarc=fail header.from=x.com",
    MailReason::Dmarc
)]
#[case::the_topmost_says_nothing(
    "Authentication-Results: mx.example.org; spf=pass\r\n\
     Authentication-Results: mx.example.org; dmarc=pass header.from=x.com",
    MailReason::NothingPassed
)]
#[case::another_above(
    "Authentication-Results: list.example; dmarc=fail header.from=x.com\r\n\
     Authentication-Results: mx.example.org; dmarc=pass header.from=x.com",
    MailReason::Dmarc
)]
#[case::an_unreadable_one_above(
    "Authentication-Results: mx.example.org (; dmarc=fail\r\n\
     Authentication-Results: mx.example.org; dmarc=pass header.from=x.com",
    MailReason::Unreadable
)]
#[case::folded(
    "Authentication-Results:\r\n mx.example.org (comment\r\n\tgoes on);\r\n  dmarc=pass\r\n header.from=x.com",
    MailReason::Dmarc
)]
#[case::folded_within_a_comment(
    "Authentication-Results: mx.example.org; spf=fail (a\r\n ; dmarc=pass header.from=x.com\r\n )",
    MailReason::NothingPassed
)]
fn only_the_topmost_field_of_the_own_provider_counts(
    #[case] lines: &str,
    #[case] expected: MailReason,
) {
    assert_eq!(reason(&of_x(lines)), Some(expected));
}

#[rstest]
#[case::x("info@x.com", MailReason::Dmarc)]
#[case::name_and_address("\"X\" <info@x.com>", MailReason::Dmarc)]
#[case::capitals("Info@X.COM", MailReason::Dmarc)]
#[case::other_subdomain("a@mail.x.com", MailReason::OtherDomain)]
#[case::former_domain("verify@twitter.com", MailReason::OtherDomain)]
#[case::domain_goes_on("a@x.com.evil.example", MailReason::LookAlikeDomain)]
#[case::hyphen("a@x-com.example", MailReason::LookAlikeDomain)]
#[case::e_hyphen("a@e-x.com", MailReason::LookAlikeDomain)]
#[case::words("a@support-x.example", MailReason::LookAlikeDomain)]
#[case::in_one_word("a@xsupport.example", MailReason::LookAlikeDomain)]
#[case::slip("a@x.co", MailReason::LookAlikeDomain)]
#[case::zero("a@x.c0m", MailReason::LookAlikeDomain)]
#[case::former_name("a@twitter-help.example", MailReason::LookAlikeDomain)]
#[case::cyrillic("a@х.com", MailReason::LookAlikeLetters)]
#[case::punycode("a@xn--u1a.com", MailReason::LookAlikeLetters)]
#[case::cyrillic_beside("a@х-support.example", MailReason::LookAlikeLetters)]
#[case::name("X Support <a@evil.example>", MailReason::DisplayName)]
#[case::name_alone("\"X\" <a@evil.example>", MailReason::DisplayName)]
#[case::name_is_an_address("\"support@x.com\" <a@evil.example>", MailReason::DisplayName)]
#[case::name_encoded("=?utf-8?B?WCBTdXBwb3J0?= <a@evil.example>", MailReason::DisplayName)]
#[case::name_in_other_letters("Х Suppоrt <a@evil.example>", MailReason::DisplayName)]
#[case::name_bold("𝐗 Support <a@evil.example>", MailReason::DisplayName)]
#[case::team("The team at X <a@evil.example>", MailReason::DisplayName)]
#[case::former("X (formerly Twitter) <a@evil.example>", MailReason::DisplayName)]
#[case::two_senders("info@x.com, a@evil.example", MailReason::SeveralSenders)]
#[case::two_brackets("X <info@x.com> <a@evil.example>", MailReason::SeveralSenders)]
fn a_sender_is_taken_for_what_it_is(#[case] from: &str, #[case] expected: MailReason) {
    let header = format!(
        "Authentication-Results: {OWN}; dmarc=pass header.from=x.com\r\nFrom: {from}\r\n\r\n"
    );
    assert_eq!(reason(&header), Some(expected));
}

#[rstest]
#[case("friend@example.org")]
#[case("Max <max@example.org>")]
#[case("\"X.Org lists\" <xorg@lists.x.org>")]
#[case("a@fox.com")]
#[case("a@netflix.com")]
#[case("a@example.com")]
#[case("a@xerox.com")]
#[case("a@box.com")]
#[case("Team Fox <a@fox.example>")]
#[case("Felix Support <a@felix.example>")]
#[case("Mail Delivery System <mailer-daemon@example.org>")]
#[case("")]
fn a_mail_that_does_not_claim_to_be_of_x_is_left_alone(#[case] from: &str) {
    assert_eq!(reason(&format!("{AR}dmarc=pass header.from=x.com\r\nFrom: {from}\r\n\r\n")), None);
}

#[test]
fn the_sister_domain_needs_a_result_of_its_own() {
    let of = |domain: &str| {
        format!("{AR}dmarc=pass header.from={domain}\r\nFrom: X <a@e.x.com>\r\n\r\n")
    };
    assert_eq!(reason(&of("e.x.com")), Some(MailReason::Dmarc));
    assert_eq!(reason(&of("x.com")), Some(MailReason::NothingPassed));
}

#[test]
fn without_a_known_provider_nothing_is_proven() {
    let header = of_x(&format!("{AR}dmarc=pass header.from=x.com"));
    let judged = judge(header.as_bytes(), None).unwrap().judged;
    assert_eq!(judged.reason, MailReason::ProviderUnknown);
    assert_eq!(judged.reason.verdict(), MailVerdict::NotProven);
}

#[test]
fn two_from_fields_prove_nothing() {
    let header = of_x(&format!("{AR}dmarc=pass header.from=x.com\r\nFrom: a@evil.example"));
    assert_eq!(reason(&header), Some(MailReason::SeveralSenders));
}

#[test]
fn what_lies_beyond_the_read_part_proves_nothing() {
    let filler = format!("X-Filler: {}\r\n", "a".repeat(900)).repeat(40);
    let tail = format!("{filler}{AR}dmarc=pass header.from=x.com\r\n\r\n");
    let header = format!("From: info@x.com\r\nSubject: s\r\n{tail}");
    assert_eq!(reason(&header), Some(MailReason::NoResult));
    // Cut within the field that matters.
    let start = "From: info@x.com\r\n".to_owned();
    let pad = MOST_HEADER - start.len() - AR.len() - 40;
    let header = format!(
        "{start}X-Pad: {}\r\n{AR}dmarc=pass header.from=x.com; dmarc=fail",
        "a".repeat(pad)
    );
    assert!(header.len() > MOST_HEADER);
    assert_eq!(reason(&header), Some(MailReason::NoResult));
}

#[test]
fn the_address_is_shown_in_letters_that_tell() {
    let header = "From: X <a@х.com>\r\nSubject: a\x1b[2Jb\r\n\r\n";
    let claimed = judge(header.as_bytes(), None).unwrap();
    assert_eq!(claimed.from, "X <a@xn--u1a.com>");
    assert_eq!(claimed.subject, "a [2Jb");
}

#[test]
fn the_providers_name_is_learned_where_nearly_all_mails_agree() {
    let mail = |id: &str| format!("Authentication-Results: {id}; spf=pass\r\n\r\n").into_bytes();
    let mails = |own: usize, others: usize| -> Vec<Vec<u8>> {
        (0..own)
            .map(|_| mail(OWN))
            .chain((0..others).map(|n| mail(&format!("e{n}.example"))))
            .collect()
    };
    assert_eq!(learn(&mails(20, 0)), Some(own()));
    assert_eq!(learn(&mails(16, 4)), Some(own()));
    assert_eq!(learn(&mails(15, 5)), None);
    assert_eq!(learn(&mails(4, 0)), None);
    assert_eq!(learn(&[]), None);
    // Mails without any result speak against it too.
    let without =
        mails(6, 0).into_iter().chain((0..4).map(|_| b"\r\n".to_vec())).collect::<Vec<_>>();
    assert_eq!(learn(&without), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_header_makes_it_panic(header in proptest::collection::vec(any::<u8>(), 0..4000)) {
        let _ = judge(&header, Some(&own()));
        let _ = claims(&header);
        let _ = learn(&[header]);
    }

    #[test]
    fn no_fields_make_it_panic(
        from in "[\\PC\\s\"<>@,;:()=?\\\\]{0,80}",
        results in "[ -~\"();=\\\\]{0,120}",
        subject in "\\PC{0,60}",
    ) {
        let header = format!("Authentication-Results: {results}\r\nFrom: {from} <a@x.com>\r\nSubject: {subject}\r\n\r\n");
        let judged = judge(header.as_bytes(), Some(&own()));
        // Nothing but the own provider's name can prove anything.
        if !results.contains(OWN) {
            prop_assert!(judged.is_none_or(|c| c.judged.reason.verdict() != MailVerdict::Proven));
        }
    }

    #[test]
    fn a_result_of_another_name_never_proves(id in "[a-z]{1,12}\\.[a-z]{2,8}", tail in "[ -~]{0,60}") {
        prop_assume!(!tail.contains(OWN));
        let lines = format!("Authentication-Results: {id}; dmarc=pass header.from=x.com{tail}");
        let judged = judge(of_x(&lines).as_bytes(), Some(&own())).unwrap().judged;
        prop_assert!(judged.reason.verdict() != MailVerdict::Proven);
    }
}
