//! Would a crash run notice? A loss, a second send and a broken thread are planted into the ground
//! truth, and the count must name each.

use roost_simulator::AcceptedPost;
use roost_tests::crash::{Expected, Tally};

fn expected(handle: &str, text: &str, answers: Option<&str>) -> Expected {
    let answers = answers.map(str::to_owned);
    Expected { handle: handle.to_owned(), text: text.to_owned(), answers }
}

fn posted(id: &str, handle: &str, text: &str, in_reply_to: Option<&str>) -> AcceptedPost {
    AcceptedPost {
        id: id.to_owned(),
        handle: handle.to_owned(),
        text: text.to_owned(),
        created_at: chrono::DateTime::UNIX_EPOCH,
        in_reply_to: in_reply_to.map(str::to_owned),
        deleted: false,
        media: vec![],
        poll: None,
    }
}

/// One account's post and a thread of two, and another account's post.
fn wanted() -> Vec<Expected> {
    vec![
        expected("ada", "one", None),
        expected("ada", "two, part 1", None),
        expected("ada", "two, part 2", Some("two, part 1")),
        expected("bob", "three", None),
    ]
}

fn truth() -> Vec<AcceptedPost> {
    vec![
        posted("10", "ada", "one", None),
        posted("11", "bob", "three", None),
        posted("12", "ada", "two, part 1", None),
        posted("13", "ada", "two, part 2", Some("12")),
    ]
}

#[test]
fn a_run_in_which_everything_went_out_once_is_clean() {
    let tally = Tally::of(&wanted(), &truth());
    assert!(tally.is_clean(), "{tally}");
    assert_eq!(tally.expected, 4);
}

#[test]
fn a_lost_post_is_noticed() {
    let mut posts = truth();
    posts.remove(1);
    let tally = Tally::of(&wanted(), &posts);
    assert_eq!(tally.lost, ["three"]);
    assert!(!tally.is_clean());
}

#[test]
fn a_post_that_went_out_twice_is_noticed() {
    let mut posts = truth();
    posts.push(posted("14", "ada", "one", None));
    let tally = Tally::of(&wanted(), &posts);
    assert_eq!(tally.twice, ["one"]);
    assert!(!tally.is_clean());
}

#[test]
fn a_thread_that_begins_anew_or_answers_the_wrong_post_is_noticed() {
    let mut posts = truth();
    posts[3].in_reply_to = Some("10".to_owned());
    assert_eq!(Tally::of(&wanted(), &posts).astray, ["two, part 2"]);
    posts[3].in_reply_to = None;
    assert_eq!(Tally::of(&wanted(), &posts).astray, ["two, part 2"]);
}

#[test]
fn a_post_of_the_wrong_account_is_lost_and_astray() {
    let mut posts = truth();
    posts[1].handle = "ada".to_owned();
    let tally = Tally::of(&wanted(), &posts);
    assert_eq!((tally.lost, tally.astray), (vec!["three".to_owned()], vec!["three".to_owned()]));
}

#[test]
fn posts_of_an_account_out_of_their_order_are_noticed() {
    let mut posts = truth();
    posts.swap(0, 2);
    assert_eq!(Tally::of(&wanted(), &posts).disordered, ["one"]);
}
