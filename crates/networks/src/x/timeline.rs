//! Is it there? The account's own posts since an instant (GET /2/users/:id/tweets), with texts as
//! their author wrote them, for telling whether a lost answer hid a post.

use super::XNetwork;
use super::exchange::{Asking, id_text, json};
use crate::http::Response;
use crate::x::timeline_text::as_written;
use chrono::{DateTime, SecondsFormat, TimeDelta};
use roost_domain::Timestamp;
use roost_domain::ports::{NetworkError, RemoteId, RemotePost, RemoteUserId, Reply};
use roost_domain::refusal::RefusalKind;
use roost_domain::secret::Keys;
use serde_json::Value;
use std::sync::atomic::{AtomicU8, Ordering};

/// This machine's clock and X's may differ; a post must not be missed for that.
const SLACK: TimeDelta = TimeDelta::minutes(5);

/// Pages of 100 posts that are read at most: more than the most that an account may post in ten hours.
const MOST_PAGES: usize = 10;

/// Which name for the fields parameter the server takes. Between X's OpenAPI 2.166 (2026-07-01) and
/// 2.167 (2026-08-07) `tweet.fields` became `post.fields`; what the live system takes is unknown, so
/// the newest is tried first and what worked is remembered. Only reads are asked again this way.
#[derive(Debug, Default)]
pub(super) struct Dialect(AtomicU8);

/// The names, newest first; at last none, which still gives id and text.
const DIALECTS: [Option<&str>; 3] = [Some("post.fields"), Some("tweet.fields"), None];

impl XNetwork {
    pub(super) async fn own_posts(
        &self,
        keys: &Keys,
        user: &RemoteUserId,
        since: Timestamp,
    ) -> Result<Reply<Vec<RemotePost>>, NetworkError> {
        let mut page = self.first_page(keys, user, since).await?;
        let mut posts = std::mem::take(&mut page.value.posts);
        for _ in 1..MOST_PAGES {
            let Some(next) = page.value.next.take() else { break };
            let dialect = DIALECTS[self.dialect.index()];
            page = self.page(keys, user, since, dialect, Some(next)).await?;
            posts.append(&mut page.value.posts);
        }
        if page.value.next.is_some() {
            // Silence about the rest would read as 'it is not there'.
            let reason =
                format!("more than {} posts since {since}: not all were read", posts.len());
            return Err(NetworkError::Lost { reason });
        }
        for post in &mut posts {
            post.url = self.post_url(&post.id);
        }
        Ok(Reply {
            value: posts,
            evidence: page.evidence,
            limits: page.limits,
            warning: page.warning,
        })
    }

    /// Tries the names of the fields parameter until one is taken and gives the links' long forms,
    /// beginning with the one that worked last. A server may also ignore a name that it does not know.
    async fn first_page(
        &self,
        keys: &Keys,
        user: &RemoteUserId,
        since: Timestamp,
    ) -> Result<Reply<Page>, NetworkError> {
        let mut second_best = None;
        for index in self.dialect.order() {
            let answer = self.page(keys, user, since, DIALECTS[index], None).await;
            match answer {
                Ok(reply) if reply.value.is_plain => {
                    self.dialect.remember(index);
                    return Ok(reply);
                }
                Ok(_) => second_best = Some(answer),
                Err(NetworkError::Refused { ref refusal, .. })
                    if refusal.kind == RefusalKind::Content =>
                {
                    second_best.get_or_insert(answer);
                }
                Err(_) => return answer,
            }
        }
        match second_best {
            Some(answer) => answer,
            None => self.page(keys, user, since, None, None).await,
        }
    }

    async fn page(
        &self,
        keys: &Keys,
        user: &RemoteUserId,
        since: Timestamp,
        dialect: Option<&'static str>,
        next: Option<String>,
    ) -> Result<Reply<Page>, NetworkError> {
        let start = (since - SLACK).to_rfc3339_opts(SecondsFormat::Secs, true);
        let mut asking = Asking::get(format!("/2/users/{}/tweets", user.0))
            .query("max_results", "100")
            .query("start_time", start);
        if let Some(name) = dialect {
            asking = asking.query(name, "created_at,entities");
        }
        if let Some(next) = next {
            asking = asking.query("pagination_token", next);
        }
        self.ask(keys.into(), asking, Page::read).await
    }
}

impl Dialect {
    fn index(&self) -> usize {
        usize::from(self.0.load(Ordering::Relaxed)).min(DIALECTS.len() - 1)
    }

    /// All of them, the remembered one first.
    fn order(&self) -> impl Iterator<Item = usize> {
        let first = self.index();
        std::iter::once(first).chain((0..DIALECTS.len()).filter(move |index| *index != first))
    }

    fn remember(&self, index: usize) {
        self.0.store(u8::try_from(index).unwrap_or_default(), Ordering::Relaxed);
    }
}

struct Page {
    posts: Vec<RemotePost>,
    next: Option<String>,
    /// Whether every link came with what it stands for.
    is_plain: bool,
}

impl Page {
    /// An empty timeline has `meta` and no `data`; without either nothing was told.
    fn read(answer: &Response) -> Option<Self> {
        let body = json(answer)?;
        let meta = body.get("meta");
        let posts = match body.get("data") {
            Some(Value::Array(posts)) => posts.iter().map(read_post).collect::<Option<Vec<_>>>()?,
            None if meta.is_some_and(|meta| meta.get("result_count").is_some()) => Vec::new(),
            Some(_) | None => return None,
        };
        let next = meta.and_then(|meta| meta.get("next_token")).and_then(Value::as_str);
        // With links the author wrote, t.co is gone now; what is left was not explained.
        let is_plain = !posts.iter().any(|post| post.text.contains("https://t.co/"));
        Some(Self { posts, next: next.map(str::to_owned), is_plain })
    }
}

fn read_post(post: &Value) -> Option<RemotePost> {
    let id = id_text(post.get("id")?)?;
    let created_at = time_in_id(&id).or_else(|| told_time(post))?;
    // The page does not know its own address; [`XNetwork`] fills it in.
    let url = String::new();
    Some(RemotePost { text: as_written(post), created_at, id: RemoteId(id), url })
}

/// X's ids carry their millisecond: (id >> 22) + 1288834974657 (snowflake, since November 2010).
/// Smaller numbers are no such ids.
fn time_in_id(id: &str) -> Option<Timestamp> {
    let number = id.parse::<u64>().ok().filter(|number| *number >= 1 << 40)?;
    DateTime::from_timestamp_millis(i64::try_from(number >> 22).ok()? + 1_288_834_974_657)
}

fn told_time(post: &Value) -> Option<Timestamp> {
    let told = DateTime::parse_from_rfc3339(post.get("created_at")?.as_str()?).ok()?;
    Some(told.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_of_a_post_stands_in_its_id() {
        // The example of X's announcement of the ids' form: 2010-11-04T01:42:54.657Z is the epoch.
        let id = ((1_795_341_600_123_u64 - 1_288_834_974_657) << 22 | 5).to_string();
        assert_eq!(time_in_id(&id).unwrap().timestamp_millis(), 1_795_341_600_123);
        assert_eq!(time_in_id("20"), None);
    }

    #[test]
    fn an_answer_without_data_and_count_is_no_empty_timeline() {
        let answer =
            |body: &str| Response { status: 200, headers: vec![], body: body.as_bytes().to_vec() };
        assert!(Page::read(&answer("{}")).is_none());
        assert!(Page::read(&answer(r#"{"errors":[{"message":"?"}]}"#)).is_none());
        assert!(Page::read(&answer(r#"{"meta":{"result_count":0}}"#)).unwrap().posts.is_empty());
    }

    #[test]
    fn a_post_that_cannot_be_read_spoils_the_page_instead_of_vanishing() {
        let answer =
            Response { status: 200, headers: vec![], body: br#"{"data":[{"text":"x"}]}"#.to_vec() };
        assert!(Page::read(&answer).is_none());
    }
}
