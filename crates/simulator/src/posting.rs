//! `POST /2/tweets` and `DELETE /2/tweets/:id`: what X takes, what it refuses, and in which words.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::changes::Change;
use crate::exchange::{Answer, Request};
use crate::faults::Switches;
use crate::limits::PostKind;
use crate::posts::{Poll, Post};
use crate::refusals;
use crate::shape::{Field, Shape, optional, required};
use crate::simulator::Simulator;
use crate::wording::{LONGEST_TEXT, Wording};

const REPLY_SETTINGS: Shape =
    Shape::OneOf(&["following", "mentionedUsers", "subscribers", "verified"]);
/// Texts without a length of their own in the specification.
const ANY_TEXT: Shape = Shape::Text(usize::MAX);
const LINK: &[Field] = &[required("url", ANY_TEXT)];

/// The body of `POST /2/tweets` in X's specification 2.167 (August 2026).
static BODY: Shape = Shape::Object(&[
    optional("card_uri", ANY_TEXT),
    optional("community_id", Shape::Id),
    optional("direct_message_deep_link", ANY_TEXT),
    optional("edit_options", Shape::Object(&[required("previous_post_id", Shape::Id)])),
    optional("for_super_followers_only", Shape::Flag),
    optional("geo", Shape::Object(&[required("place_id", ANY_TEXT)])),
    optional("made_with_ai", Shape::Flag),
    optional("media", Shape::Object(MEDIA)),
    optional("nullcast", Shape::Flag),
    optional("paid_partnership", Shape::Flag),
    optional("poll", Shape::Object(POLL)),
    optional("quote_tweet_id", Shape::Id),
    optional("reply", Shape::Object(REPLY)),
    optional("reply_settings", REPLY_SETTINGS),
    optional("share_with_followers", Shape::Flag),
    optional("text", ANY_TEXT),
]);

const MEDIA: &[Field] = &[
    optional("call_to_actions", Shape::Object(CALLS)),
    optional("embeddable", Shape::Flag),
    required("media_ids", Shape::List(&Shape::Id, 1, 4)),
    optional("preview_media_id", Shape::Id),
    optional("tagged_user_ids", Shape::List(&Shape::Id, 0, 10)),
    optional("title", ANY_TEXT),
    optional("description", ANY_TEXT),
];

const CALLS: &[Field] = &[
    optional("app_install", Shape::Object(STORES)),
    optional("visit_site", Shape::Object(LINK)),
    optional("watch_now", Shape::Object(LINK)),
];

const STORES: &[Field] = &[
    optional("app_store_id", ANY_TEXT),
    optional("ipad_app_store_id", ANY_TEXT),
    optional("play_store_id", ANY_TEXT),
];

const POLL: &[Field] = &[
    required("duration_minutes", Shape::Whole(5, 10_080)),
    required("options", Shape::List(&Shape::Text(25), 2, 4)),
    optional("reply_settings", REPLY_SETTINGS),
];

const REPLY: &[Field] = &[
    optional("auto_populate_reply_metadata", Shape::Flag),
    optional("exclude_reply_user_ids", Shape::List(&Shape::Id, 0, usize::MAX)),
    required("in_reply_to_tweet_id", Shape::Id),
];

/// The parts of the body that the simulator acts on, after [`BODY`] was checked.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Draft {
    text: String,
    media: DraftMedia,
    poll: Option<Poll>,
    reply: Option<DraftReply>,
    quote_tweet_id: Option<String>,
    reply_settings: Option<String>,
    edit_options: Option<Value>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct DraftMedia {
    media_ids: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct DraftReply {
    in_reply_to_tweet_id: String,
}

/// What a post answers, once that is known to be allowed.
#[derive(Clone, Copy)]
struct Target {
    post: u64,
    conversation: u64,
}

impl Simulator {
    pub(crate) fn create_post(
        &mut self,
        request: &Request,
        user: u64,
        switches: Switches,
        now: DateTime<Utc>,
    ) -> Answer {
        let accepted = read_draft(request).and_then(|draft| {
            let media = self.check_media(&draft, user, now)?;
            check_wording(&draft)?;
            let target = self.check_target(&draft, user)?;
            if !switches.accepts_duplicates && self.posts.is_duplicate(user, &draft.text, now) {
                return Err(refusals::duplicate());
            }
            let kind = if target.is_some() { PostKind::Reply } else { PostKind::Original };
            if !self.meter.allows(user, kind, now) {
                return Err(refusals::over_allowance());
            }
            self.meter.posted(user, kind, now);
            Ok(self.accept(draft, media, target, user, switches, now))
        });
        match accepted {
            Ok(id) => created(id, self.posts.get(id).map_or("", |one| one.shown.text.as_str())),
            Err(refusal) => refusal,
        }
    }

    fn accept(
        &mut self,
        draft: Draft,
        media: Vec<u64>,
        target: Option<Target>,
        author: u64,
        switches: Switches,
        now: DateTime<Utc>,
    ) -> u64 {
        let id = self.ids.next_post(now);
        let lag = TimeDelta::milliseconds(switches.timeline_lag as i64);
        self.commit(Change::Post(Post {
            id,
            author,
            text: draft.text,
            created_at: now,
            visible_from: now + lag,
            in_reply_to: target.map(|target| target.post),
            conversation: target.map_or(id, |target| target.conversation),
            media,
            poll: draft.poll,
            reply_settings: draft.reply_settings.unwrap_or_else(|| "everyone".to_owned()),
            deleted: false,
        }));
        id
    }

    /// Are the media there, the author's own, ready, and of a mix that X takes?
    fn check_media(
        &self,
        draft: &Draft,
        user: u64,
        now: DateTime<Utc>,
    ) -> Result<Vec<u64>, Answer> {
        let ids: Vec<u64> = draft.media.media_ids.iter().filter_map(|id| id.parse().ok()).collect();
        if ids.len() == draft.media.media_ids.len() && self.media.can_be_posted(&ids, user, now) {
            return Ok(ids);
        }
        let parameter = "media.media_ids";
        let value = json!(draft.media.media_ids.join(","));
        Err(refusals::invalid_request(parameter, &value, "Your media IDs are invalid."))
    }

    /// Self-serve access may reply to itself and to who mentioned it, and quote nobody (X's
    /// changelog of 2026-02-23 and 2026-04-20). Editing takes Premium.
    fn check_target(&self, draft: &Draft, user: u64) -> Result<Option<Target>, Answer> {
        if draft.edit_options.is_some() {
            return Err(refusals::feature_denied());
        }
        if draft.quote_tweet_id.is_some() {
            let detail = "Quoting this post is not allowed because your access level does not \
                 include quote posts.";
            return Err(refusals::forbidden(detail));
        }
        let Some(reply) = &draft.reply else { return Ok(None) };
        let post = reply.in_reply_to_tweet_id.parse().unwrap_or_default();
        let Some(standing) = self.posts.get(post) else {
            let detail = "You attempted to reply to a Tweet that is deleted or not visible to you.";
            return Err(refusals::forbidden(detail));
        };
        let mention = format!("@{}", self.accounts.handle(user)).to_ascii_lowercase();
        let is_summoned = standing.post.text.to_ascii_lowercase().contains(&mention);
        if standing.post.author != user && !is_summoned {
            let detail = "Reply to this conversation is not allowed because you have not been \
                 mentioned or otherwise engaged by the author of the post you are replying to.";
            return Err(refusals::forbidden(detail));
        }
        Ok(Some(Target { post, conversation: standing.post.conversation }))
    }

    pub(crate) fn delete_post(&mut self, user: u64, id: &str) -> Answer {
        if !crate::shape::is_id(id) {
            return refusals::invalid_id("id", id);
        }
        let found = id.parse().ok().and_then(|id| self.posts.get(id));
        let Some(standing) = found else {
            return Answer::problem(404, &refusals::not_found("tweet", "id", id));
        };
        if standing.post.author != user {
            return refusals::forbidden("You are not authorized to delete this Tweet.");
        }
        let id = standing.post.id;
        self.commit(Change::Deleted { id });
        Answer::json(200, &json!({ "data": { "deleted": true } }))
    }
}

fn created(id: u64, shown: &str) -> Answer {
    let id = id.to_string();
    let data = json!({
        "id": id,
        "text": shown,
        "edit_history_post_ids": [id],
        "edit_history_tweet_ids": [id],
    });
    Answer::json(201, &json!({ "data": data }))
}

/// Reads the body and checks what can be told from it alone.
fn read_draft(request: &Request) -> Result<Draft, Answer> {
    let body = refusals::json_body(request)?;
    BODY.check(&body).map_err(|misfit| refusals::misfit(&misfit))?;
    let exclusive = ["poll", "quote_tweet_id", "direct_message_deep_link", "media", "card_uri"];
    let given: Vec<_> = exclusive.iter().filter(|name| body.get(**name).is_some()).collect();
    if let [_, second, ..] = given.as_slice() {
        let message = "You can only provide one of poll or quote_tweet_id or \
             direct_message_deep_link or media or card_uri.";
        return Err(refusals::invalid_request(second, &body[**second], message));
    }
    let draft: Draft = serde_json::from_value(body)
        .map_err(|error| refusals::invalid_request("$", &Value::Null, &error.to_string()))?;
    let has_empty_option =
        draft.poll.as_ref().is_some_and(|poll| poll.options.iter().any(String::is_empty));
    if has_empty_option {
        let message = "$.poll.options: must be at least 1 characters long";
        return Err(refusals::invalid_request("poll.options", &json!(""), message));
    }
    if draft.text.trim().is_empty() && draft.media.media_ids.is_empty() {
        let message = "text is required unless media is given";
        return Err(refusals::invalid_request("text", &json!(draft.text), message));
    }
    Ok(draft)
}

fn check_wording(draft: &Draft) -> Result<(), Answer> {
    let wording = Wording::of(&draft.text);
    if wording.has_invalid_characters {
        let message = "text contains invalid characters";
        return Err(refusals::invalid_request("text", &json!(draft.text), message));
    }
    if wording.weighted > LONGEST_TEXT {
        return Err(refusals::not_permitted());
    }
    if wording.cashtags > 1 {
        return Err(refusals::forbidden("A post may have a maximum of one cashtag."));
    }
    Ok(())
}
