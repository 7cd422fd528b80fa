//! How does a text that X sent back compare with the one that was typed?
//!
//! X answers with `&`, `<` and `>` as HTML entities and with every link replaced by a t.co address.

use std::borrow::Cow;

use super::{classes, link};

/// The entities that X sends, with what they stand for. `&#39;` and `&quot;` come from older
/// endpoints and from feeds.
const ENTITIES: [(&str, char); 6] = [
    ("&amp;", '&'),
    ("&lt;", '<'),
    ("&gt;", '>'),
    ("&quot;", '"'),
    ("&#39;", '\''),
    ("&#x27;", '\''),
];

/// `text` with the HTML entities of X's answers replaced, once: `&amp;lt;` becomes `&lt;`. All other
/// ampersands stay as they are.
pub fn unescape_html(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        let tail = &rest[at..];
        let (len, c) = ENTITIES
            .iter()
            .find(|(entity, _)| tail.starts_with(entity))
            .map_or((1, '&'), |(entity, c)| (entity.len(), *c));
        plain.push(c);
        rest = &tail[len..];
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// `text` without its links and with every run of white space folded into one blank, none at the
/// ends. Two texts that differ only in how their links are written come out the same.
pub fn without_links(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    for span in link::find(text) {
        kept.push_str(&text[at..span.start]);
        // A blank keeps the words before and after the link apart.
        kept.push(' ');
        at = span.end;
    }
    kept.push_str(&text[at..]);
    let words: Vec<&str> = kept.split(classes::is_space).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_replaced_once_and_other_ampersands_stay() {
        assert_eq!(
            unescape_html("a &lt;b&gt; &amp;lt; &quot;c&#39; &amp;amp; & &copy;"),
            "a <b> &lt; \"c' &amp; & &copy;"
        );
        assert!(matches!(unescape_html("plain"), Cow::Borrowed("plain")));
    }

    #[test]
    fn texts_that_differ_only_in_their_links_compare_the_same() {
        let typed = "Read  this:\nhttps://example.com/a?b=c and example.org.";
        let answered = "Read this: https://t.co/aaaaaaaaaa and https://t.co/bbbbbbbbbb.";
        assert_eq!(without_links(typed), "Read this: and .");
        assert_eq!(without_links(typed), without_links(answered));
        assert_eq!(without_links("https://example.com"), "");
    }
}
