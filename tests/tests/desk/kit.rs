//! What the door's tests share: a world without a loop, its door, and short ways to ask.

use roost_api::requests::{
    AccountNamed, DeliveryNamed, DeliverySeen, Nothing, PostAdd, PostList, SegmentText, When,
};
use roost_api::views::{DeliveryDetail, DeliveryView, PostAdded};
use roost_api::{ApiError, Door, ErrorCode};
use roost_tests::world::World;

/// A world and its door.
pub(crate) struct Room {
    pub(crate) world: World,
    pub(crate) door: Door,
}

impl Room {
    /// A room without accounts. The loop does not run.
    pub(crate) async fn new() -> Self {
        let world = World::new().await;
        let door = Door::new(world.desk.clone());
        Self { world, door }
    }

    /// A room with Practice accounts of these handles.
    pub(crate) async fn with_accounts(handles: &[&str]) -> Self {
        let room = Self::new().await;
        for handle in handles {
            room.world.practice(handle).await;
        }
        room
    }

    pub(crate) async fn add(&self, account: &str, when: When, text: &str) -> PostAdded {
        self.try_add(&[account], when, text).await.unwrap()
    }

    pub(crate) async fn try_add(
        &self,
        accounts: &[&str],
        when: When,
        text: &str,
    ) -> Result<PostAdded, ApiError> {
        let segment = SegmentText { text: text.to_owned(), ..SegmentText::default() };
        let accounts = accounts.iter().map(|&account| account.to_owned()).collect();
        self.door.post_add(PostAdd::of(accounts, when, vec![segment])).await
    }

    pub(crate) async fn all(&self) -> Vec<DeliveryView> {
        self.door.post_list(PostList::default()).await.unwrap()
    }

    pub(crate) async fn show(&self, id: &str) -> DeliveryDetail {
        self.door.post_show(DeliveryNamed { id: id.to_owned() }).await.unwrap()
    }
}

pub(crate) fn at(text: &str) -> When {
    When::At(text.to_owned())
}

pub(crate) fn account(name: &str) -> AccountNamed {
    AccountNamed { account: name.to_owned() }
}

pub(crate) fn delivery(id: &str) -> DeliveryNamed {
    DeliveryNamed { id: id.to_owned() }
}

pub(crate) fn seen(id: &str, revision: i64) -> DeliverySeen {
    DeliverySeen { id: id.to_owned(), revision: Some(revision) }
}

pub(crate) fn nothing() -> Nothing {
    Nothing {}
}

/// The code of a refusal.
pub(crate) fn code<T: std::fmt::Debug>(answer: Result<T, ApiError>) -> ErrorCode {
    answer.unwrap_err().code
}
