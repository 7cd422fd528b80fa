//! How is the page used? Over `WebDriver` (W3C) through `WebKitWebDriver`, which starts the app by itself
//! and sits before its web view.

use super::session::{Leashed, Session, start};
use super::until;
use reqwest::Method;
use serde_json::{Value, json};
use std::net::TcpListener;
use std::path::Path;

/// The key of an element in answers (W3C `WebDriver`, 12.1).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A driver with the app's page before it.
pub(crate) struct Browser {
    http: reqwest::Client,
    base: String,
    _driver: Leashed,
}

impl Browser {
    /// Starts the app through the driver.
    pub(super) async fn open(session: &Session, binary: &Path, args: &[String]) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = session.command("WebKitWebDriver");
        command.arg(format!("--port={port}")).env("TAURI_WEBVIEW_AUTOMATION", "true");
        command.stdout(std::process::Stdio::null());
        let driver = start(&mut command);
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let mut browser = Self { http, base: format!("http://127.0.0.1:{port}"), _driver: driver };
        until("the driver answers", async || browser.ask(Method::GET, "/status", None).await.ok())
            .await;
        let options = json!({ "binary": binary, "args": args });
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "webkitgtk:browserOptions": options
        } } });
        let begun = browser.ask(Method::POST, "/session", Some(wanted)).await.unwrap();
        let id = begun["sessionId"].as_str().unwrap();
        browser.base = format!("{}/session/{id}", browser.base);
        browser
    }

    async fn ask(&self, method: Method, path: &str, body: Option<Value>) -> Result<Value, String> {
        let mut request = self.http.request(method, format!("{}{path}", self.base));
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body.to_string());
        }
        let answer = request.send().await.map_err(|error| error.to_string())?;
        let is_good = answer.status().is_success();
        let text = answer.text().await.map_err(|error| error.to_string())?;
        let mut said: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        let value = said["value"].take();
        if is_good { Ok(value) } else { Err(value.to_string()) }
    }

    /// Runs a script in the page and gives what it returns; `arguments` are its arguments.
    pub(crate) async fn run(&self, script: &str, arguments: &[Value]) -> Value {
        let body = json!({ "script": script, "args": arguments });
        self.ask(Method::POST, "/execute/sync", Some(body)).await.unwrap()
    }

    /// Asks the door through the page, exactly as the page does; an error of the door is one here.
    pub(crate) async fn call(&self, name: &str, request: Value) -> Result<Value, Value> {
        let script = "const done = arguments[arguments.length - 1];
            window.__TAURI_INTERNALS__.invoke('call', { name: arguments[0], request: arguments[1] })
              .then((view) => done({ view }), (error) => done({ error }));";
        let body = json!({ "script": script, "args": [name, request] });
        let mut said = self.ask(Method::POST, "/execute/async", Some(body)).await.unwrap();
        match said.get_mut("error") {
            Some(error) => Err(error.take()),
            None => Ok(said["view"].take()),
        }
    }

    /// Waits for an element by its CSS selector.
    pub(crate) async fn find(&self, css: &str) -> String {
        let wanted = json!({ "using": "css selector", "value": css });
        until(&format!("an element {css}"), async || {
            let found = self.ask(Method::POST, "/element", Some(wanted.clone())).await.ok()?;
            found[ELEMENT].as_str().map(str::to_owned)
        })
        .await
    }

    /// Clicks an element.
    pub(crate) async fn click(&self, css: &str) {
        let element = self.find(css).await;
        let path = format!("/element/{element}/click");
        self.ask(Method::POST, &path, Some(json!({}))).await.unwrap();
    }

    /// Types into an element.
    pub(crate) async fn type_into(&self, css: &str, text: &str) {
        let element = self.find(css).await;
        let path = format!("/element/{element}/value");
        self.ask(Method::POST, &path, Some(json!({ "text": text }))).await.unwrap();
    }

    /// An element's text, as it is shown.
    pub(crate) async fn text(&self, css: &str) -> String {
        let element = self.find(css).await;
        let said = self.ask(Method::GET, &format!("/element/{element}/text"), None).await.unwrap();
        said.as_str().unwrap().to_owned()
    }

    /// Drags with the mouse from one point of the page to another, with a few steps between, as a hand
    /// does.
    pub(crate) async fn drag(&self, from: (i64, i64), to: (i64, i64)) {
        let go = |(x, y): (i64, i64), ms: u64| json!({ "type": "pointerMove", "duration": ms, "origin": "viewport", "x": x, "y": y });
        let half = (i64::midpoint(from.0, to.0), i64::midpoint(from.1, to.1));
        let moves = json!([
            go(from, 0),
            { "type": "pointerDown", "button": 0 },
            { "type": "pause", "duration": 150 },
            go((from.0 + 8, from.1 + 6), 100),
            go(half, 200),
            go(to, 200),
            { "type": "pause", "duration": 150 },
            { "type": "pointerUp", "button": 0 }
        ]);
        let mouse = json!({ "pointerType": "mouse" });
        let actions = json!({ "actions": [
            { "type": "pointer", "id": "mouse", "parameters": mouse, "actions": moves }
        ] });
        self.ask(Method::POST, "/actions", Some(actions)).await.unwrap();
        self.ask(Method::DELETE, "/actions", None).await.unwrap();
    }

    /// The middle of the element that a script returns, in the page's pixels.
    pub(crate) async fn middle(&self, script: &str) -> (i64, i64) {
        let wrapped = format!(
            "const box = (() => {{ {script} }})()?.getBoundingClientRect();
             return box ? [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)] : null;"
        );
        until(&format!("a place for {script}"), async || {
            let at = self.run(&wrapped, &[]).await;
            Some((at.get(0)?.as_i64()?, at.get(1)?.as_i64()?))
        })
        .await
    }

    /// Lets the window go, which ends the app too if it still runs.
    pub(super) async fn close(&self) {
        // After the app has ended by itself there is no session any more.
        let _ = self.ask(Method::DELETE, "", None).await;
    }
}
