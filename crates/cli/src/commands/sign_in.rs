//! How does an account come in? A Practice account by its handle; one on X by the four strings from
//! standard input, or by a PIN that the owner reads off X's page.

use crate::args::{AccountAdd, AddPractice, AddX, Renew};
use crate::compose::Home;
use crate::escape::one_line;
use crate::failure::Failure;
use crate::input;
use crate::output::Output;
use roost_api::requests::{self as ask, Nothing, SignInPurpose};
use roost_api::views::AccountAdded;
use std::io;

const FOUR: &str = r#"{"consumer_key","consumer_secret","token","token_secret"}"#;
const TWO: &str = r#"{"consumer_key","consumer_secret"}"#;

/// `roost account add ...`.
pub(crate) async fn add(out: &Output, home: &Home, asked: AccountAdd) -> Result<(), Failure> {
    match asked {
        AccountAdd::Practice(asked) => add_practice(out, home, asked).await,
        AccountAdd::X(asked) => add_x(out, home, asked).await,
    }
}

async fn add_practice(out: &Output, home: &Home, asked: AddPractice) -> Result<(), Failure> {
    let zone = None;
    let request =
        ask::AccountAddPractice { handle: asked.handle, simulator: asked.simulator, zone };
    let added = home.door.account_add_practice(request).await?;
    tell(out, &added)
}

async fn add_x(out: &Output, home: &Home, asked: AddX) -> Result<(), Failure> {
    let zone = None;
    let (app, api_base) = (asked.app, asked.api_base);
    if asked.from.secrets_stdin {
        let keys = read_json(FOUR)?;
        let request = ask::AccountAddX { app, api_base, keys, zone };
        let added = home.door.account_add_x(request).await?;
        return tell(out, &added);
    }
    let known = home.door.app_list(Nothing {}).await?;
    let is_known = known.iter().any(|one| one.name == app && one.network == "x");
    let keys = if is_known { None } else { Some(read_json::<ask::TwoStrings>(TWO)?) };
    let purpose = SignInPurpose::Add { app, api_base, zone };
    by_pin(out, home, ask::SignInBegin { purpose, keys }).await
}

/// `roost account renew`.
pub(crate) async fn renew(out: &Output, home: &Home, asked: Renew) -> Result<(), Failure> {
    let account = asked.account;
    if asked.from.secrets_stdin {
        let keys = read_json(FOUR)?;
        let renewed = home.door.account_renew(ask::AccountRenew { account, keys }).await?;
        return tell(out, &renewed);
    }
    let purpose = SignInPurpose::Renew { account };
    by_pin(out, home, ask::SignInBegin { purpose, keys: None }).await
}

async fn by_pin(out: &Output, home: &Home, begin: ask::SignInBegin) -> Result<(), Failure> {
    let begun = home.door.account_sign_in_begin(begin).await?;
    // Standard output is the answer's: the way to the page goes where the question goes.
    let question = out.say("open_page", &[("url", &one_line(&begun.url))]);
    let pin = input::ask_on_terminal(&question)?;
    let request = ask::SignInFinish { sign_in: begun.sign_in, pin: pin.trim().to_owned() };
    let added = home.door.account_sign_in_finish(request).await?;
    tell(out, &added)
}

fn tell(out: &Output, added: &AccountAdded) -> Result<(), Failure> {
    out.answer(added, |added| {
        let handle = one_line(&added.handle);
        let mut said = out.say("account_added", &[("handle", &handle), ("network", added.network)]);
        if !added.closed.is_empty() {
            let released = added.released.to_string();
            said.push('\n');
            said.push_str(&out.say(
                "account_renewed",
                &[("incidents", &added.closed.join(", ")), ("released", &released)],
            ));
        }
        said
    })?;
    Ok(())
}

/// Reads one JSON value from standard input and leaves what follows it there: the PIN may.
fn read_json<T: serde::de::DeserializeOwned>(fields: &'static str) -> Result<T, Failure> {
    let mut values = serde_json::Deserializer::from_reader(io::stdin()).into_iter::<T>();
    match values.next() {
        Some(Ok(value)) => Ok(value),
        Some(Err(error)) => Err(Failure::BadSecrets { fields, problem: harmless(&error) }),
        None => Err(Failure::BadSecrets { fields, problem: "it is empty".to_owned() }),
    }
}

/// What is wrong with the JSON, without any of its values: they may be secrets.
fn harmless(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.strip_prefix("missing field ").and_then(|rest| rest.split(" at ").next()) {
        Some(field) => format!("{field} is missing"),
        None => format!("it can't be read at line {}, column {}", error.line(), error.column()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_secrets_is_said_without_them() {
        let wrong =
            |text: &str| harmless(&serde_json::from_str::<ask::FourStrings>(text).unwrap_err());
        assert_eq!(wrong(r#"{"consumer_key":"a"}"#), "`consumer_secret` is missing");
        for text in [r#"{"consumer_key":"k","consumer_secret":81726354}"#, r#"{"81726354":1}"#] {
            assert!(!wrong(text).contains("81726354"), "{}", wrong(text));
        }
    }
}
