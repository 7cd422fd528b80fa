//! What does the desktop get to show? A server of org.freedesktop.Notifications (version 1.2 of the
//! specification) that remembers every notification and can press its button.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use zbus::object_server::SignalEmitter;
use zbus::zvariant::OwnedValue;
use zbus::{Connection, connection, interface};

const PATH: &str = "/org/freedesktop/Notifications";

/// One notification.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    pub(crate) id: u32,
    pub(crate) summary: String,
    pub(crate) body: String,
    /// Keys and words, by turns.
    pub(crate) actions: Vec<String>,
}

/// The server.
pub(crate) struct Bell {
    bus: Connection,
    told: Arc<Mutex<Vec<Told>>>,
}

struct Server {
    told: Arc<Mutex<Vec<Told>>>,
}

#[interface(name = "org.freedesktop.Notifications")]
impl Server {
    #[expect(clippy::too_many_arguments, reason = "the specification has so many")]
    fn notify(
        &self,
        _app: String,
        replaces: u32,
        _icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _timeout: i32,
    ) -> u32 {
        let mut told = self.told.lock().unwrap();
        let id = if replaces > 0 { replaces } else { told.len() as u32 + 1 };
        told.push(Told { id, summary, body, actions });
        id
    }

    fn close_notification(&self, _id: u32) {}

    fn get_capabilities(&self) -> Vec<&str> {
        vec!["body", "body-markup", "actions", "persistence"]
    }

    fn get_server_information(&self) -> (&str, &str, &str, &str) {
        ("bell", "Roost's tests", "1", "1.2")
    }

    #[zbus(signal)]
    async fn action_invoked(emitter: &SignalEmitter<'_>, id: u32, key: &str) -> zbus::Result<()>;
}

impl Bell {
    pub(super) async fn open(address: &str) -> Self {
        let told = Arc::new(Mutex::new(Vec::new()));
        let server = Server { told: Arc::clone(&told) };
        let bus = connection::Builder::address(address)
            .unwrap()
            .serve_at(PATH, server)
            .unwrap()
            .name("org.freedesktop.Notifications")
            .unwrap()
            .build()
            .await
            .unwrap();
        Self { bus, told }
    }

    /// Everything that was told so far.
    pub(crate) fn told(&self) -> Vec<Told> {
        self.told.lock().unwrap().clone()
    }

    /// Presses the button with these words.
    pub(crate) async fn press(&self, told: &Told, words: &str) {
        let key = told.actions.chunks(2).find(|pair| pair[1] == words).map(|pair| &pair[0]);
        let key = key.unwrap_or_else(|| panic!("no button '{words}': {:?}", told.actions));
        let server = self.bus.object_server().interface::<_, Server>(PATH).await.unwrap();
        Server::action_invoked(server.signal_emitter(), told.id, key).await.unwrap();
    }
}
