//! Which parts of a text does X turn into links?
//!
//! The rules are those of twitter-text v3 (`extractUrls`), read from its published grammar and its
//! conformance cases; X wraps each link in a t.co address, so each weighs the same.

use std::ops::Range;

use super::{
    classes,
    host::{self, Alphabet, Chain},
};

/// Longest link in UTF-16 units, its protocol counted once more (twitter-text v3, `MAX_URL_LENGTH`).
const MAX_LINK: usize = 4096;
/// Longest name after `t.co/` (twitter-text v3, `MAX_TCO_SLUG_LENGTH`).
const MAX_SHORT_NAME: usize = 40;
const DEFAULT_PROTOCOL: &str = "https://";

/// The links of `text` as byte ranges, in order and apart from each other.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let mut links = Vec::new();
    if !text.contains('.') {
        return links;
    }
    let mut chain = Chain::new(Alphabet::AnyScript);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let next = at + c.len_utf8();
        let after_c = if may_precede(c) { candidate(text, next, &mut chain) } else { None };
        let found = match after_c {
            Some(found) => Some((found, Some(c))),
            None if at == 0 => candidate(text, 0, &mut chain).map(|found| (found, None)),
            None => None,
        };
        at = match found {
            Some((found, before)) => {
                found.keep(text, before, &mut links);
                found.end
            }
            None => next,
        };
    }
    links
}

/// What looks like a link: its bytes lie in `start..end`, its host in `host`.
struct Candidate {
    start: usize,
    host: Range<usize>,
    path: Option<usize>,
    end: usize,
}

fn may_precede(c: char) -> bool {
    !(c.is_ascii_alphanumeric()
        || c == '$'
        || classes::is_at_sign(c)
        || classes::is_hash_sign(c)
        || classes::is_invalid(c))
}

fn candidate(text: &str, start: usize, chain: &mut Chain) -> Option<Candidate> {
    let host_start = start + protocol_len(&text[start..]);
    let host_end = chain.host_end(text, host_start)?;
    let path_start = host_end + port_len(&text[host_end..]);
    let path = path_len(&text[path_start..]);
    let query_start = path_start + path.unwrap_or(0);
    Some(Candidate {
        start,
        host: host_start..host_end,
        path,
        end: query_start + query_len(&text[query_start..]),
    })
}

impl Candidate {
    /// Adds what X links of this candidate, which may be nothing.
    fn keep(&self, text: &str, before: Option<char>, links: &mut Vec<Range<usize>>) {
        let host = &text[self.host.clone()];
        if !host::is_encodable(host) || self.is_too_long(text) {
            return;
        }
        if self.has_protocol() {
            links.extend(self.whole(text));
        } else if !before.is_some_and(|c| matches!(c, '-' | '_' | '.' | '/')) {
            let mut parts = host::latin_hosts(host);
            if let (Some(last), Some(_)) = (parts.last_mut(), self.path) {
                last.end = self.end - self.host.start;
            }
            let shift = self.host.start;
            links.extend(parts.into_iter().map(|part| part.start + shift..part.end + shift));
        }
    }

    fn has_protocol(&self) -> bool {
        self.host.start > self.start
    }

    fn is_too_long(&self, text: &str) -> bool {
        let protocol =
            if self.has_protocol() { self.host.start - self.start } else { DEFAULT_PROTOCOL.len() };
        let bytes = self.end - self.start;
        // No text has more UTF-16 units than bytes.
        bytes + protocol > MAX_LINK
            && text[self.start..self.end].encode_utf16().count() + protocol > MAX_LINK
    }

    /// The whole link, cut after the name where it is one of t.co, or none where that is too long.
    fn whole(&self, text: &str) -> Option<Range<usize>> {
        let after_host = &text[self.host.end..self.end];
        if !text[self.host.clone()].eq_ignore_ascii_case("t.co") {
            return Some(self.start..self.end);
        }
        let Some(tail) = after_host.strip_prefix('/') else { return Some(self.start..self.end) };
        let name = tail.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if name > MAX_SHORT_NAME {
            return None;
        }
        if name == 0 {
            return Some(self.start..self.end);
        }
        let name_end = self.host.end + 1 + name;
        Some(self.start..name_end + query_len(&text[name_end..self.end]))
    }
}

fn protocol_len(text: &str) -> usize {
    let starts_with = |protocol: &&str| {
        text.get(..protocol.len()).is_some_and(|head| head.eq_ignore_ascii_case(protocol))
    };
    ["http://", "https://"]
        .iter()
        .find(|protocol| starts_with(protocol))
        .map_or(0, |protocol| protocol.len())
}

fn port_len(text: &str) -> usize {
    let Some(tail) = text.strip_prefix(':') else { return 0 };
    match tail.bytes().take_while(u8::is_ascii_digit).count() {
        0 => 0,
        digits => 1 + digits,
    }
}

/// Bytes of the path, if `text` begins with one: it ends with the last character or parenthesis
/// that may end a path, so that the full stop after a link stays outside.
fn path_len(text: &str) -> Option<usize> {
    let mut at = text.strip_prefix('/').map(|_| 1)?;
    let mut end = at;
    while let Some(c) = text[at..].chars().next() {
        let parenthesis = if c == '(' { parenthesis_len(&text[at..]) } else { None };
        if let Some(len) = parenthesis {
            at += len;
            end = at;
        } else if classes::is_path(c) {
            at += c.len_utf8();
            end = if classes::is_path_end(c) { at } else { end };
        } else {
            break;
        }
    }
    Some(end)
}

/// Bytes of the balanced parenthesis at the start of `text`, with at most one more inside.
fn parenthesis_len(text: &str) -> Option<usize> {
    let outer = 1 + path_run(&text[1..]);
    let inner_end = match text.as_bytes().get(outer)? {
        b')' => return (outer > 1).then_some(outer + 1),
        b'(' => outer + 1 + path_run(&text[outer + 1..]),
        _ => return None,
    };
    let has_inner = inner_end > outer + 1 && text.as_bytes().get(inner_end) == Some(&b')');
    if !has_inner {
        return None;
    }
    let end = inner_end + 1 + path_run(&text[inner_end + 1..]);
    (text.as_bytes().get(end) == Some(&b')')).then_some(end + 1)
}

fn path_run(text: &str) -> usize {
    text.find(|c| !classes::is_path(c)).unwrap_or(text.len())
}

fn query_len(text: &str) -> usize {
    let Some(tail) = text.strip_prefix('?') else { return 0 };
    let run = &tail[..tail.find(|c| !classes::is_query(c)).unwrap_or(tail.len())];
    run.rfind(classes::is_query_end).map_or(0, |last| 1 + last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_parenthesis_belongs_to_the_path_and_a_full_stop_does_not() {
        assert_eq!(links("(https://example.com/(a(b)c)."), ["https://example.com/(a(b)c)"]);
        assert_eq!(links("https://example.com/a(b"), ["https://example.com/a"]);
        assert_eq!(links("https://example.com/()"), ["https://example.com/"]);
    }

    #[test]
    fn a_query_needs_a_path_where_no_protocol_stands() {
        assert_eq!(links("example.com?x=1"), ["example.com"]);
        assert_eq!(links("example.com/?x=1."), ["example.com/?x=1"]);
        assert_eq!(links("http://example.com:80?x=1&"), ["http://example.com:80?x=1&"]);
    }

    #[test]
    fn names_of_files_and_addresses_of_mail_are_no_links() {
        assert!(links("someone@example.com").is_empty());
        assert!(links("_example.com -example.com").is_empty());
        assert!(links("main.rst and Cargo.lock").is_empty());
    }

    #[test]
    fn a_link_of_t_co_ends_with_its_name_and_query() {
        assert_eq!(links("https://t.co/abc?x=1/y"), ["https://t.co/abc?x=1/y"]);
        assert_eq!(links("https://t.co/abc/def"), ["https://t.co/abc"]);
        assert!(links(&format!("https://t.co/{}", "a".repeat(41))).is_empty());
    }

    #[test]
    fn a_very_long_chain_counts_only_where_it_ends_in_a_top_level_domain() {
        // Quadratic reading would take minutes here.
        let labels = "a_a.".repeat(50_000);
        assert!(links(&labels).is_empty());
        let host = format!("http://{}example.com", "a.".repeat(2_000));
        assert_eq!(links(&host), [host.as_str()]);
        // Longer than a link may be, and not linked in part either.
        assert!(links(&format!("http://{}example.com", "a.".repeat(2_100))).is_empty());
    }
}
