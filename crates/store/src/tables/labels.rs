//! How does the owner sort posts? Their labels, in the owner's order, and the category that slots can
//! be tied to.

use crate::{StoreError, Tx};
use roost_domain::ids::PostId;

impl Tx<'_> {
    /// A post's labels, in their order.
    pub fn labels_of(&self, post: PostId) -> Result<Vec<String>, StoreError> {
        let mut rows = self
            .db()
            .prepare_cached("SELECT label FROM post_labels WHERE post_id = ?1 ORDER BY place")?;
        let labels = rows.query_map([post.0], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(labels)
    }

    /// Gives a post these labels and no others.
    pub fn set_labels(&self, post: PostId, labels: &[String]) -> Result<(), StoreError> {
        self.journal_post(post)?;
        self.db()
            .prepare_cached("DELETE FROM post_labels WHERE post_id = ?1")?
            .execute([post.0])?;
        let mut insert = self.db().prepare_cached(
            "INSERT INTO post_labels (post_id, place, label) VALUES (?1, ?2, ?3)",
        )?;
        for (place, label) in labels.iter().enumerate() {
            insert.execute((post.0, place as i64, label))?;
        }
        self.touch_post(post)
    }

    /// Every label in use, by name.
    pub fn all_labels(&self) -> Result<Vec<String>, StoreError> {
        let mut rows = self.db().prepare_cached(
            "SELECT DISTINCT label FROM post_labels ORDER BY label COLLATE NOCASE, label",
        )?;
        let labels = rows.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(labels)
    }

    /// A post's category.
    pub fn category_of(&self, post: PostId) -> Result<Option<String>, StoreError> {
        Ok(self
            .db()
            .prepare_cached("SELECT category FROM posts WHERE id = ?1")?
            .query_row([post.0], |row| row.get(0))?)
    }

    /// Gives a post a category, or none.
    pub fn set_category(&self, post: PostId, category: Option<&str>) -> Result<(), StoreError> {
        self.journal_post(post)?;
        self.db()
            .prepare_cached(
                "UPDATE posts SET category = ?2, revision = revision + 1 WHERE id = ?1",
            )?
            .execute((post.0, category))?;
        Ok(())
    }

    /// Counts a change of a post.
    pub(crate) fn touch_post(&self, post: PostId) -> Result<(), StoreError> {
        self.db()
            .prepare_cached("UPDATE posts SET revision = revision + 1 WHERE id = ?1")?
            .execute([post.0])?;
        Ok(())
    }
}
