//! What is to be said? Rows of `posts`, `segments` and `segment_media`, read and written as one
//! [`Post`].

use crate::tables::columns::{get_instant, get_reply, reply_word, unknown};
use crate::{StoreError, Tx};
use roost_domain::Timestamp;
use roost_domain::ids::{MediaId, PostId};
use roost_domain::post::{Media, Poll, Post, Segment};
use rusqlite::{OptionalExtension, Row};

impl Tx<'_> {
    /// Adds a post. Its media must be kept already.
    pub fn add_post(&self, segments: &[Segment], now: Timestamp) -> Result<PostId, StoreError> {
        self.db()
            .prepare_cached("INSERT INTO posts (created_at) VALUES (?1)")?
            .execute([now.timestamp_millis()])?;
        let id = PostId(self.db().last_insert_rowid());
        self.journal_new_post(id);
        self.add_segments(id, segments)?;
        Ok(id)
    }

    /// Replaces a post's segments.
    pub fn rewrite_post(&self, id: PostId, segments: &[Segment]) -> Result<(), StoreError> {
        self.journal_post(id)?;
        self.db().prepare_cached("DELETE FROM segments WHERE post_id = ?1")?.execute([id.0])?;
        self.add_segments(id, segments)?;
        self.db()
            .prepare_cached("UPDATE posts SET revision = revision + 1 WHERE id = ?1")?
            .execute([id.0])?;
        Ok(())
    }

    /// One post.
    pub fn find_post(&self, id: PostId) -> Result<Option<Post>, StoreError> {
        let head = self
            .db()
            .prepare_cached("SELECT created_at, revision FROM posts WHERE id = ?1")?
            .query_row([id.0], |row| Ok((get_instant(row, "created_at")?, row.get(1)?)))
            .optional()?;
        let Some((created_at, revision)) = head else { return Ok(None) };
        let segments = self.segments_of(id)?;
        Ok(Some(Post { id, segments, created_at, revision }))
    }

    /// One post that a delivery points at.
    pub fn get_post(&self, id: PostId) -> Result<Post, StoreError> {
        let missing = || StoreError::NotFound { what: "post", id: id.to_string() };
        self.find_post(id)?.ok_or_else(missing)
    }

    fn add_segments(&self, id: PostId, segments: &[Segment]) -> Result<(), StoreError> {
        let mut insert = self.db().prepare_cached(
            "INSERT INTO segments (post_id, position, text, reply_settings, poll_json)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        let mut attach = self.db().prepare_cached(
            "INSERT INTO segment_media (post_id, position, place, media_id, alt)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        for (position, segment) in segments.iter().enumerate() {
            let poll = segment.poll.as_ref().map(poll_json);
            let reply = reply_word(segment.reply_settings);
            insert.execute((id.0, position as i64, &segment.text, reply, poll))?;
            for (place, media) in segment.media.iter().enumerate() {
                attach.execute((id.0, position as i64, place as i64, media.id.0, &media.alt))?;
            }
        }
        Ok(())
    }

    fn segments_of(&self, id: PostId) -> Result<Vec<Segment>, StoreError> {
        let mut rows = self.db().prepare_cached(
            "SELECT text, reply_settings, poll_json FROM segments WHERE post_id = ?1
             ORDER BY position",
        )?;
        let mut segments: Vec<Segment> =
            rows.query_map([id.0], segment_of)?.collect::<Result<_, _>>()?;
        let mut rows = self.db().prepare_cached(
            "SELECT media.id, media.sha256, media.mime, media.bytes, used.alt, used.position
             FROM segment_media used JOIN media ON media.id = used.media_id
             WHERE used.post_id = ?1 ORDER BY used.position, used.place",
        )?;
        let mut media = rows.query([id.0])?;
        while let Some(row) = media.next()? {
            let position: u32 = row.get("position")?;
            if let Some(segment) = segments.get_mut(position as usize) {
                segment.media.push(medium_of(row)?);
            }
        }
        Ok(segments)
    }
}

/// A segment whose row begins with text, reply settings and poll. Its media are not in it.
pub(crate) fn segment_of(row: &Row<'_>) -> rusqlite::Result<Segment> {
    let poll = match row.get::<_, Option<String>>(2)? {
        Some(json) => Some(serde_json::from_str(&json).map_err(|_| unknown("a poll", json))?),
        None => None,
    };
    let reply_settings = get_reply(row, 1)?;
    Ok(Segment { text: row.get(0)?, media: vec![], poll, reply_settings })
}

/// A medium whose row begins with id, hash, type, bytes and what it shows.
pub(crate) fn medium_of(row: &Row<'_>) -> rusqlite::Result<Media> {
    Ok(Media {
        id: MediaId(row.get(0)?),
        sha256: row.get(1)?,
        mime: row.get(2)?,
        bytes: row.get::<_, i64>(3)?.max(0) as u64,
        alt: row.get(4)?,
    })
}

fn poll_json(poll: &Poll) -> String {
    serde_json::json!({ "options": poll.options, "minutes": poll.minutes }).to_string()
}
