//! Was there silence while held? Read from the simulator's request log alone: from the refused post on
//! until the next post that the network took, nothing but reads may come, and no more of them than the
//! owner or a visible time asked for.

use serde::Deserialize;

/// One request, as the simulator logged it.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Logged {
    handle: Option<String>,
    method: String,
    path: String,
    status: Option<u16>,
}

/// Requests while held.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Knocks {
    /// Who the keys belong to: the read that a probe is.
    pub(crate) looks: usize,
    /// Anything else.
    pub(crate) others: usize,
}

impl Knocks {
    /// Counts the requests of the accounts that were held, in the order of the log.
    pub(crate) fn count(log: &[Logged], held: &[String]) -> Self {
        let mut knocks = Self::default();
        let mut is_held = false;
        let own = |one: &&Logged| {
            let handle = one.handle.as_deref();
            handle.is_some_and(|handle| held.iter().any(|name| name.eq_ignore_ascii_case(handle)))
        };
        for request in log.iter().filter(own) {
            let is_post = request.method == "POST" && request.path == "/2/tweets";
            let was_refused = request.status.is_some_and(|status| status >= 400);
            match (is_held, is_post, was_refused) {
                (false, true, true) => is_held = true,
                (true, true, false) => is_held = false,
                (true, false, _) if request.path == "/2/users/me" => knocks.looks += 1,
                (true, _, _) => knocks.others += 1,
                (false, _, _) => {}
            }
        }
        knocks
    }

    /// Those that nobody asked for.
    pub(crate) fn unasked(self, asked: usize) -> usize {
        self.others + self.looks.saturating_sub(asked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log(lines: &[(&str, &str, u16)]) -> Vec<Logged> {
        let logged = |(handle, request, status): &(&str, &str, u16)| {
            let (method, path) = request.split_once(' ').unwrap();
            Logged {
                handle: Some((*handle).to_owned()),
                method: method.to_owned(),
                path: path.to_owned(),
                status: Some(*status),
            }
        };
        lines.iter().map(logged).collect()
    }

    const POST: &str = "POST /2/tweets";
    const ME: &str = "GET /2/users/me";

    #[test]
    fn reads_that_were_asked_for_are_no_knocks_and_all_else_is() {
        let log = log(&[
            ("news", ME, 200),
            ("news", POST, 201),
            ("news", POST, 403),
            ("shop", POST, 201),
            ("news", ME, 403),
            ("news", ME, 200),
            ("news", POST, 201),
            ("news", POST, 201),
        ]);
        let knocks = Knocks::count(&log, &["news".to_owned()]);
        assert_eq!(knocks, Knocks { looks: 2, others: 0 });
        assert_eq!((knocks.unasked(2), knocks.unasked(1)), (0, 1));
    }

    #[test]
    fn a_post_against_the_closed_door_is_counted_whoever_asked() {
        let log = log(&[("news", POST, 403), ("news", POST, 403), ("news", "GET /2/tweets", 403)]);
        let knocks = Knocks::count(&log, &["News".to_owned()]);
        assert_eq!(knocks.unasked(9), 2);
    }

    #[test]
    fn an_apps_other_accounts_are_held_with_it() {
        let log = log(&[("news", POST, 403), ("shop", POST, 403), ("shop", POST, 201)]);
        let everyone = ["news".to_owned(), "shop".to_owned()];
        assert_eq!(Knocks::count(&log, &everyone).others, 1);
    }
}
