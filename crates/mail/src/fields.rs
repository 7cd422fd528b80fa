//! Which fields does a header hold? RFC 5322, section 2.2, read from hostile bytes: anything is taken,
//! nothing fails, and what is no field is passed over.

use mail_parser::{Address, MessageParser};

/// One field, unfolded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    /// Its name, in lower case.
    pub(crate) name: String,
    /// Its value; bytes that are no UTF-8 are replaced.
    pub(crate) value: String,
}

/// The most fields that are looked at.
const MOST_FIELDS: usize = 500;

/// The fields of a header in their order. `whole` says that the header was not cut: of one that was,
/// the last field is left out, since its end may be missing.
pub(crate) fn fields(header: &[u8], whole: bool) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    // Lines after one that is no field belong to nothing.
    let mut is_open = false;
    for line in header.split(|&byte| byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        match line.first() {
            None => break,
            Some(b' ' | b'\t') => {
                if let Some(last) = fields.last_mut().filter(|_| is_open) {
                    last.value.push(' ');
                    last.value.push_str(String::from_utf8_lossy(line).trim());
                }
            }
            Some(_) => {
                let named = name_and_value(line);
                is_open = named.is_some();
                fields.extend(named);
            }
        }
        if fields.len() == MOST_FIELDS {
            break;
        }
    }
    if !whole {
        fields.pop();
    }
    fields
}

fn name_and_value(line: &[u8]) -> Option<Field> {
    let colon = line.iter().position(|&byte| byte == b':')?;
    let name = std::str::from_utf8(&line[..colon]).ok()?.trim_end();
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic());
    is_name.then(|| Field {
        name: name.to_ascii_lowercase(),
        value: String::from_utf8_lossy(&line[colon + 1..]).trim().to_owned(),
    })
}

/// The values of all fields of a name, in their order.
pub(crate) fn values<'a>(fields: &'a [Field], name: &str) -> Vec<&'a str> {
    fields.iter().filter(|field| field.name == name).map(|field| field.value.as_str()).collect()
}

/// The names and addresses of a `From`.
pub(crate) fn senders(value: &str) -> Vec<(String, String)> {
    let header = format!("From: {value}\r\n\r\n");
    let Some(read) = MessageParser::default().parse_headers(header.as_bytes()) else {
        return Vec::new();
    };
    let all = match read.from() {
        Some(Address::List(list)) => list.iter().collect(),
        Some(Address::Group(groups)) => {
            groups.iter().flat_map(|group| group.addresses.iter()).collect()
        }
        None => Vec::new(),
    };
    all.into_iter()
        .map(|one| {
            let name = one.name.as_deref().unwrap_or_default();
            let address = one.address.as_deref().unwrap_or_default();
            (name.to_owned(), address.to_owned())
        })
        .collect()
}

/// A subject in plain letters.
pub(crate) fn subject(value: &str) -> String {
    let header = format!("Subject: {value}\r\n\r\n");
    let read = MessageParser::default().parse_headers(header.as_bytes());
    read.and_then(|read| read.subject().map(str::to_owned)).unwrap_or_default()
}

/// Foreign text as it is kept: at most `most` characters, none of which moves a terminal's cursor or
/// turns the direction of writing.
pub(crate) fn plain(text: &str, most: usize) -> String {
    let mut plain: String = text
        .chars()
        .map(|c| match c {
            c if c.is_control() => ' ',
            '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
                char::REPLACEMENT_CHARACTER
            }
            c => c,
        })
        .take(most + 1)
        .collect();
    if plain.chars().count() > most {
        plain.pop();
        plain.pop();
        plain.push('…');
    }
    plain.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_lines_are_one_field() {
        let read = fields(b"A: 1\r\n\t2\r\n  3\r\nb : x\r\n\r\nC: body\r\n", true);
        let read: Vec<_> =
            read.iter().map(|field| (field.name.as_str(), field.value.as_str())).collect();
        assert_eq!(read, [("a", "1 2 3"), ("b", "x")]);
    }

    #[test]
    fn what_is_no_field_is_passed_over_with_its_lines() {
        let read =
            fields(b"no colon here\r\n dmarc: pass\r\nA: 1\n: empty\n \xffB: 2\nC: \xff\n", true);
        let read: Vec<_> =
            read.iter().map(|field| (field.name.as_str(), field.value.as_str())).collect();
        assert_eq!(read, [("a", "1"), ("c", "\u{FFFD}")]);
    }

    #[test]
    fn the_last_field_of_a_cut_header_does_not_count() {
        assert_eq!(fields(b"A: 1\r\nB: 2", false).len(), 1);
        assert_eq!(fields(b"", false).len(), 0);
    }

    #[test]
    fn names_and_subjects_are_read_in_plain_letters() {
        assert_eq!(
            senders("=?utf-8?Q?X_Support?= <a@evil.example>"),
            [("X Support".to_owned(), "a@evil.example".to_owned())]
        );
        assert_eq!(senders("a@x.com, b@x.com").len(), 2);
        assert_eq!(subject("=?utf-8?B?R3LDvMOfZQ==?="), "Grüße");
    }

    #[test]
    fn foreign_text_is_short_and_moves_no_cursor() {
        assert_eq!(plain("a\x1b[31mb\r\nc", 20), "a [31mb  c");
        assert_eq!(plain("\u{202E}moc.x", 20), "\u{FFFD}moc.x");
        assert_eq!(plain("abcdef", 4), "abc…");
        assert_eq!(plain("abcd", 4), "abcd");
    }
}
