//! How does a reader find what they use? By the words on it: a field by its label, a button by its text;
//! in the dialog on top where one is open.

use super::desk::Desk;
use super::until;
use serde_json::{Value, json};

/// Marks the one element with these words, so that the driver can use it.
const FIND: &str = "
    const [kind, words, mark] = arguments;
    const dialogs = [...document.querySelectorAll('dialog[open]')];
    const place = dialogs.at(-1) ?? document;
    const said = (one) => (one.getAttribute('aria-label') ?? one.innerText).trim();
    let found = null;
    if (kind === 'field') {
      const label = [...place.querySelectorAll('label')].find((one) => said(one) === words);
      found = label && (document.getElementById(label.htmlFor) ?? label.querySelector('input') ?? label);
    } else {
      found = [...place.querySelectorAll('button, a')].find((one) => said(one) === words && !one.disabled);
    }
    document.querySelector(`[data-hand='${mark}']`)?.removeAttribute('data-hand');
    found?.setAttribute('data-hand', mark);
    return Boolean(found);";

impl Desk<'_> {
    async fn place_of(&self, kind: &str, words: &str) -> String {
        let arguments = [json!(kind), json!(words), json!("found")];
        until(&format!("a {kind} '{words}'"), async || {
            self.page.run(FIND, &arguments).await.as_bool().filter(|found| *found)
        })
        .await;
        "[data-hand='found']".to_owned()
    }

    /// Types into the field with this label.
    pub(crate) async fn fill(&self, label: &str, text: &str) {
        let place = self.place_of("field", label).await;
        self.page.type_into(&place, text).await;
    }

    /// What the field with this label holds.
    pub(crate) async fn value_of(&self, label: &str) -> String {
        let place = self.place_of("field", label).await;
        let value = self
            .page
            .run("return document.querySelector(arguments[0]).value;", &[json!(place)])
            .await;
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Picks the choice with these words.
    pub(crate) async fn pick(&self, words: &str) {
        let place = self.place_of("field", words).await;
        self.page.run("document.querySelector(arguments[0]).click();", &[json!(place)]).await;
    }

    /// Presses the button with these words, once it can be pressed.
    pub(crate) async fn press_button(&self, words: &str) {
        let place = self.place_of("button", words).await;
        self.page.click(&place).await;
    }

    /// Waits until the page says something, and gives all that it says.
    pub(crate) async fn says(&self, words: &str) -> String {
        until(&format!("the page says '{words}'"), async || {
            let text = self.page.run("return document.body.innerText;", &[]).await;
            text.as_str().filter(|text| text.contains(words)).map(str::to_owned)
        })
        .await
    }

    /// Goes to a place of the window.
    pub(crate) async fn go(&self, place: &str) {
        let script = "location.hash = `#/${arguments[0]}`;";
        self.page.run(script, &[Value::from(place)]).await;
    }
}
