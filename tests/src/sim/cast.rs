//! Who plays? One to six accounts on one or two apps, each with rules of its own; and the words of
//! their posts, each of which is there once.

use crate::dice::Dice;
use roost_domain::ids::AccountId;
use roost_networks::http::{Method, Request};

/// An account on both sides.
#[derive(Debug, Clone)]
pub(super) struct Actor {
    pub(super) id: AccountId,
    pub(super) handle: String,
    pub(super) user_id: String,
    pub(super) consumer_key: String,
}

/// The words of a segment: which post, and which segment of it.
pub(super) fn words(dice: &Dice, post: u64, segment: usize) -> String {
    let first = ["Note", "From the yard", "Bread & salt <fresh>", "Über die Brücke", "On air"];
    let first = dice.pick(&first).unwrap_or("Note");
    // Some texts stop making sense after their day: they are picked out on the way back.
    let day = if dice.permille(60) { " today" } else { "" };
    format!("{first}{day}, n{post}s{segment}.")
}

/// Which post and segment a text belongs to.
pub(super) fn token(text: &str) -> Option<(u64, u32)> {
    let (_, token) = text.rsplit_once(", n")?;
    let (post, segment) = token.strip_suffix('.')?.split_once('s')?;
    Some((post.parse().ok()?, segment.parse().ok()?))
}

/// Whether a request publishes.
pub(super) fn publishes(request: &Request) -> bool {
    request.method == Method::Post && request.url.ends_with("/2/tweets")
}

/// The text that a request publishes.
pub(super) fn text_of(request: &Request) -> Option<String> {
    if !publishes(request) {
        return None;
    }
    let body: serde_json::Value = serde_json::from_slice(&request.body).ok()?;
    Some(body["text"].as_str()?.to_owned())
}

/// The user whose token signed a request: the simulator's tokens begin with the user id.
pub(super) fn user_of(request: &Request) -> &str {
    let header = request.headers.iter().find(|(name, _)| *name == "authorization");
    let header = header.map(|(_, value)| value.as_str()).unwrap_or_default();
    let token = header.split_once("oauth_token=\"").map(|(_, rest)| rest).unwrap_or_default();
    token.split('-').next().unwrap_or_default()
}
