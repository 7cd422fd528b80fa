//! How does an instant lie in a column? As whole milliseconds since 1970, UTC.

use crate::{Result, StoreError};
use chrono::{DateTime, Utc};

/// The column's number for an instant.
pub(crate) fn ms(at: DateTime<Utc>) -> i64 {
    at.timestamp_millis()
}

/// The instant behind a column's number.
pub(crate) fn instant(ms: i64) -> Result<DateTime<Utc>> {
    DateTime::from_timestamp_millis(ms)
        .ok_or_else(|| StoreError::BadRow { what: "an instant", value: ms.to_string() })
}

/// The instant behind a column that may be empty.
pub(crate) fn maybe_instant(ms: Option<i64>) -> Result<Option<DateTime<Utc>>> {
    ms.map(instant).transpose()
}
