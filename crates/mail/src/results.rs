//! What does an `Authentication-Results` field say? Its grammar is RFC 8601, section 2.2: comments may
//! be nested and say nothing, a quoted string is one word, and each result ends at a `;`.

/// One field, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Results {
    /// Who wrote it.
    pub(crate) authserv_id: String,
    /// What it found, method by method.
    pub(crate) found: Vec<Found>,
}

/// One method's result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// `dmarc`, `dkim`, `spf` and others, in lower case.
    pub(crate) method: String,
    /// `pass`, `fail`, `none` and others, in lower case.
    pub(crate) result: String,
    /// `header.from` and others, in lower case, with their values.
    properties: Vec<(String, String)>,
}

impl Found {
    /// The values of a property; a field that says it twice contradicts itself.
    pub(crate) fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.properties.iter().filter(move |(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Word(String),
    Semicolon,
    Equals,
}

/// Reads one field. `None` where it is not of this grammar; such a field proves nothing.
pub(crate) fn read(value: &str) -> Option<Results> {
    let tokens = tokens(value)?;
    let mut parts = tokens.split(|token| *token == Token::Semicolon);
    let authserv_id = match parts.next()? {
        [Token::Word(id)] => id,
        // The version of the format; there is only one.
        [Token::Word(id), Token::Word(version)] if version == "1" => id,
        _ => return None,
    };
    let found = parts.filter_map(found).collect();
    Some(Results { authserv_id: authserv_id.to_lowercase(), found })
}

/// One part between semicolons. `none` and what is no result say nothing.
fn found(part: &[Token]) -> Option<Found> {
    let [Token::Word(method), Token::Equals, Token::Word(result), rest @ ..] = part else {
        return None;
    };
    let method = method.split('/').next().unwrap_or_default().to_ascii_lowercase();
    let mut properties = Vec::new();
    let mut rest = rest;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        let (Token::Word(name), [Token::Equals, Token::Word(value), beyond @ ..]) = (first, after)
        else {
            continue;
        };
        properties.push((name.to_ascii_lowercase(), value.clone()));
        rest = beyond;
    }
    Some(Found { method, result: result.to_ascii_lowercase(), properties })
}

/// The words and signs of a field; `None` where a comment or a quoted string has no end.
fn tokens(value: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut word = String::new();
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        let sign = match letter {
            ';' => Some(Token::Semicolon),
            '=' => Some(Token::Equals),
            _ => None,
        };
        let ends_word = sign.is_some() || letter == '(' || letter == '"' || letter.is_whitespace();
        if !ends_word {
            word.push(letter);
            continue;
        }
        if !word.is_empty() {
            tokens.push(Token::Word(std::mem::take(&mut word)));
        }
        match letter {
            '(' => skip_comment(&mut letters)?,
            '"' => tokens.push(Token::Word(quoted(&mut letters)?)),
            _ => tokens.extend(sign),
        }
    }
    if !word.is_empty() {
        tokens.push(Token::Word(word));
    }
    Some(tokens)
}

fn skip_comment(letters: &mut std::str::Chars<'_>) -> Option<()> {
    let mut depth = 1_usize;
    while depth > 0 {
        match letters.next()? {
            '(' => depth += 1,
            ')' => depth -= 1,
            '\\' => drop(letters.next()?),
            _ => {}
        }
    }
    Some(())
}

fn quoted(letters: &mut std::str::Chars<'_>) -> Option<String> {
    let mut text = String::new();
    loop {
        match letters.next()? {
            '"' => return Some(text),
            '\\' => text.push(letters.next()?),
            letter => text.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn said(value: &str) -> Option<(String, Vec<(String, String)>)> {
        let read = read(value)?;
        let found = read.found.into_iter().map(|found| (found.method, found.result)).collect();
        Some((read.authserv_id, found))
    }

    #[rstest]
    #[case::plain("mx.example.org; dmarc=pass header.from=x.com", &[("dmarc", "pass")])]
    #[case::version("MX.example.org 1; SPF=Pass; dkim=fail", &[("spf", "pass"), ("dkim", "fail")])]
    #[case::no_result("mx.example.org; none", &[])]
    #[case::no_part("mx.example.org", &[])]
    #[case::comments("(a (b) \\) c) mx.example.org (d); dmarc (e) = (f) pass (dmarc=fail)", &[("dmarc", "pass")])]
    #[case::comment_that_passes("mx.example.org; spf=none (x; dmarc=pass header.from=x.com)", &[("spf", "none")])]
    #[case::quoted("mx.example.org; spf=fail reason=\"a; dmarc=pass\"", &[("spf", "fail")])]
    #[case::method_version("mx.example.org; dkim/1=pass", &[("dkim", "pass")])]
    #[case::strays("mx.example.org;;; =; pass; dmarc=; dmarc = pass", &[("dmarc", "pass")])]
    fn results_are_read_method_by_method(#[case] value: &str, #[case] found: &[(&str, &str)]) {
        let (id, read) = said(value).unwrap();
        assert_eq!(id, "mx.example.org");
        let read: Vec<_> = read.iter().map(|(m, r)| (m.as_str(), r.as_str())).collect();
        assert_eq!(read, found);
    }

    #[rstest]
    #[case::empty("")]
    #[case::only_a_comment("(mx.example.org)")]
    #[case::no_id("spf=pass; dmarc=pass header.from=x.com")]
    #[case::open_comment("mx.example.org; dmarc=pass (header.from=x.com")]
    #[case::open_quote("mx.example.org; dmarc=pass header.from=\"x.com")]
    #[case::ends_in_a_backslash("mx.example.org (\\")]
    #[case::two_ids("mx.example.org evil.example; dmarc=pass")]
    #[case::unknown_version("mx.example.org 2; dmarc=pass")]
    fn what_is_not_of_the_grammar_is_not_read(#[case] value: &str) {
        assert_eq!(said(value), None);
    }

    #[test]
    fn properties_keep_their_values() {
        let read = read(
            "mx; dkim=pass (2048) header.i=@x.com header.s=\"dkim 1\" header.b=ab/c=; \
             dmarc=pass (p=REJECT sp=REJECT) header.from=X.com",
        )
        .unwrap();
        assert_eq!(read.found[0].values("header.i").collect::<Vec<_>>(), ["@x.com"]);
        assert_eq!(read.found[0].values("header.s").collect::<Vec<_>>(), ["dkim 1"]);
        assert_eq!(read.found[1].values("header.from").collect::<Vec<_>>(), ["X.com"]);
    }
}
