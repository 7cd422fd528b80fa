//! How does a segment go out, and how does a post go away? POST /2/tweets with exactly the fields of
//! X's schema (OpenAPI 2.167, which refuses unknown ones); DELETE /2/tweets/:id.

use super::XNetwork;
use super::exchange::{Asking, Body, id_text, json};
use crate::http::{Method, Response};
use roost_domain::ports::{NetworkError, Outgoing, Receipt, RemoteId, Reply};
use roost_domain::post::ReplySettings;
use roost_domain::refusal::{Refusal, RefusalKind};
use roost_domain::secret::Keys;
use serde_json::{Map, Value, json as object};

impl XNetwork {
    pub(super) async fn publish_segment(
        &self,
        keys: &Keys,
        segment: &Outgoing,
    ) -> Result<Reply<Receipt>, NetworkError> {
        let asking = Asking::post("/2/tweets", Body::Json(body(segment))).sent(&segment.text);
        let reply = self.ask(keys.into(), asking, published_id).await?;
        let url = self.post_url(&reply.value);
        Ok(Reply {
            value: Receipt { id: reply.value, url },
            evidence: reply.evidence,
            limits: reply.limits,
            warning: reply.warning,
        })
    }

    pub(super) async fn delete_post(
        &self,
        keys: &Keys,
        post: &RemoteId,
    ) -> Result<Reply<()>, NetworkError> {
        let asking = Asking::new(Method::Delete, format!("/2/tweets/{}", post.0));
        let answer = self.ask(keys.into(), asking, deleted).await;
        match answer {
            // Gone already: the goal is reached.
            Err(NetworkError::Refused { refusal, evidence, limits })
                if is_gone(&refusal, evidence.status) =>
            {
                Ok(Reply { value: (), evidence: *evidence, limits, warning: None })
            }
            other => other,
        }
    }
}

fn body(segment: &Outgoing) -> Value {
    let mut body = Map::new();
    if !segment.text.is_empty() || segment.media.is_empty() {
        body.insert("text".to_owned(), Value::from(segment.text.as_str()));
    }
    if !segment.media.is_empty() {
        let ids: Vec<&str> = segment.media.iter().map(|id| id.0.as_str()).collect();
        body.insert("media".to_owned(), object!({ "media_ids": ids }));
    }
    if let Some(poll) = &segment.poll {
        let poll = object!({ "options": poll.options, "duration_minutes": poll.minutes });
        body.insert("poll".to_owned(), poll);
    }
    if let Some(target) = &segment.reply_to {
        body.insert("reply".to_owned(), object!({ "in_reply_to_tweet_id": target.0 }));
    }
    let settings = match segment.reply_settings {
        ReplySettings::Everyone => None,
        ReplySettings::Following => Some("following"),
        ReplySettings::MentionedUsers => Some("mentionedUsers"),
        ReplySettings::Subscribers => Some("subscribers"),
        ReplySettings::Verified => Some("verified"),
    };
    if let Some(word) = settings {
        body.insert("reply_settings".to_owned(), Value::from(word));
    }
    Value::Object(body)
}

fn published_id(answer: &Response) -> Option<RemoteId> {
    id_text(json(answer)?.get("data")?.get("id")?).map(RemoteId)
}

/// Not every target that can't be reached is gone: another author's post is there, but not ours.
fn is_gone(refusal: &Refusal, status: Option<u16>) -> bool {
    // 144, 421 and 422 are a post that is no more, whatever the status (X docs, legacy table, 2025).
    let by_code = refusal.codes.iter().any(|code| matches!(code, 144 | 421 | 422));
    refusal.kind == RefusalKind::TargetGone && (status == Some(404) || by_code)
}

fn deleted(answer: &Response) -> Option<()> {
    let said = json(answer)?.get("data")?.get("deleted")?.as_bool()?;
    said.then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use roost_domain::ports::RemoteMediaId;
    use roost_domain::post::Poll;

    fn plain(text: &str) -> Outgoing {
        Outgoing {
            text: text.to_owned(),
            media: vec![],
            poll: None,
            reply_to: None,
            reply_settings: ReplySettings::Everyone,
        }
    }

    #[test]
    fn a_plain_post_sends_its_text_and_nothing_else() {
        assert_eq!(body(&plain("hi")), object!({ "text": "hi" }));
    }

    #[test]
    fn media_without_text_send_no_text() {
        let segment = Outgoing { media: vec![RemoteMediaId("7".to_owned())], ..plain("") };
        assert_eq!(body(&segment), object!({ "media": { "media_ids": ["7"] } }));
    }

    #[test]
    fn poll_reply_and_settings_have_the_names_of_the_schema() {
        let segment = Outgoing {
            poll: Some(Poll { options: vec!["a".to_owned(), "b".to_owned()], minutes: 60 }),
            reply_to: Some(RemoteId("9".to_owned())),
            reply_settings: ReplySettings::MentionedUsers,
            ..plain("which?")
        };
        let wanted = object!({
            "text": "which?",
            "poll": { "options": ["a", "b"], "duration_minutes": 60 },
            "reply": { "in_reply_to_tweet_id": "9" },
            "reply_settings": "mentionedUsers",
        });
        assert_eq!(body(&segment), wanted);
    }

    #[test]
    fn a_created_post_is_recognised_whatever_stands_beside_its_id() {
        let answer =
            |body: &str| Response { status: 201, headers: vec![], body: body.as_bytes().to_vec() };
        let id =
            published_id(&answer(r#"{"data":{"id":"12","text":"x"},"errors":[{"code":326}]}"#));
        assert_eq!(id, Some(RemoteId("12".to_owned())));
        assert_eq!(published_id(&answer(r#"{"data":{"id":""}}"#)), None);
        assert_eq!(published_id(&answer(r#"{"data":{"id":"12","te"#)), None);
    }
}
