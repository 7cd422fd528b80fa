//! How is it asked what an account sent since an instant? Day by day: the index on what went out
//! begins with the day, so that all accounts write today's rows into the same few pages.

/// The days, from the one of the instant that is bound as `?2` to the newest on which anything went
/// out: the beginning of a question that goes on with `FROM days` and [`SENT`].
pub(crate) const DAYS: &str = "WITH RECURSIVE days (day) AS (
    SELECT ?2 / 86400000
    UNION ALL
    SELECT day + 1 FROM days WHERE day < (SELECT max(day) FROM delivery_segments))";

/// What the account that is bound as `?1` sent on those days, from `?2` on, as `o`. The join is
/// crossed so that SQLite does not turn it around and read every row there ever was.
pub(crate) const SENT: &str = "CROSS JOIN delivery_segments o
    ON o.day = days.day AND o.account_id = ?1 AND o.published_at >= ?2";

/// When the account that is bound as `?1` last sent anything, not before the day of `?2`: the days are
/// walked back from the newest to the first that has an answer.
pub(crate) const LAST_SENT: &str = "WITH RECURSIVE back (day, at) AS (
    SELECT (SELECT max(day) FROM delivery_segments) + 1, NULL
    UNION ALL
    SELECT day - 1, (SELECT max(o.published_at) FROM delivery_segments o
        WHERE o.day = back.day - 1 AND o.account_id = ?1)
    FROM back WHERE at IS NULL AND day > ?2 / 86400000)
    SELECT max(at) FROM back";
