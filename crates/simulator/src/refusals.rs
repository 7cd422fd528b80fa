//! The bodies in which X refuses, each as X's documentation or a live sample has it (2024 to 2026).
//!
//! Two envelopes live side by side: the old one with numbered codes, which v2 still uses for what
//! concerns accounts and apps, and the v2 problem. Problem types that X's specification 2.167 names
//! carry the host api.x.com as printed there; those seen only in live answers keep theirs,
//! api.twitter.com.

use serde_json::{Value, json};

use crate::callers::Stranger;
use crate::exchange::{Answer, Request};
use crate::shape::Misfit;

/// Where the problem types of X's specification live.
const PROBLEMS: &str = "https://api.x.com/2/problems";
/// Where the problem types seen only in live answers live.
const LIVE_PROBLEMS: &str = "https://api.twitter.com/2/problems";

/// The old envelope with one code.
pub(crate) fn legacy(status: u16, code: u32, message: &str) -> Answer {
    Answer::json(status, &json!({ "errors": [{ "code": code, "message": message }] }))
}

/// A v2 problem of no particular type.
pub(crate) fn plain(status: u16, title: &str, detail: &str) -> Answer {
    let body = json!({ "title": title, "detail": detail, "type": "about:blank", "status": status });
    Answer::problem(status, &body)
}

/// 403 with a detail.
pub(crate) fn forbidden(detail: &str) -> Answer {
    plain(403, "Forbidden", detail)
}

/// The catch-all 403; among others the answer to a text above 280 units (seen September 2026).
pub(crate) fn not_permitted() -> Answer {
    forbidden("You are not permitted to perform this action.")
}

/// The other catch-all 403, for what an account has no right to.
pub(crate) fn feature_denied() -> Answer {
    forbidden("Your account is not permitted to access this feature.")
}

/// 400 for a body or a query that does not pass the check: which parameter, its value, and why.
pub(crate) fn invalid_request(parameter: &str, value: &Value, message: &str) -> Answer {
    let shown = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let body = json!({
        "errors": [{ "parameters": { parameter: [shown] }, "message": message }],
        "title": "Invalid Request",
        "detail": "One or more parameters to your request was invalid.",
        "type": format!("{PROBLEMS}/invalid-request"),
        "status": 400,
    });
    Answer::problem(400, &body)
}

/// The problem of a thing that is not there; a body by itself or one of a 200's errors.
pub(crate) fn not_found(kind: &str, parameter: &str, id: &str) -> Value {
    json!({
        "value": id,
        "detail": format!("Could not find {kind} with {parameter}: [{id}]."),
        "title": "Not Found Error",
        "resource_type": kind,
        "parameter": parameter,
        "resource_id": id,
        "type": format!("{PROBLEMS}/resource-not-found"),
    })
}

/// 401 or 403 for a request that can't be told to be anybody's, in the envelope of its endpoint.
pub(crate) fn stranger(why: Stranger, speaks_v2: bool) -> Answer {
    if why == Stranger::Bearer {
        return unsupported_authentication();
    }
    if speaks_v2 {
        return plain(401, "Unauthorized", "Unauthorized");
    }
    match why {
        Stranger::NoCredentials | Stranger::Bearer => legacy(400, 215, "Bad Authentication data."),
        Stranger::UnknownToken => legacy(401, 89, "Invalid or expired token."),
        Stranger::WrongTime => legacy(401, 135, "Timestamp out of bounds."),
        Stranger::WrongSignature | Stranger::Replay => {
            legacy(401, 32, "Could not authenticate you.")
        }
    }
}

fn unsupported_authentication() -> Answer {
    let detail = "Authenticating with OAuth 2.0 Application-Only is forbidden for this endpoint.  \
         Supported authentication types are [OAuth 1.0a User Context, OAuth 2.0 User Context].";
    let body = json!({
        "title": "Unsupported Authentication",
        "detail": detail,
        "type": format!("{LIVE_PROBLEMS}/unsupported-authentication"),
        "status": 403,
    });
    Answer::problem(403, &body)
}

/// The account is temporarily locked (326).
pub(crate) fn locked() -> Answer {
    let message = "To protect our users from spam and other malicious activity, this account is \
         temporarily locked. Please log in to https://twitter.com to unlock your account.";
    legacy(403, 326, message)
}

/// The account is suspended.
pub(crate) fn suspended() -> Answer {
    let body = json!({
        "detail": "The user used for authentication is suspended",
        "title": "Forbidden",
        "status": 403,
        "type": format!("{LIVE_PROBLEMS}/user-suspended"),
    });
    Answer::problem(403, &body)
}

/// The request looks automated (226): often the step before a lock.
pub(crate) fn automated() -> Answer {
    let message = "This request looks like it might be automated. To protect our users from spam \
         and other malicious activity, we can't complete this action right now. Please try again \
         later.";
    legacy(403, 226, message)
}

/// X took the app's right to write away (261).
pub(crate) fn write_blocked() -> Answer {
    let message = "Application cannot perform write actions. Contact X Platform Operations \
         through https://help.x.com/forms/platform.";
    legacy(403, 261, message)
}

/// The app is suspended (416).
pub(crate) fn app_suspended() -> Answer {
    legacy(401, 416, "Invalid / suspended application")
}

/// The app is in no package that covers v2.
pub(crate) fn not_enrolled() -> Answer {
    let detail = "When authenticating requests to the Twitter API v2 endpoints, you must use keys \
         and tokens from a Twitter developer App that is attached to a Project.";
    let body = json!({
        "client_id": "1",
        "detail": detail,
        "title": "Client Forbidden",
        "required_enrollment": "Standard Basic",
        "reason": "client-not-enrolled",
        "registration_url": "https://developer.twitter.com/en/docs/projects/overview",
        "type": format!("{LIVE_PROBLEMS}/client-forbidden"),
    });
    Answer::problem(403, &body)
}

/// The posting allowance is used up (185).
pub(crate) fn over_allowance() -> Answer {
    legacy(403, 185, "User is over daily status update limit.")
}

/// A window is used up; the headers say which.
pub(crate) fn rate_limited() -> Answer {
    plain(429, "Too Many Requests", "Too Many Requests")
}

/// The app's balance is empty.
pub(crate) fn credits_depleted() -> Answer {
    let body = json!({
        "account_id": 1,
        "title": "CreditsDepleted",
        "detail": "Your enrolled account [1] does not have any credits to fulfill this request.",
        "type": format!("{LIVE_PROBLEMS}/credits"),
    });
    Answer::problem(402, &body)
}

/// The owner's spending limit is reached until `reset_date` (`YYYY-MM-DD`).
pub(crate) fn spend_cap_reached(reset_date: &str) -> Answer {
    let body = json!({
        "account_id": 1,
        "title": "SpendCapReached",
        "detail": "Your enrolled account has reached its billing cycle spend cap.",
        "reset_date": reset_date,
        "type": format!("{LIVE_PROBLEMS}/credits"),
    });
    Answer::problem(403, &body)
}

/// X is over capacity.
pub(crate) fn over_capacity() -> Answer {
    plain(503, "Service Unavailable", "Service Unavailable")
}

/// X failed inside.
pub(crate) fn internal_error() -> Answer {
    plain(500, "Internal Server Error", "Internal Server Error")
}

/// The same text by the same account, a short while ago.
pub(crate) fn duplicate() -> Answer {
    forbidden("You are not allowed to create a Tweet with duplicate content.")
}

/// There is nothing under this path (34).
pub(crate) fn no_such_page() -> Answer {
    legacy(404, 34, "Sorry, that page does not exist.")
}

/// v1.1 is not covered by today's access (453).
pub(crate) fn old_access() -> Answer {
    let message = "You currently have access to a subset of X API V2 endpoints and limited v1.1 \
         endpoints (e.g. media post, oauth) only. If you need access to this endpoint, you may \
         need a different access level.";
    legacy(403, 453, message)
}

/// 400 for a body that is not of the shape asked for.
pub(crate) fn misfit(misfit: &Misfit) -> Answer {
    let message = format!("{}: {}", misfit.path, misfit.reason);
    invalid_request(&misfit.path, &misfit.value, &message)
}

/// 400 for an id that is not 1 to 19 digits.
pub(crate) fn invalid_id(parameter: &str, id: &str) -> Answer {
    let message =
        format!("The `{parameter}` query parameter value [{id}] does not match ^[0-9]{{1,19}}$");
    invalid_request(parameter, &json!(id), &message)
}

/// The request's body as JSON, else the 400 that says it is none.
pub(crate) fn json_body(request: &Request) -> Result<Value, Answer> {
    if request.content_type() != "application/json" {
        let message = "The request's content type must be application/json.";
        let sent = request.header("content-type").unwrap_or_default();
        return Err(invalid_request("content-type", &json!(sent), message));
    }
    serde_json::from_slice(&request.body)
        .map_err(|_| invalid_request("$", &Value::Null, "Request body is not valid JSON."))
}
