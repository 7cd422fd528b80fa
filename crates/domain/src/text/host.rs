//! Where does the host that begins here end?
//!
//! A host is a chain of labels joined by dots whose last one is a top-level domain; the farthest
//! such end counts. One chain is read once from left to right and solved once from right to left,
//! so that a long text costs no more than its length, whatever stands in it.

use std::ops::Range;

use super::{classes, tld};

/// DNS takes labels of at most 63 bytes (RFC 1035, 2.3.4), in punycode where they are not ASCII.
const MAX_LABEL: usize = 63;

/// Which characters make labels.
#[derive(Clone, Copy)]
pub(super) enum Alphabet {
    /// Any script; `-` and `_` only inside, `_` never in the label before the top-level domain.
    AnyScript,
    /// ASCII and accented Latin, with `-` anywhere: what X links without a protocol.
    Latin,
}

impl Alphabet {
    fn is_part(self, c: char) -> bool {
        match self {
            Self::AnyScript => matches!(c, '-' | '_') || classes::is_host(c),
            Self::Latin => classes::is_latin_host(c),
        }
    }

    fn is_edge(self, c: char) -> bool {
        match self {
            Self::AnyScript => classes::is_host(c),
            Self::Latin => classes::is_latin_host(c),
        }
    }
}

/// A run of labels and dots in a text, solved.
pub(super) struct Chain {
    alphabet: Alphabet,
    labels: Vec<Label>,
}

struct Label {
    span: Range<usize>,
    last_underscore: Option<usize>,
    /// End of the top-level domain that begins this label.
    tld_end: Option<usize>,
    /// End of the host that begins with this label, whole.
    host_end: Option<usize>,
}

impl Chain {
    pub(super) fn new(alphabet: Alphabet) -> Self {
        Self { alphabet, labels: Vec::new() }
    }

    /// The end of the host that begins at byte `start` of `text`, or none. Calls with the same
    /// text share what was read before.
    pub(super) fn host_end(&mut self, text: &str, start: usize) -> Option<usize> {
        if !self.covers(start) {
            self.read(text, start);
            self.solve(text);
        }
        let index = self.labels.partition_point(|label| label.span.end < start);
        self.end_from(text, index, start)
    }

    fn covers(&self, start: usize) -> bool {
        match (self.labels.first(), self.labels.last()) {
            (Some(first), Some(last)) => first.span.start <= start && start < last.span.end,
            _ => false,
        }
    }

    fn read(&mut self, text: &str, start: usize) {
        self.labels.clear();
        let mut label = Label::at(start);
        for (offset, c) in text[start..].char_indices() {
            let at = start + offset;
            if c == '.' {
                let after_dot = at + 1;
                self.labels.push(std::mem::replace(&mut label, Label::at(after_dot)));
            } else if self.alphabet.is_part(c) {
                label.span.end = at + c.len_utf8();
                if c == '_' {
                    label.last_underscore = Some(at);
                }
            } else {
                break;
            }
        }
        self.labels.push(label);
    }

    fn solve(&mut self, text: &str) {
        for index in (1..self.labels.len()).rev() {
            let start = self.labels[index].span.start;
            self.labels[index].tld_end = tld::prefix_len(&text[start..]).map(|len| start + len);
            self.labels[index].host_end = self.end_from(text, index, start);
        }
    }

    /// The end of the host whose first label is the part of label `index` from `start` on.
    fn end_from(&self, text: &str, index: usize, start: usize) -> Option<usize> {
        let label = self.labels.get(index)?;
        let next = self.labels.get(index + 1)?;
        let part = text.get(start..label.span.end)?;
        let (first, last) = (part.chars().next()?, part.chars().next_back()?);
        if !(self.alphabet.is_edge(first) && self.alphabet.is_edge(last)) {
            return None;
        }
        let has_underscore = label.last_underscore.is_some_and(|at| at >= start);
        next.host_end.or(if has_underscore { None } else { next.tld_end })
    }
}

impl Label {
    fn at(start: usize) -> Self {
        Self { span: start..start, last_underscore: None, tld_end: None, host_end: None }
    }
}

/// The parts of `host` that X links when no protocol stands before it, as byte ranges: a name in
/// Latin letters between other scripts is a link, the rest is not.
pub(super) fn latin_hosts(host: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut chain = Chain::new(Alphabet::Latin);
    let mut start = 0;
    while let Some(c) = host[start..].chars().next() {
        if let Some(end) = chain.host_end(host, start) {
            found.push(start..end);
            chain = Chain::new(Alphabet::Latin);
            start = end;
        } else {
            start += c.len_utf8();
        }
    }
    found
}

/// Whether `host` can be a name in the DNS: every label 1 to 63 bytes long in punycode, and a host
/// that begins as punycode has a part in Latin letters.
pub(super) fn is_encodable(host: &str) -> bool {
    let claims_punycode = host.starts_with("xn--");
    if claims_punycode && latin_hosts(host).is_empty() {
        return false;
    }
    host.split('.')
        .all(|label| encoded_len(label).is_some_and(|len| (1..=MAX_LABEL).contains(&len)))
}

/// The bytes of `label` in punycode. The full stops of other scripts count as dots, as in RFC 3490.
fn encoded_len(label: &str) -> Option<usize> {
    if label.is_ascii() {
        return Some(label.len());
    }
    let mut len = 0;
    for (index, part) in label.split(['\u{3002}', '\u{FF0E}', '\u{FF61}']).enumerate() {
        len += usize::from(index > 0);
        len += if part.is_ascii() {
            part.len()
        } else {
            "xn--".len() + idna::punycode::encode_str(part)?.len()
        };
    }
    Some(len)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(text: &str, start: usize) -> Option<&str> {
        let end = Chain::new(Alphabet::AnyScript).host_end(text, start)?;
        Some(&text[start..end])
    }

    #[test]
    fn the_farthest_top_level_domain_ends_the_host() {
        assert_eq!(host("a.com.example.co.jp/x", 0), Some("a.com.example.co.jp"));
        assert_eq!(host("example.com.nonesuch", 0), Some("example.com"));
        assert_eq!(host("example.nonesuch", 0), None);
        assert_eq!(host("example..com", 0), None);
    }

    #[test]
    fn hyphens_and_underscores_stand_only_inside_and_underscores_only_in_subdomains() {
        assert_eq!(host("a_b.example.com", 0), Some("a_b.example.com"));
        assert_eq!(host("a_b.com", 0), None);
        assert_eq!(host("a_b.com", 2), Some("b.com"));
        assert_eq!(host("-a.com", 0), None);
        assert_eq!(host("a-.com", 0), None);
    }

    #[test]
    fn only_the_latin_parts_of_a_mixed_host_are_linked_without_protocol() {
        assert_eq!(latin_hosts("foo.comあbar.com"), [0..7, 10..17]);
        assert_eq!(latin_hosts("みんな.みんな"), []);
    }

    #[test]
    fn a_label_longer_than_the_dns_takes_is_no_host() {
        assert!(is_encodable(&format!("{}.com", "a".repeat(63))));
        assert!(!is_encodable(&format!("{}.com", "a".repeat(64))));
        assert!(!is_encodable(&format!("{}.com", "あ".repeat(63))));
        assert!(!is_encodable("xn--あ.みんな"));
    }
}
