//! What did the author write? X gives texts back escaped, with links as t.co and with the media's own
//! link at the end; comparing that raw would say 'it is not there' and post twice.

use serde_json::Value;

/// The text of a post in a timeline as it was written: the long form where there is one, unescaped,
/// links expanded, the media's link cut off, blanks at the end gone.
pub(super) fn as_written(post: &Value) -> String {
    // Both generations of the field's name (OpenAPI 2.166 and 2.167).
    let note = post.get("note_post").or_else(|| post.get("note_tweet"));
    let whole = note.filter(|note| note.get("text").is_some()).unwrap_or(post);
    let text = whole.get("text").and_then(Value::as_str).unwrap_or_default();
    let urls = whole.get("entities").or_else(|| post.get("entities"));
    let urls = urls.and_then(|entities| entities.get("urls")).and_then(Value::as_array);
    let links: Vec<Link<'_>> = urls.into_iter().flatten().filter_map(Link::read).collect();
    let mut written = with_links(&unescaped(text), &links);
    written.truncate(written.trim_end().len());
    written
}

/// A link's short form and what stands for it.
struct Link<'a> {
    short: &'a str,
    long: &'a str,
}

impl<'a> Link<'a> {
    fn read(entity: &'a Value) -> Option<Self> {
        let text =
            |name: &str| entity.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        let short = text("url")?;
        let is_media = text("media_key").is_some()
            || text("display_url").is_some_and(|shown| {
                shown.starts_with("pic.x.com/") || shown.starts_with("pic.twitter.com/")
            });
        let long = if is_media { "" } else { text("expanded_url").unwrap_or(short) };
        Some(Self { short, long })
    }
}

/// One pass, so that what a link expands to is not expanded again.
fn with_links(text: &str, links: &[Link<'_>]) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let found = links.iter().filter_map(|link| Some((rest.find(link.short)?, link)));
        let Some((at, link)) =
            found.min_by_key(|(at, link)| (*at, std::cmp::Reverse(link.short.len())))
        else {
            break;
        };
        written.push_str(&rest[..at]);
        written.push_str(link.long);
        rest = &rest[at + link.short.len()..];
    }
    written.push_str(rest);
    written
}

/// The escapes that X uses in texts; one pass, so that `&amp;lt;` stays `&lt;`.
fn unescaped(text: &str) -> String {
    const ESCAPES: [(&str, &str); 6] = [
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
    ];
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let escape = ESCAPES.iter().find(|(escape, _)| rest.starts_with(escape));
        let (length, character) = escape.map_or((1, "&"), |(escape, plain)| (escape.len(), *plain));
        plain.push_str(character);
        rest = &rest[length..];
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use serde_json::json;

    #[rstest]
    #[case("a &amp; b &lt;c&gt;", "a & b <c>")]
    #[case("&amp;lt; stays", "&lt; stays")]
    #[case("AT&T and &amp", "AT&T and &amp")]
    #[case("&quot;x&#39;", "\"x'")]
    fn escapes_are_undone_once(#[case] raw: &str, #[case] written: &str) {
        assert_eq!(as_written(&json!({ "text": raw })), written);
    }

    #[test]
    fn links_are_expanded_and_the_media_link_is_cut_off() {
        let post = json!({
            "text": "see https://t.co/aaaaaaaaaa &amp; https://t.co/bbbbbbbbbb https://t.co/cccccccccc",
            "entities": { "urls": [
                { "start": 4, "end": 27, "url": "https://t.co/aaaaaaaaaa", "expanded_url": "https://example.com/?a=1&b=2" },
                { "start": 30, "end": 53, "url": "https://t.co/bbbbbbbbbb", "expanded_url": "http://x.example" },
                { "start": 54, "end": 77, "url": "https://t.co/cccccccccc", "expanded_url": "https://x.com/n/status/1/photo/1",
                  "display_url": "pic.x.com/cccccccccc", "media_key": "3_1" },
            ] },
        });
        assert_eq!(as_written(&post), "see https://example.com/?a=1&b=2 & http://x.example");
    }

    #[test]
    fn a_link_without_its_long_form_stays_as_it_is() {
        let post = json!({ "text": "https://t.co/a x", "entities": { "urls": [{ "url": "https://t.co/a" }] } });
        assert_eq!(as_written(&post), "https://t.co/a x");
    }

    #[rstest]
    #[case("note_post")]
    #[case("note_tweet")]
    fn a_long_post_is_read_from_its_long_form(#[case] name: &str) {
        let post = json!({ "text": "cut…", name: { "text": "whole &gt; cut" } });
        assert_eq!(as_written(&post), "whole > cut");
    }
}
