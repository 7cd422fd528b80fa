//! What is an answer to show? The `fields` and `expansions` parameters of a read, in both
//! generations of names.
//!
//! Between X's specifications 2.166 and 2.167 (July and August 2026) `tweet.fields` became
//! `post.fields`, and some fields got new names. Both are taken; a field comes back under the name
//! that belongs to the parameter it was asked by.

use std::collections::BTreeSet;

use serde_json::json;

use crate::exchange::Answer;
use crate::refusals;

/// The fields of a post in 2.166.
const TWEET_FIELDS: &str = "article attachments author_id card_uri community_id context_annotations conversation_id \
     created_at display_text_range edit_controls edit_history_tweet_ids entities geo id \
     in_reply_to_user_id lang media_metadata non_public_metrics note_tweet organic_metrics \
     possibly_sensitive promoted_metrics public_metrics referenced_tweets reply_settings \
     scopes source text withheld";
/// The fields of a post in 2.167.
const POST_FIELDS: &str = "article article_title attachments author_id card_uri community_id context_annotations \
     conversation_id created_at display_text_range edit_controls edit_history_post_ids \
     entities geo id in_reply_to_user_id lang matched_media_notes media_metadata \
     non_public_metrics note_post note_request_suggestions organic_metrics paid_partnership \
     possibly_sensitive promoted_metrics public_metrics referenced_posts reply_settings \
     scopes source suggested_source_links suggested_source_links_with_counts text withheld";
/// The fields of a user, both generations.
const USER_FIELDS: &str = "affiliation confirmed_email connection_status created_at description entities id \
     is_identity_verified location most_recent_tweet_id name parody pinned_tweet_id \
     profile_banner_url profile_image_url protected public_metrics receives_your_dm \
     subscribes_to_you subscription subscription_type url username verified \
     verified_followers_count verified_type withheld";
/// What can be had beside the posts, both generations.
const EXPANSIONS: &str = "article.cover_media article.media_entities attachments.media_keys \
     attachments.media_source_tweet attachments.poll_ids author_id edit_history_post_ids \
     edit_history_tweet_ids entities.mentions.username geo.place_id in_reply_to_user_id \
     pinned_tweet_id referenced_posts referenced_posts.author_id referenced_tweets.id \
     referenced_tweets.id.author_id username";
/// Parameters that are taken, but change nothing.
const OTHER_FIELDS: &str = "media.fields poll.fields place.fields";

/// What an answer is to show, read from the query.
#[derive(Debug, Default)]
pub(crate) struct View {
    post_fields: BTreeSet<String>,
    pub(crate) user_fields: BTreeSet<String>,
    expansions: BTreeSet<String>,
    metrics: Option<Metrics>,
}

/// The one field that keeps its name but changes inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Metrics {
    /// With `retweet_count`, asked for by `tweet.fields`.
    Older,
    /// With `repost_count`, asked for by `post.fields`.
    Newer,
}

impl View {
    /// Takes the parameters that say what to show; gives back those that say something else.
    pub(crate) fn read(
        query: Vec<(String, String)>,
    ) -> Result<(Self, Vec<(String, String)>), Answer> {
        let mut view = Self::default();
        let mut others = Vec::new();
        for (name, value) in query {
            match name.as_str() {
                "tweet.fields" => {
                    let fields = known(&name, &value, TWEET_FIELDS)?;
                    view.add_post_fields(fields, Metrics::Older);
                }
                "post.fields" => {
                    let fields = known(&name, &value, POST_FIELDS)?;
                    view.add_post_fields(fields, Metrics::Newer);
                }
                "user.fields" => view.user_fields.extend(known(&name, &value, USER_FIELDS)?),
                "expansions" => view.expansions.extend(known(&name, &value, EXPANSIONS)?),
                other if OTHER_FIELDS.split(' ').any(|known| known == other) => {}
                _ => others.push((name, value)),
            }
        }
        Ok((view, others))
    }

    pub(crate) fn wants(&self, field: &str) -> bool {
        self.post_fields.contains(field)
    }

    pub(crate) fn expands(&self, expansion: &str) -> bool {
        self.expansions.contains(expansion)
    }

    /// Which kind of public metrics is wanted, if any.
    pub(crate) fn metrics(&self) -> Option<Metrics> {
        self.metrics
    }

    fn add_post_fields(&mut self, fields: Vec<String>, metrics: Metrics) {
        if fields.iter().any(|field| field == "public_metrics") {
            self.metrics = Some(metrics);
        }
        self.post_fields.extend(fields);
    }
}

fn known(name: &str, list: &str, known: &str) -> Result<Vec<String>, Answer> {
    let fields = list.split(',').map(|field| {
        if known.split(' ').any(|known| known == field) {
            return Ok(field.to_owned());
        }
        let known = known.replace(' ', ",");
        let message =
            format!("The `{name}` query parameter value [{field}] is not one of [{known}]");
        Err(refusals::invalid_request(name, &json!(field), &message))
    });
    fields.collect()
}
