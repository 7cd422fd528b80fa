//! How a post or a user looks in an answer: default fields, the fields asked for, and what is
//! included beside them.

use std::collections::BTreeSet;

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

use crate::accounts::Account;
use crate::media::{Medium, MediumKind};
use crate::posts::Standing;
use crate::simulator::Simulator;
use crate::view::{Metrics, View};
use crate::wording::ShownLink;

/// Times as X writes them.
fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

impl Simulator {
    /// A post as the view wants it.
    pub(crate) fn rendered(&self, standing: &Standing, view: &View) -> Value {
        let post = &standing.post;
        let id = post.id.to_string();
        let mut value = json!({
            "id": id,
            "text": standing.shown.text,
            "edit_history_post_ids": [id],
            "edit_history_tweet_ids": [id],
        });
        if view.wants("author_id") || view.expands("author_id") {
            value["author_id"] = json!(post.author.to_string());
        }
        if view.wants("created_at") {
            value["created_at"] = json!(instant(post.created_at));
        }
        if view.wants("conversation_id") {
            value["conversation_id"] = json!(post.conversation.to_string());
        }
        if view.wants("entities") {
            value["entities"] = self.entities(standing);
        }
        if !post.media.is_empty()
            && (view.wants("attachments") || view.expands("attachments.media_keys"))
        {
            let keys: Vec<_> = self.media_of(standing).map(Medium::key).collect();
            value["attachments"] = json!({ "media_keys": keys });
        }
        if let Some(target) = post.in_reply_to {
            let referenced = json!([{ "type": "replied_to", "id": target.to_string() }]);
            for name in ["referenced_posts", "referenced_tweets"] {
                if view.wants(name) {
                    value[name] = referenced.clone();
                }
            }
            if view.wants("in_reply_to_user_id")
                && let Some(target) = self.posts.get(target)
            {
                value["in_reply_to_user_id"] = json!(target.post.author.to_string());
            }
        }
        if let Some(metrics) = view.metrics() {
            let reposts = match metrics {
                Metrics::Older => "retweet_count",
                Metrics::Newer => "repost_count",
            };
            value["public_metrics"] = json!({
                "reply_count": 0, "like_count": 0, "quote_count": 0, "bookmark_count": 0,
                "impression_count": 0, reposts: 0,
            });
        }
        if view.wants("reply_settings") {
            value["reply_settings"] = json!(post.reply_settings);
        }
        if view.wants("lang") {
            value["lang"] = json!("und");
        }
        if view.wants("possibly_sensitive") {
            value["possibly_sensitive"] = json!(false);
        }
        value
    }

    /// The links of a post: t.co in the text, what was written behind it.
    fn entities(&self, standing: &Standing) -> Value {
        let link = |link: &ShownLink, expanded: &str| {
            let bare = expanded.split_once("://").map_or(expanded, |(_, rest)| rest);
            json!({
                "start": link.start,
                "end": link.end,
                "url": link.url,
                "expanded_url": expanded,
                "display_url": bare.strip_prefix("www.").unwrap_or(bare),
            })
        };
        let written = standing.shown.links.iter();
        let mut urls: Vec<Value> = written.map(|one| link(one, &one.expanded)).collect();
        if let Some(own) = &standing.shown.media_link {
            let handle = self.accounts.handle(standing.post.author);
            for (number, medium) in self.media_of(standing).enumerate() {
                let what = if medium.kind == MediumKind::Photo { "photo" } else { "video" };
                let number = number + 1;
                let expanded =
                    format!("https://x.com/{handle}/status/{}/{what}/{number}", standing.post.id);
                let mut value = link(own, &expanded);
                value["display_url"] = json!(own.url.replacen("https://t.co/", "pic.x.com/", 1));
                value["media_key"] = json!(medium.key());
                urls.push(value);
            }
        }
        if urls.is_empty() { json!({}) } else { json!({ "urls": urls }) }
    }

    fn media_of<'a>(&'a self, standing: &'a Standing) -> impl Iterator<Item = &'a Medium> {
        standing.post.media.iter().filter_map(|id| self.media.get(*id))
    }

    /// What the expansions want beside the posts; `Null` for nothing.
    pub(crate) fn included(&self, shown: &[&Standing], view: &View) -> Value {
        let mut included = json!({});
        if view.expands("author_id") {
            let authors: BTreeSet<u64> = shown.iter().map(|one| one.post.author).collect();
            let users = authors.into_iter().filter_map(|id| self.accounts.get(id));
            included["users"] = users.map(|user| self.rendered_user(user, view)).collect();
        }
        if view.expands("attachments.media_keys") {
            let media = shown.iter().flat_map(|standing| self.media_of(standing));
            let media = media.map(|medium| {
                let mut value = json!({ "media_key": medium.key(), "type": medium.kind });
                if let Some(alt) = &medium.alt {
                    value["alt_text"] = json!(alt);
                }
                if let Some((width, height)) = medium.pixels {
                    value["width"] = json!(width);
                    value["height"] = json!(height);
                }
                value
            });
            included["media"] = media.collect();
        }
        let is_empty = included.as_object().is_none_or(serde_json::Map::is_empty);
        if is_empty { Value::Null } else { included }
    }

    /// A user as the view wants it.
    pub(crate) fn rendered_user(&self, account: &Account, view: &View) -> Value {
        let mut value = json!({
            "id": account.id.to_string(),
            "name": account.handle,
            "username": account.handle,
        });
        for field in &view.user_fields {
            let shown = match field.as_str() {
                "created_at" => json!(instant(account.created_at)),
                "description" | "location" | "url" => json!(""),
                "protected" | "verified" | "parody" | "is_identity_verified" => json!(false),
                "verified_type" => json!("none"),
                "subscription_type" => json!("None"),
                "public_metrics" => json!({
                    "followers_count": 0,
                    "following_count": 0,
                    "tweet_count": self.posts.timeline(account.id).len(),
                    "post_count": self.posts.timeline(account.id).len(),
                    "listed_count": 0,
                    "like_count": 0,
                    "media_count": 0,
                }),
                _ => continue,
            };
            value[field] = shown;
        }
        value
    }
}
