//! What time is it on the simulated network? Real time, or one that runs faster from a chosen
//! start. The one place of this crate that reads the machine's clock.

use std::time::Instant;

use chrono::{DateTime, SubsecRound as _, TimeDelta, Utc};
use serde_json::{Value, json};

/// The server's clock.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    lapse: Option<Lapse>,
}

/// `start` plus `factor` times the real time since then.
#[derive(Clone, Copy, Debug)]
struct Lapse {
    start: DateTime<Utc>,
    since: Instant,
    factor: f64,
}

impl Clock {
    /// Real time.
    pub(crate) fn real() -> Self {
        Self { lapse: None }
    }

    /// Sets the clock from the body of `POST /_control/clock`, or says what is wrong with it.
    pub(crate) fn set(&mut self, body: &Value) -> Result<(), &'static str> {
        let sentence = "the body must be {\"now\": RFC 3339, \"factor\": 0 or more}";
        let fields = body.as_object().ok_or(sentence)?;
        if fields.keys().any(|name| name != "now" && name != "factor") {
            return Err(sentence);
        }
        let start = fields.get("now").and_then(Value::as_str).ok_or(sentence)?;
        let start = DateTime::parse_from_rfc3339(start).map_err(|_| sentence)?.to_utc();
        let factor = fields.get("factor").unwrap_or(&json!(1)).as_f64();
        let factor = factor.filter(|factor| (0.0..=1e9).contains(factor)).ok_or(sentence)?;
        self.lapse = Some(Lapse { start, since: Instant::now(), factor });
        Ok(())
    }

    /// The simulated time, in whole milliseconds like the ids that are made of it.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        let Some(lapse) = self.lapse else { return real_now().trunc_subsecs(3) };
        let milliseconds = lapse.since.elapsed().as_secs_f64() * 1000.0 * lapse.factor;
        let passed = TimeDelta::try_milliseconds(milliseconds as i64);
        passed.and_then(|passed| lapse.start.checked_add_signed(passed)).unwrap_or(lapse.start)
    }

    /// As `/_control/clock` tells it.
    pub(crate) fn told(&self) -> Value {
        json!({ "now": self.now(), "factor": self.lapse.map_or(1.0, |lapse| lapse.factor) })
    }
}

/// Real time, which signatures are held against.
#[expect(clippy::disallowed_methods, reason = "this is the simulator's one reader of the clock")]
pub(crate) fn real_now() -> DateTime<Utc> {
    Utc::now()
}
