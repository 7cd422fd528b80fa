//! The simulated network as one value: a request goes in, a verdict comes out.
//!
//! In order: who is calling; is the account or the app in trouble; does a fault rule fire; are the
//! limits kept; and only then the endpoint itself.

use std::collections::HashMap;
use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::accounts::{
    AccountTrouble, Accounts, App, AppTrouble, FIRST_HANDLE, PRACTICE_CONSUMER_KEY,
    PRACTICE_CONSUMER_SECRET, Token, Trouble,
};
use crate::callers::{Caller, Nonces};
use crate::changes::Change;
use crate::exchange::{Answer, Postponed, Request, Verdict};
use crate::faults::{Fault, Faults, Lasting, Mishap, RuleId, Subject, Switches};
use crate::ids::Ids;
use crate::limits::{Limits, Meter, Reading};
use crate::login::Logins;
use crate::media::Shelf;
use crate::page;
use crate::posts::{Post, Posts};
use crate::record::Log;
use crate::refusals;
use crate::route::Endpoint;

/// A whole simulated network: its apps, accounts, posts, media, limits and faults.
///
/// It reads no clock and opens no socket: time comes in with each request, and the same requests at
/// the same times with the same seed give the same answers.
#[derive(Debug)]
pub struct Simulator {
    pub(crate) ids: Ids,
    pub(crate) apps: HashMap<String, App>,
    pub(crate) accounts: Accounts,
    pub(crate) tokens: HashMap<String, Token>,
    pub(crate) access_tokens: HashMap<(String, u64), String>,
    pub(crate) nonces: Nonces,
    pub(crate) logins: Logins,
    pub(crate) posts: Posts,
    pub(crate) media: Shelf,
    pub(crate) meter: Meter,
    pub(crate) faults: Faults,
    pub(crate) log: Log,
    pub(crate) kept: Option<Vec<Change>>,
}

impl Simulator {
    /// A simulator with one app ([`PRACTICE_CONSUMER_KEY`]) and one account ([`FIRST_HANDLE`]).
    /// `seed` determines all tokens and PINs.
    pub fn new(seed: u64, limits: Limits, now: DateTime<Utc>) -> Self {
        let mut simulator = Self::empty(seed, limits);
        simulator.furnish(now);
        simulator
    }

    /// A simulator with nothing in it, to have the changes of an earlier run applied.
    pub(crate) fn empty(seed: u64, limits: Limits) -> Self {
        Self {
            ids: Ids::new(seed),
            apps: HashMap::new(),
            accounts: Accounts::default(),
            tokens: HashMap::new(),
            access_tokens: HashMap::new(),
            nonces: Nonces::default(),
            logins: Logins::default(),
            posts: Posts::default(),
            media: Shelf::default(),
            meter: Meter::new(limits),
            faults: Faults::default(),
            log: Log::default(),
            kept: None,
        }
    }

    /// Adds the first app and the first account where they are missing.
    pub(crate) fn furnish(&mut self, now: DateTime<Utc>) {
        if !self.apps.contains_key(PRACTICE_CONSUMER_KEY) {
            self.commit(Change::App {
                consumer_key: PRACTICE_CONSUMER_KEY.to_owned(),
                consumer_secret: PRACTICE_CONSUMER_SECRET.to_owned(),
            });
        }
        let has_nobody = self.accounts.iter().next().is_none();
        if has_nobody {
            let added = self.add_account(FIRST_HANDLE, now);
            debug_assert!(added.is_ok(), "the first handle is a valid one");
        }
    }

    /// Answers a request. `now` is the simulator's time; `signing_now` is the real time that the
    /// signature's timestamp is held against (they differ in time-lapse).
    pub fn handle(
        &mut self,
        request: &Request,
        now: DateTime<Utc>,
        signing_now: DateTime<Utc>,
    ) -> Verdict {
        let is_control = request.path == "/_control" || request.path.starts_with("/_control/");
        if is_control {
            return Verdict::Send(dated(self.control(request, now), now));
        }
        if request.method == "GET" && request.path == "/" {
            return Verdict::Send(dated(self.timeline_page(), now));
        }
        let entry = self.log.open(request, now);
        match Endpoint::of(request) {
            Endpoint::RequestToken => {
                let answer = self.request_token(request, now, signing_now);
                self.send(entry, answer, now)
            }
            Endpoint::AccessToken => {
                let answer = self.access_token(request, now, signing_now);
                self.send(entry, answer, now)
            }
            Endpoint::AuthorizePage => {
                let answer = self.authorize_page(request, now);
                self.send(entry, answer, now)
            }
            Endpoint::AuthorizeChoice => {
                let answer = self.authorize_choice(request, now);
                self.send(entry, answer, now)
            }
            Endpoint::Unknown => self.send(entry, refusals::no_such_page(), now),
            endpoint => match self.identify(request, signing_now) {
                Ok(caller) => {
                    self.log.name(entry, self.accounts.handle(caller.user.unwrap_or_default()));
                    self.admit(request, caller, entry, now)
                }
                Err(why) => {
                    let answer = refusals::stranger(why, endpoint.speaks_v2());
                    self.send(entry, answer, now)
                }
            },
        }
    }

    /// For a person who wants to see what came of it; no request of the API, so it is not logged.
    fn timeline_page(&self) -> Answer {
        let posts: Vec<&Post> = self.posts.all().filter(|post| !post.deleted).collect();
        let newest = posts.into_iter().rev();
        page::timeline(newest.map(|post| (self.accounts.handle(post.author), post)))
    }

    /// Carries out a request that [`Verdict::Postpone`] gave back, at the time `now` that came
    /// meanwhile.
    pub fn resume(&mut self, postponed: Postponed, now: DateTime<Utc>) -> Answer {
        let Postponed { request, caller, switches, reading, entry, .. } = postponed;
        let answer = match self.standing_refusal(&request, &caller) {
            Some(refusal) => reading.mark(refusal),
            None => self.perform(&request, &caller, switches, reading, now),
        };
        self.log.close(entry, answer.status);
        dated(answer, now)
    }

    /// Lets a request of a known caller through to its endpoint, unless trouble or a fault stops it.
    fn admit(
        &mut self,
        request: &Request,
        caller: Caller,
        entry: usize,
        now: DateTime<Utc>,
    ) -> Verdict {
        let user = caller.user.unwrap_or_default();
        let reading = self.meter.count(Endpoint::of(request), user, &caller.consumer_key, now);
        if let Some(refusal) = self.standing_refusal(request, &caller) {
            return self.send(entry, reading.mark(refusal), now);
        }
        let (switches, fault) = self.faults.consult(request, self.accounts.handle(user));
        match fault {
            None => {
                let answer = self.perform(request, &caller, switches, reading, now);
                self.send(entry, answer, now)
            }
            Some((_, Fault::Answer(answer))) => self.send(entry, answer, now),
            Some((_, Fault::Refuse(refusal))) => {
                let answer = reading.mark(refusal.answer(now));
                self.send(entry, answer, now)
            }
            Some((rule, Fault::Last(trouble))) => {
                let answer = reading.mark(self.bring_trouble(rule, trouble, caller));
                self.send(entry, answer, now)
            }
            Some((_, Fault::Mishap(mishap))) => {
                let postponed = Postponed {
                    wait: Duration::ZERO,
                    request: request.clone(),
                    caller,
                    switches,
                    reading,
                    entry,
                };
                self.mishap(mishap, postponed, now)
            }
        }
    }

    /// Gets account, app or token into trouble, and gives the refusal that shows it.
    fn bring_trouble(&mut self, rule: RuleId, trouble: Lasting, caller: Caller) -> Answer {
        match trouble {
            Lasting::Account(trouble) => {
                let user = caller.user.unwrap_or_default();
                self.faults.holds(rule, Subject::Account(user));
                self.trouble_account(user, Some(trouble));
                trouble.kind.refusal()
            }
            Lasting::App(trouble) => {
                self.faults.holds(rule, Subject::App(caller.consumer_key.clone()));
                self.trouble_app(&caller.consumer_key, Some(trouble));
                trouble.kind.refusal()
            }
            Lasting::RevokedToken => {
                self.commit(Change::Revoked { token: caller.token });
                refusals::plain(401, "Unauthorized", "Unauthorized")
            }
        }
    }

    /// Lets something go wrong on the way; what is accepted is accepted.
    fn mishap(&mut self, mishap: Mishap, mut admitted: Postponed, now: DateTime<Utc>) -> Verdict {
        if let Mishap::DelayBefore(milliseconds) = mishap {
            admitted.wait = Duration::from_millis(milliseconds);
            return Verdict::Postpone(admitted);
        }
        if mishap == Mishap::ResetBefore {
            return Verdict::Cut;
        }
        let Postponed { request, caller, switches, reading, entry, .. } = admitted;
        let answer = self.perform(&request, &caller, switches, reading, now);
        match mishap {
            Mishap::AcceptThenDrop | Mishap::ResetBefore | Mishap::DelayBefore(_) => Verdict::Drop,
            Mishap::AcceptThen500 => {
                self.send(entry, reading.mark(refusals::internal_error()), now)
            }
            Mishap::Delay(milliseconds) => {
                self.log.close(entry, answer.status);
                Verdict::SendLate(dated(answer, now), Duration::from_millis(milliseconds))
            }
        }
    }

    /// The refusal by which an account or app in trouble answers everything.
    fn standing_refusal(&self, request: &Request, caller: &Caller) -> Option<Answer> {
        let of_app = self.apps.get(&caller.consumer_key).and_then(|app| app.trouble);
        if let Some(trouble) = of_app.filter(|trouble| trouble.stops(&request.method)) {
            return Some(trouble.kind.refusal());
        }
        let of_account = self.accounts.get(caller.user?).and_then(|account| account.trouble);
        let stopping = of_account.filter(|trouble| trouble.stops(&request.method));
        stopping.map(|trouble| trouble.kind.refusal())
    }

    /// Carries a request out, unless a limit is reached.
    fn perform(
        &mut self,
        request: &Request,
        caller: &Caller,
        switches: Switches,
        reading: Reading,
        now: DateTime<Utc>,
    ) -> Answer {
        let endpoint = Endpoint::of(request);
        let user = caller.user.unwrap_or_default();
        if reading.is_spent {
            return reading.mark(refusals::rate_limited());
        }
        let answer = match endpoint {
            Endpoint::CreatePost => self.create_post(request, user, switches, now),
            Endpoint::DeletePost(id) => self.delete_post(user, id),
            Endpoint::LookUpPosts => self.look_up_posts(request),
            Endpoint::LookUpPost(id) => self.look_up_post(request, id),
            Endpoint::Me => self.me(request, user),
            Endpoint::Timeline(id) => self.timeline(request, id, switches, now),
            Endpoint::Upload => self.upload(request, user, now),
            Endpoint::UploadStatus => self.upload_status(request, user, now),
            Endpoint::Initialize => self.initialize(request, user, now),
            Endpoint::Append(id) => self.append(request, user, id),
            Endpoint::Finalize(id) => self.finalize(user, id, now),
            Endpoint::Describe => self.describe(request, user),
            Endpoint::InvalidateToken => self.invalidate_token(caller),
            Endpoint::OldUpload => refusals::feature_denied(),
            Endpoint::Old => refusals::old_access(),
            Endpoint::RequestToken
            | Endpoint::AccessToken
            | Endpoint::AuthorizePage
            | Endpoint::AuthorizeChoice
            | Endpoint::Unknown => refusals::no_such_page(),
        };
        reading.mark(answer)
    }

    /// Sets or ends what is wrong with an account.
    pub(crate) fn trouble_account(&mut self, user: u64, trouble: Option<Trouble<AccountTrouble>>) {
        self.commit(Change::AccountTrouble { user, trouble });
    }

    /// Sets or ends what is wrong with an app.
    pub(crate) fn trouble_app(&mut self, key: &str, trouble: Option<Trouble<AppTrouble>>) {
        self.commit(Change::AppTrouble { consumer_key: key.to_owned(), trouble });
    }

    fn send(&mut self, entry: usize, answer: Answer, now: DateTime<Utc>) -> Verdict {
        self.log.close(entry, answer.status);
        Verdict::Send(dated(answer, now))
    }
}

/// Adds the Date header: it follows the simulator's clock.
fn dated(answer: Answer, now: DateTime<Utc>) -> Answer {
    if answer.header("date").is_some() {
        return answer;
    }
    answer.with("date", now.format("%a, %d %b %Y %H:%M:%S GMT"))
}
