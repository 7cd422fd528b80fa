//! The reads: who am I, posts by id, and a user's own posts with all their bounds.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::exchange::{Answer, Request};
use crate::faults::Switches;
use crate::posts::Standing;
use crate::refusals;

use crate::shape::is_id;
use crate::simulator::Simulator;
use crate::view::View;

/// The most ids that one look-up takes.
const MOST_IDS: usize = 100;

/// Which posts of a timeline are asked for.
#[derive(Debug)]
struct Bounds {
    max_results: usize,
    /// Exclusive.
    above: u64,
    /// Exclusive.
    below: u64,
    /// Inclusive.
    start: Option<DateTime<Utc>>,
    /// Exclusive.
    end: Option<DateTime<Utc>>,
    replies: Replies,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Replies {
    Included,
    Excluded,
}

impl Simulator {
    pub(crate) fn me(&self, request: &Request, user: u64) -> Answer {
        let shown = View::read(request.query_pairs()).and_then(|(view, others)| {
            refuse_unknown(&others)?;
            Ok(self.accounts.get(user).map(|account| self.rendered_user(account, &view)))
        });
        match shown {
            Ok(Some(user)) => Answer::json(200, &json!({ "data": user })),
            Ok(None) => refusals::plain(401, "Unauthorized", "Unauthorized"),
            Err(refusal) => refusal,
        }
    }

    pub(crate) fn look_up_post(&self, request: &Request, id: &str) -> Answer {
        if !is_id(id) {
            return refusals::invalid_id("id", id);
        }
        let (view, others) = match View::read(request.query_pairs()) {
            Ok(read) => read,
            Err(refusal) => return refusal,
        };
        if let Err(refusal) = refuse_unknown(&others) {
            return refusal;
        }
        let found = id.parse().ok().and_then(|id| self.posts.get(id));
        let Some(standing) = found else {
            return Answer::json(
                200,
                &json!({ "errors": [refusals::not_found("tweet", "id", id)] }),
            );
        };
        let mut body = json!({ "data": self.rendered(standing, &view) });
        self.include(&mut body, &[standing], &view);
        Answer::json(200, &body)
    }

    pub(crate) fn look_up_posts(&self, request: &Request) -> Answer {
        let read = View::read(request.query_pairs()).and_then(|(view, others)| {
            let (ids, others): (Vec<_>, Vec<_>) =
                others.into_iter().partition(|(name, _)| name == "ids");
            refuse_unknown(&others)?;
            Ok((view, read_ids(&ids)?))
        });
        let (view, ids) = match read {
            Ok(read) => read,
            Err(refusal) => return refusal,
        };
        let mut found: Vec<&Standing> = Vec::new();
        let mut missing: Vec<Value> = Vec::new();
        for id in &ids {
            match id.parse().ok().and_then(|id| self.posts.get(id)) {
                Some(standing) => found.push(standing),
                None => missing.push(refusals::not_found("tweet", "ids", id)),
            }
        }
        let mut body = json!({});
        if !found.is_empty() {
            body["data"] = found.iter().map(|standing| self.rendered(standing, &view)).collect();
            self.include(&mut body, &found, &view);
        }
        if !missing.is_empty() {
            body["errors"] = Value::Array(missing);
        }
        Answer::json(200, &body)
    }

    pub(crate) fn timeline(
        &self,
        request: &Request,
        id: &str,
        switches: Switches,
        now: DateTime<Utc>,
    ) -> Answer {
        if !is_id(id) {
            return refusals::invalid_id("id", id);
        }
        let read = View::read(request.query_pairs())
            .and_then(|(view, others)| Ok((view, Bounds::read(others)?)));
        let (view, bounds) = match read {
            Ok(read) => read,
            Err(refusal) => return refusal,
        };
        let Some(account) = id.parse().ok().and_then(|id| self.accounts.get(id)) else {
            return Answer::json(
                200,
                &json!({ "errors": [refusals::not_found("user", "id", id)] }),
            );
        };
        let lag = TimeDelta::milliseconds(switches.timeline_lag as i64);
        let is_shown = |standing: &&Standing| {
            let post = &standing.post;
            post.created_at + lag <= now && post.visible_from <= now && bounds.hold(standing)
        };
        let ids = self.posts.timeline(account.id);
        let upto = ids.partition_point(|id| *id < bounds.below);
        let from = ids.partition_point(|id| *id <= bounds.above);
        let within = ids.get(from..upto).unwrap_or_default().iter().rev();
        let mut shown = within.filter_map(|id| self.posts.get(*id)).filter(is_shown);
        let page: Vec<&Standing> = shown.by_ref().take(bounds.max_results).collect();
        let has_more = shown.next().is_some();
        self.page(&page, &view, has_more)
    }

    fn page(&self, page: &[&Standing], view: &View, has_more: bool) -> Answer {
        let mut body = json!({ "meta": { "result_count": page.len() } });
        if let (Some(newest), Some(oldest)) = (page.first(), page.last()) {
            body["data"] = page.iter().map(|standing| self.rendered(standing, view)).collect();
            body["meta"]["newest_id"] = json!(newest.post.id.to_string());
            body["meta"]["oldest_id"] = json!(oldest.post.id.to_string());
            if has_more {
                body["meta"]["next_token"] = json!(format!("{:x}", oldest.post.id));
            }
            self.include(&mut body, page, view);
        }
        Answer::json(200, &body)
    }

    fn include(&self, body: &mut Value, shown: &[&Standing], view: &View) {
        let included = self.included(shown, view);
        if !included.is_null() {
            body["includes"] = included;
        }
    }
}

impl Bounds {
    fn read(query: Vec<(String, String)>) -> Result<Self, Answer> {
        let (above, below) = (0, u64::MAX);
        let replies = Replies::Included;
        let mut bounds = Self { max_results: 10, above, below, start: None, end: None, replies };
        for (name, value) in query {
            let wrong = |expected: &str| {
                let message =
                    format!("The `{name}` query parameter value [{value}] is not {expected}");
                refusals::invalid_request(&name, &json!(value), &message)
            };
            let id = || value.parse::<u64>().map_err(|_| wrong("an id"));
            let instant = || {
                let parsed = DateTime::parse_from_rfc3339(&value);
                parsed.map(|at| Some(at.to_utc())).map_err(|_| wrong("a valid RFC3339 date-time"))
            };
            match name.as_str() {
                "max_results" => {
                    let number = value.parse().ok().filter(|number| (5..=100).contains(number));
                    bounds.max_results = number.ok_or_else(|| wrong("between 5 and 100"))?;
                }
                "since_id" => bounds.above = id()?,
                "until_id" => bounds.below = bounds.below.min(id()?),
                "pagination_token" => {
                    let token = u64::from_str_radix(&value, 16);
                    bounds.below = bounds.below.min(token.map_err(|_| wrong("a page token"))?);
                }
                "start_time" => bounds.start = instant()?,
                "end_time" => bounds.end = instant()?,
                "exclude" => {
                    let mut words = value.split(',');
                    if words.any(|word| word != "replies" && word != "retweets") {
                        return Err(wrong("one of [replies,retweets]"));
                    }
                    if value.split(',').any(|word| word == "replies") {
                        bounds.replies = Replies::Excluded;
                    }
                }
                _ => refuse_unknown(&[(name.clone(), value.clone())])?,
            }
        }
        Ok(bounds)
    }

    /// Is a post whose id is within the bounds asked for?
    fn hold(&self, standing: &Standing) -> bool {
        let post = &standing.post;
        self.start.is_none_or(|start| start <= post.created_at)
            && self.end.is_none_or(|end| post.created_at < end)
            && (self.replies == Replies::Included || post.in_reply_to.is_none())
    }
}

fn read_ids(given: &[(String, String)]) -> Result<Vec<String>, Answer> {
    let list: Vec<String> =
        given.iter().flat_map(|(_, value)| value.split(',')).map(str::to_owned).collect();
    if list.is_empty() || list.len() > MOST_IDS {
        let message = "The `ids` query parameter must have between 1 and 100 values";
        return Err(refusals::invalid_request("ids", &json!(list.join(",")), message));
    }
    match list.iter().find(|id| !is_id(id)) {
        Some(wrong) => Err(refusals::invalid_id("ids", wrong)),
        None => Ok(list),
    }
}

fn refuse_unknown(query: &[(String, String)]) -> Result<(), Answer> {
    match query.first() {
        None => Ok(()),
        Some((name, value)) => {
            let message = format!("The query parameter [{name}] is not one of those known here");
            Err(refusals::invalid_request(name, &json!(value), &message))
        }
    }
}
