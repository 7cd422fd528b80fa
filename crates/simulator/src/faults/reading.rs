//! From the JSON of `/_control/faults` to rules: every name and every field is checked, and what is
//! not known is refused with a sentence.

use serde_json::{Map, Value};
use thiserror::Error;

use crate::accounts::{AccountTrouble, AppTrouble, Reads, Trouble};
use crate::exchange::Answer;

use super::{Act, Fault, Lasting, Mishap, Pattern, Refusal, Rule, Switch};

/// Why a rule is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum BadRule {
    /// The rule is no JSON object.
    #[error("a rule is a JSON object such as {{\"on\":\"POST /2/tweets\",\"do\":\"lock\"}}")]
    NotAnObject,
    /// The rule does not say what to do.
    #[error("a rule needs \"do\", the name of what goes wrong")]
    NoName,
    /// Nothing of that name can go wrong.
    #[error("there is no fault named \"{0}\"; there are {NAMES}")]
    UnknownName(String),
    /// A field that this fault does not take.
    #[error("\"{name}\" takes no field \"{field}\"")]
    UnknownField {
        /// The fault's name.
        name: String,
        /// The field.
        field: String,
    },
    /// A field with a value that does not fit.
    #[error("\"{field}\" must be {expected}")]
    WrongValue {
        /// The field.
        field: &'static str,
        /// What it must be.
        expected: &'static str,
    },
}

const NAMES: &str = "lock, suspend, automated, limited, write_block, app_suspend, setup, \
     revoke_token, allowance, rate_limit, credits, spend_cap, over_capacity, reset_before, \
     accept_then_drop, accept_then_500, delay, delay_before, timeline_lag, accept_duplicates, answer";

impl Rule {
    /// Reads one rule, or a list of them.
    pub(crate) fn read_all(value: &Value) -> Result<Vec<Self>, BadRule> {
        match value {
            Value::Array(rules) => rules.iter().map(Self::read).collect(),
            other => Self::read(other).map(|rule| vec![rule]),
        }
    }

    fn read(value: &Value) -> Result<Self, BadRule> {
        let mut fields = Fields(value.as_object().ok_or(BadRule::NotAnObject)?.clone());
        let on = match fields.text("on")? {
            Some(text) => Some(Pattern::read(&text)?),
            None => None,
        };
        let account = fields.text("account")?.map(|text| text.trim_start_matches('@').to_owned());
        let after = fields.count("after")?.unwrap_or(0);
        let times = fields.count("times")?;
        let name = fields.text("do")?.ok_or(BadRule::NoName)?;
        let act = fields.act(&name)?;
        match fields.0.into_iter().next() {
            Some((field, _)) => Err(BadRule::UnknownField { name, field }),
            None => Ok(Self { on, account, after, times, act }),
        }
    }
}

impl Pattern {
    fn read(text: &str) -> Result<Self, BadRule> {
        let expected = "a method and a path, such as \"GET /2/users/:id/tweets\"";
        let wrong = BadRule::WrongValue { field: "on", expected };
        let Some((method, path)) = text.split_once(' ') else { return Err(wrong) };
        let is_method = matches!(method, "GET" | "POST" | "DELETE" | "PUT");
        let Some(path) = path.trim().strip_prefix('/').filter(|_| is_method) else {
            return Err(wrong);
        };
        let segments = path.split('/').map(str::to_owned).collect();
        Ok(Self { method: method.to_owned(), segments })
    }
}

/// The fields of a rule that were not read yet.
struct Fields(Map<String, Value>);

impl Fields {
    fn act(&mut self, name: &str) -> Result<Act, BadRule> {
        let fault = match name {
            "lock" => self.account(AccountTrouble::Lock)?,
            "suspend" => self.account(AccountTrouble::Suspend)?,
            "automated" => self.account(AccountTrouble::Automated)?,
            "limited" => self.account(AccountTrouble::Limited)?,
            "write_block" => self.app(AppTrouble::WriteBlock)?,
            "app_suspend" => self.app(AppTrouble::Suspend)?,
            "setup" => self.app(AppTrouble::Setup)?,
            "revoke_token" => Fault::Last(Lasting::RevokedToken),
            "allowance" => Fault::Refuse(Refusal::Allowance { wait_s: self.count("wait_s")? }),
            "rate_limit" => Fault::Refuse(Refusal::RateLimit { wait_s: self.count("wait_s")? }),
            "credits" => Fault::Refuse(Refusal::Credits),
            "spend_cap" => {
                Fault::Refuse(Refusal::SpendCap { reset_date: self.text("reset_date")? })
            }
            "over_capacity" => Fault::Refuse(Refusal::OverCapacity),
            "reset_before" => Fault::Mishap(Mishap::ResetBefore),
            "accept_then_drop" => Fault::Mishap(Mishap::AcceptThenDrop),
            "accept_then_500" => Fault::Mishap(Mishap::AcceptThen500),
            "delay" => Fault::Mishap(Mishap::Delay(self.milliseconds()?)),
            "delay_before" => Fault::Mishap(Mishap::DelayBefore(self.milliseconds()?)),
            "timeline_lag" => return Ok(Act::Switch(Switch::TimelineLag(self.milliseconds()?))),
            "accept_duplicates" => return Ok(Act::Switch(Switch::AcceptDuplicates)),
            "answer" => Fault::Answer(self.answer()?),
            other => return Err(BadRule::UnknownName(other.to_owned())),
        };
        Ok(Act::Fault(fault))
    }

    fn account(&mut self, kind: AccountTrouble) -> Result<Fault, BadRule> {
        Ok(Fault::Last(Lasting::Account(Trouble { kind, reads: self.reads()? })))
    }

    fn app(&mut self, kind: AppTrouble) -> Result<Fault, BadRule> {
        Ok(Fault::Last(Lasting::App(Trouble { kind, reads: self.reads()? })))
    }

    fn reads(&mut self) -> Result<Reads, BadRule> {
        match self.text("reads")?.as_deref() {
            None => Ok(Reads::Refused),
            Some("open") => Ok(Reads::Open),
            Some(_) => Err(BadRule::WrongValue { field: "reads", expected: "\"open\" or absent" }),
        }
    }

    fn milliseconds(&mut self) -> Result<u64, BadRule> {
        let missing = BadRule::WrongValue { field: "ms", expected: "given, in milliseconds" };
        self.count("ms")?.ok_or(missing)
    }

    fn answer(&mut self) -> Result<Answer, BadRule> {
        let status = self.count("status")?.filter(|status| (200..600).contains(status));
        let wrong = BadRule::WrongValue { field: "status", expected: "a number from 200 to 599" };
        let status = status.ok_or(wrong)? as u16;
        let mut answer = match self.0.remove("body") {
            None | Some(Value::Null) => Answer::of_type(status, "text/plain", String::new()),
            Some(Value::String(text)) => Answer::of_type(status, "text/html; charset=utf-8", text),
            Some(json) => Answer::json(status, &json),
        };
        match self.0.remove("headers") {
            None | Some(Value::Null) => {}
            Some(Value::Object(headers)) => {
                for (name, value) in headers {
                    let shown = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                    answer = answer.with(&name, checked_header(&name, shown)?);
                }
            }
            Some(_) => {
                return Err(BadRule::WrongValue { field: "headers", expected: "an object" });
            }
        }
        Ok(answer)
    }

    fn text(&mut self, field: &'static str) -> Result<Option<String>, BadRule> {
        match self.0.remove(field) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(BadRule::WrongValue { field, expected: "a text or null" }),
        }
    }

    fn count(&mut self, field: &'static str) -> Result<Option<u64>, BadRule> {
        let wrong = BadRule::WrongValue { field, expected: "a whole number from 0, or null" };
        match self.0.remove(field) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => value.as_u64().map(Some).ok_or(wrong),
        }
    }
}

/// A header that HTTP can carry: an ASCII token and a value without control characters.
fn checked_header(name: &str, value: String) -> Result<String, BadRule> {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let is_name_right = !name.is_empty() && name.bytes().all(is_token);
    if is_name_right && !value.chars().any(char::is_control) {
        return Ok(value);
    }
    Err(BadRule::WrongValue { field: "headers", expected: "names and values that HTTP can carry" })
}
