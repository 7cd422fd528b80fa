//! The pages for a person in a browser: the sign-in, and the timeline of all accounts. No script; every
//! foreign text is escaped.

use crate::exchange::Answer;
use crate::posts::Post;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;\
     padding:0 1rem;color:#0f1419;background:#fff}button{font:inherit;padding:.5rem 1rem;\
     margin:.25rem 0;border-radius:.5rem;border:1px solid #536471;background:#f7f9f9;width:100%}\
     code{font-size:2rem;letter-spacing:.2rem}article{border-top:1px solid #8899a6;padding:.5rem 0}\
     article p{margin:.25rem 0}.text{white-space:pre-wrap;overflow-wrap:anywhere}.note{color:#536471}\
     @media(prefers-color-scheme:dark){body{color:#e7e9ea;\
     background:#15202b}.note{color:#8899a6}button{color:inherit;background:#1e2732}}";

/// Which account is to be used?
pub(crate) fn choice(token: &str, handles: &[&str]) -> Answer {
    let token = escaped(token);
    let button = |handle: &&str| {
        let handle = escaped(handle);
        format!(
            "<form method=\"post\" action=\"/oauth/authorize\">\
             <input type=\"hidden\" name=\"oauth_token\" value=\"{token}\">\
             <input type=\"hidden\" name=\"handle\" value=\"{handle}\">\
             <button>Authorize as @{handle}</button></form>\n"
        )
    };
    let buttons: String = handles.iter().map(button).collect();
    let cancel = format!(
        "<form method=\"post\" action=\"/oauth/authorize\">\
         <input type=\"hidden\" name=\"oauth_token\" value=\"{token}\">\
         <button>Cancel</button></form>"
    );
    let words = "<p>An app wants to read and post for one of your practice accounts.</p>";
    page(200, "Authorize the app?", &format!("{words}\n{buttons}{cancel}"))
}

/// The PIN to be typed into the app.
pub(crate) fn pin(handle: &str, pin: &str) -> Answer {
    let body = format!(
        "<p>Type this PIN into the app to finish signing in as @{}:</p><p><code>{}</code></p>",
        escaped(handle),
        escaped(pin)
    );
    page(200, "Your PIN", &body)
}

/// The owner has refused.
pub(crate) fn denied() -> Answer {
    page(200, "Not authorized", "<p>The app was given no access. You can close this page.</p>")
}

/// The request token is unknown, used or too old.
pub(crate) fn stale() -> Answer {
    let words = "<p>The request token for this page is invalid. It may have been used already, or \
         expired because it is too old. Please go back to the app and try again.</p>";
    page(403, "This page has expired", words)
}

/// How many posts the timeline shows.
const NEWEST: usize = 200;

/// What has been posted, newest first; asks for itself again every few seconds.
pub(crate) fn timeline<'a>(posts: impl Iterator<Item = (&'a str, &'a Post)>) -> Answer {
    let article = |(handle, post): (&str, &Post)| {
        let (handle, text) = (escaped(handle), escaped(&post.text));
        let at = post.created_at.format("%Y-%m-%d %H:%M:%S UTC");
        let media = match post.media.len() {
            0 => String::new(),
            count => format!("<p class=\"note\">{count} media</p>"),
        };
        format!(
            "<article><p class=\"note\"><b>@{handle}</b> {at}</p>\
             <p class=\"text\">{text}</p>{media}</article>\n"
        )
    };
    let mut body: String = posts.take(NEWEST).map(article).collect();
    if body.is_empty() {
        body.push_str("<p>Nothing has been posted yet.</p>");
    }
    page(200, "Practice", &body).with("refresh", "5")
}

fn page(status: u16, title: &str, body: &str) -> Answer {
    let title = escaped(title);
    let html = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta name=\"viewport\" content=\"width=device-width\"><style>{STYLE}</style></head>\
         <body><main><h1>{title}</h1>\n{body}\n</main></body></html>\n"
    );
    let policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
    Answer::of_type(status, "text/html; charset=utf-8", html)
        .with("content-security-policy", policy)
        .with("x-frame-options", "DENY")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
