//! The second door, `/_control`: ground truth, the request log, accounts, unlocking and faults. Its
//! calls are in no log. Beside the HTTP form each has a Rust form for use in-process.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};

use crate::accounts::{Keys, PRACTICE_CONSUMER_KEY};
use crate::changes::Change;
use crate::exchange::{Answer, Request};
use crate::faults::{BadRule, Rule, Subject};
use crate::media::MediumKind;
use crate::posts::Post;
use crate::record::LoggedRequest;
use crate::simulator::Simulator;

/// A post that was accepted, whatever the client was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AcceptedPost {
    /// The post's id, in digits.
    pub id: String,
    /// The author's handle.
    pub handle: String,
    /// As it was sent.
    pub text: String,
    /// When it was accepted, by the simulator's clock.
    pub created_at: DateTime<Utc>,
    /// The id of the post that it answers.
    pub in_reply_to: Option<String>,
    /// Deleted since.
    pub deleted: bool,
    /// Its media, in order.
    pub media: Vec<AcceptedMedium>,
    /// The answers of its poll.
    pub poll: Option<Vec<String>>,
}

/// A medium of an accepted post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AcceptedMedium {
    /// Its id, in digits.
    pub id: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: MediumKind,
    /// Its description.
    pub alt: Option<String>,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

impl Simulator {
    /// Every post that was accepted, oldest first, deleted ones too.
    pub fn accepted_posts(&self) -> Vec<AcceptedPost> {
        self.posts.all().map(|post| self.accepted(post)).collect()
    }

    /// As [`Simulator::accepted_posts`], without the first `known` ones.
    pub fn accepted_posts_from(&self, known: usize) -> Vec<AcceptedPost> {
        self.posts.all().skip(known).map(|post| self.accepted(post)).collect()
    }

    /// Every API request, oldest first.
    pub fn requests(&self) -> &[LoggedRequest] {
        self.log.entries()
    }

    /// The keys of every account for the practice app, oldest account first.
    pub fn accounts(&mut self, now: DateTime<Utc>) -> Vec<Keys> {
        let users: Vec<u64> = self.accounts.iter().map(|account| account.id).collect();
        users.into_iter().map(|user| self.access(PRACTICE_CONSUMER_KEY, user, now)).collect()
    }

    /// Adds rules, given as one JSON object or a list of them, behind those there are. Either all
    /// are taken or none.
    pub fn add_faults(&mut self, rules: &Value) -> Result<(), BadRule> {
        for rule in Rule::read_all(rules)? {
            self.faults.append(rule);
        }
        Ok(())
    }

    /// Forgets all rules. Accounts and apps in trouble stay so.
    pub fn clear_faults(&mut self) {
        self.faults.clear();
    }

    /// Ends an account's trouble and the rules that brought it. False: there is no such account.
    pub fn unlock(&mut self, handle: &str) -> bool {
        let Some(user) = self.accounts.find(handle).map(|account| account.id) else {
            return false;
        };
        self.faults.let_go(&Subject::Account(user));
        self.trouble_account(user, None);
        true
    }

    /// Ends an app's trouble and the rules that brought it. False: there is no such app.
    pub fn unblock(&mut self, consumer_key: &str) -> bool {
        if !self.apps.contains_key(consumer_key) {
            return false;
        }
        self.faults.let_go(&Subject::App(consumer_key.to_owned()));
        self.trouble_app(consumer_key, None);
        true
    }

    fn accepted(&self, post: &Post) -> AcceptedPost {
        let media = post.media.iter().filter_map(|id| self.media.get(*id));
        let media = media.map(|medium| AcceptedMedium {
            id: medium.id.to_string(),
            kind: medium.kind,
            alt: medium.alt.clone(),
            bytes: medium.bytes,
            sha256: medium.sha256.clone(),
        });
        AcceptedPost {
            id: post.id.to_string(),
            handle: self.accounts.handle(post.author).to_owned(),
            text: post.text.clone(),
            created_at: post.created_at,
            in_reply_to: post.in_reply_to.map(|id| id.to_string()),
            deleted: post.deleted,
            media: media.collect(),
            poll: post.poll.as_ref().map(|poll| poll.options.clone()),
        }
    }

    /// Answers a request under `/_control`, all but the clock, which is the server's.
    pub(crate) fn control(&mut self, request: &Request, now: DateTime<Utc>) -> Answer {
        if let Some(refusal) = refuse_foreign(request) {
            return refusal;
        }
        let path: Vec<&str> = request.path.split('/').skip(2).collect();
        match (request.method.as_str(), path.as_slice()) {
            ("GET", ["posts"]) => Answer::json(200, &json!(self.accepted_posts())),
            ("GET", ["requests"]) => Answer::json(200, &json!(self.requests())),
            ("GET", ["accounts"]) => self.list_accounts(),
            ("POST", ["accounts"]) => self.post_account(request, now),
            ("POST", ["apps"]) => self.post_app(now),
            ("POST", ["accounts", handle, "unlock"]) => {
                let is_known = self.unlock(handle);
                ended(is_known, "account", handle)
            }
            ("POST", ["apps", key, "unblock"]) => {
                let is_known = self.unblock(key);
                ended(is_known, "app", key)
            }
            ("POST", ["faults"]) => self.post_faults(request),
            ("DELETE", ["faults"]) => {
                self.clear_faults();
                Answer::json(200, &json!({ "rules": 0 }))
            }
            _ => wrong(404, &format!("there is no {} {}", request.method, request.path)),
        }
    }

    fn list_accounts(&self) -> Answer {
        let accounts = self.accounts.iter().map(|account| {
            json!({
                "handle": account.handle,
                "user_id": account.id.to_string(),
                "trouble": account.trouble,
            })
        });
        Answer::json(200, &accounts.collect())
    }

    fn post_account(&mut self, request: &Request, now: DateTime<Utc>) -> Answer {
        let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
        let Some(handle) = body["handle"].as_str() else {
            return wrong(400, "the body must be {\"handle\":\"...\"}");
        };
        let key = body["consumer_key"].as_str().unwrap_or(PRACTICE_CONSUMER_KEY);
        let Some(secret) = self.apps.get(key).map(|app| app.consumer_secret.clone()) else {
            return wrong(404, &format!("there is no app with the consumer key {key}"));
        };
        match self.add_account_to(key, handle, now) {
            Ok(keys) => {
                let mut body = json!(keys);
                body["consumer_key"] = json!(key);
                body["consumer_secret"] = json!(secret);
                Answer::json(200, &body)
            }
            Err(why) => wrong(400, &why.to_string()),
        }
    }

    fn post_app(&mut self, now: DateTime<Utc>) -> Answer {
        let id = self.ids.next(now);
        let consumer_key = self.ids.secret(id, "consumer key", 25);
        let consumer_secret = self.ids.secret(id, "consumer secret", 50);
        let body = json!({ "consumer_key": consumer_key, "consumer_secret": consumer_secret });
        self.commit(Change::App { consumer_key, consumer_secret });
        Answer::json(200, &body)
    }

    fn post_faults(&mut self, request: &Request) -> Answer {
        let rules: Value = match serde_json::from_slice(&request.body) {
            Ok(rules) => rules,
            Err(error) => return wrong(400, &format!("the body is no JSON: {error}")),
        };
        match self.add_faults(&rules) {
            Ok(()) => Answer::json(200, &json!({ "rules": self.faults.len() })),
            Err(why) => wrong(400, &why.to_string()),
        }
    }
}

/// A web page can send a POST anywhere, but not with this content type unasked (Fetch standard).
pub(crate) fn refuse_foreign(request: &Request) -> Option<Answer> {
    let is_safe = request.method != "POST" || request.content_type() == "application/json";
    if is_safe {
        return None;
    }
    Some(wrong(415, "/_control takes POST with content-type application/json only"))
}

/// A refusal of `/_control`, in one sentence.
pub(crate) fn wrong(status: u16, sentence: &str) -> Answer {
    Answer::json(status, &json!({ "error": sentence }))
}

fn ended(is_known: bool, what: &str, name: &str) -> Answer {
    if is_known {
        return Answer::json(200, &json!({ what: name, "trouble": null }));
    }
    wrong(404, &format!("there is no {what} {name}"))
}
