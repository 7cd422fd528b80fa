//! Where may a step lead? Only to pages of X, by https: somebody who is worried clicks on what
//! stands there, so a link is checked when its file is read, not when it is shown.

use std::fmt;

/// The only hosts that a checklist or a letter may lead to.
pub const ALLOWED_HOSTS: [&str; 5] =
    ["x.com", "help.x.com", "console.x.com", "developer.x.com", "devcommunity.x.com"];

/// A page of X.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link(String);

/// Why a text is no link that may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadLink {
    /// It does not start with `https://`.
    #[error("it is not https")]
    NotHttps,
    /// Its host is not exactly one of [`ALLOWED_HOSTS`]; a port or a user name makes it another.
    #[error("its host is none of {}", ALLOWED_HOSTS.join(", "))]
    StrangeHost,
    /// It holds a blank, a control character or anything else that is not plain ASCII.
    #[error("it holds a character that has no place in a link")]
    StrangeCharacter,
}

impl Link {
    /// Checks a link.
    ///
    /// # Errors
    /// [`BadLink`] names what is wrong.
    pub fn parse(text: &str) -> Result<Self, BadLink> {
        let rest = text.strip_prefix("https://").ok_or(BadLink::NotHttps)?;
        // A backslash is a slash to browsers, and so would end the host where we don't see it.
        if !rest.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '\\' | '"' | '<' | '>')) {
            return Err(BadLink::StrangeCharacter);
        }
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if ALLOWED_HOSTS.contains(&host) {
            Ok(Self(text.to_owned()))
        } else {
            Err(BadLink::StrangeHost)
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
