//! Did the machine sleep? On Linux logind says so on the system bus. The loop wakes by itself within 30
//! seconds and asks the clock; told of a wake it asks at once. Elsewhere, and where there is no logind,
//! it simply waits these seconds.

use roost_store::Store;

/// Nudges the loop whenever the machine wakes.
pub(crate) async fn watch(store: Store) {
    #[cfg(target_os = "linux")]
    if let Err(error) = logind::each_wake(|| store.nudge()).await {
        tracing::info!(%error, "nothing here tells of sleep");
    }
    drop(store);
}

#[cfg(target_os = "linux")]
mod logind {
    use zbus::export::ordered_stream::OrderedStreamExt as _;
    use zbus::{Connection, MatchRule, MessageStream};

    /// Calls after every wake, for as long as the bus lives.
    pub(super) async fn each_wake(woken: impl Fn()) -> zbus::Result<()> {
        let bus = Connection::system().await?;
        let rule = MatchRule::builder()
            .msg_type(zbus::message::Type::Signal)
            .interface("org.freedesktop.login1.Manager")?
            .member("PrepareForSleep")?
            .build();
        let mut signals = MessageStream::for_match_rule(rule, &bus, None).await?;
        while let Some(signal) = signals.next().await {
            // True before the sleep, false after it.
            if let Ok(false) = signal?.body().deserialize::<bool>() {
                woken();
            }
        }
        Ok(())
    }
}
