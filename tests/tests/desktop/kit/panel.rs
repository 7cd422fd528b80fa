//! What does the panel see? A `StatusNotifierWatcher` (the freedesktop.org draft that KDE, GNOME's
//! extension and others speak) which remembers who registered, and can look at an icon, its tooltip and
//! its menu, and click.

use super::until;
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex};
use zbus::message::Header;
use zbus::object_server::SignalEmitter;
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};
use zbus::{Connection, Proxy, connection, interface};

/// The forms that an icon can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Steady,
    Alert,
    Paused,
}

/// One line of a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MenuLine {
    pub(crate) id: i32,
    pub(crate) label: String,
    pub(crate) is_enabled: bool,
}

/// An icon's place on the bus.
#[derive(Debug, Clone)]
struct Place {
    name: String,
    path: String,
}

/// The panel.
pub(crate) struct Panel {
    bus: Connection,
    registered: Arc<Mutex<Vec<Place>>>,
}

struct Watcher {
    registered: Arc<Mutex<Vec<Place>>>,
}

#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    async fn register_status_notifier_item(
        &self,
        service: &str,
        #[zbus(header)] header: Header<'_>,
        #[zbus(signal_emitter)] emitter: SignalEmitter<'_>,
    ) -> zbus::fdo::Result<()> {
        let sender = header.sender().map(ToString::to_string).unwrap_or_default();
        let place = if service.starts_with('/') {
            Place { name: sender, path: service.to_owned() }
        } else {
            Place { name: service.to_owned(), path: "/StatusNotifierItem".to_owned() }
        };
        let told = format!("{}{}", place.name, place.path);
        self.registered.lock().unwrap().push(place);
        Self::status_notifier_item_registered(&emitter, &told).await?;
        Ok(())
    }

    fn register_status_notifier_host(&self, _service: &str) {}

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        let registered = self.registered.lock().unwrap();
        registered.iter().map(|place| format!("{}{}", place.name, place.path)).collect()
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }

    #[zbus(signal)]
    async fn status_notifier_item_registered(
        emitter: &SignalEmitter<'_>,
        service: &str,
    ) -> zbus::Result<()>;
}

type Pixmap = (i32, i32, Vec<u8>);
type Layout = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

impl Panel {
    pub(super) async fn open(address: &str) -> Self {
        let registered = Arc::new(Mutex::new(Vec::new()));
        let watcher = Watcher { registered: Arc::clone(&registered) };
        let bus = connection::Builder::address(address)
            .unwrap()
            .serve_at("/StatusNotifierWatcher", watcher)
            .unwrap()
            .name("org.kde.StatusNotifierWatcher")
            .unwrap()
            .build()
            .await
            .unwrap();
        Self { bus, registered }
    }

    /// How many icons have registered so far.
    pub(crate) fn registrations(&self) -> usize {
        self.registered.lock().unwrap().len()
    }

    /// The icon's form, by its pixels; `None` while no icon is there.
    pub(crate) async fn form(&self) -> Option<Form> {
        let pixmaps: Vec<Pixmap> = self.icon().await?.get_property("IconPixmap").await.ok()?;
        let (width, height, argb) = pixmaps.into_iter().next()?;
        let all = [(Form::Steady, "steady"), (Form::Alert, "alert"), (Form::Paused, "paused")];
        all.into_iter().find_map(|(form, name)| {
            let is_it = ["dark", "light"].iter().any(|ground| {
                drawn(&format!("{name}-on-{ground}-{width}.png"))
                    == Some((width, height, argb.clone()))
            });
            is_it.then_some(form)
        })
    }

    /// What is said on hovering.
    pub(crate) async fn tooltip(&self) -> String {
        let Some(icon) = self.icon().await else { return String::new() };
        let tooltip: (String, Vec<Pixmap>, String, String) =
            icon.get_property("ToolTip").await.unwrap();
        tooltip.3
    }

    /// The menu's lines, rules left out.
    pub(crate) async fn menu(&self) -> Vec<MenuLine> {
        let Some(menu) = self.menu_proxy().await else { return Vec::new() };
        let (_, root): (u32, Layout) =
            menu.call("GetLayout", &(0_i32, -1_i32, Vec::<&str>::new())).await.unwrap();
        root.2.into_iter().filter_map(line).collect()
    }

    /// Clicks the line of the menu that has these words.
    pub(crate) async fn choose(&self, label: &str) {
        let line = until(&format!("a menu line '{label}'"), async || {
            self.menu().await.into_iter().find(|line| line.label == label)
        })
        .await;
        assert!(line.is_enabled, "{line:?} can be clicked");
        let menu = self.menu_proxy().await.unwrap();
        let nothing = Value::from(0_i32);
        let () = menu.call("Event", &(line.id, "clicked", nothing, 0_u32)).await.unwrap();
    }

    /// Clicks the icon itself.
    pub(crate) async fn click(&self) {
        let icon = until("an icon to click", || self.icon()).await;
        let () = icon.call("Activate", &(5_i32, 5_i32)).await.unwrap();
    }

    /// The process that shows the icon.
    pub(crate) async fn process(&self) -> Option<u32> {
        let name = self.registered.lock().unwrap().last()?.name.clone();
        let bus = zbus::fdo::DBusProxy::new(&self.bus).await.ok()?;
        bus.get_connection_unix_process_id(name.try_into().ok()?).await.ok()
    }

    async fn icon(&self) -> Option<Proxy<'static>> {
        self.proxy("org.kde.StatusNotifierItem", None).await
    }

    async fn menu_proxy(&self) -> Option<Proxy<'static>> {
        let path: OwnedObjectPath = self.icon().await?.get_property("Menu").await.ok()?;
        self.proxy("com.canonical.dbusmenu", Some(path.to_string())).await
    }

    async fn proxy(&self, interface: &'static str, path: Option<String>) -> Option<Proxy<'static>> {
        let place = self.registered.lock().unwrap().last()?.clone();
        let path = path.unwrap_or(place.path);
        let proxy: zbus::Result<Proxy<'static>> = zbus::proxy::Builder::new(&self.bus)
            .destination(place.name)
            .and_then(|builder| builder.path(path))
            .and_then(|builder| builder.interface(interface))
            .ok()?
            // Asked anew each time: what matters is what the icon says now.
            .cache_properties(zbus::proxy::CacheProperties::No)
            .build()
            .await;
        proxy.ok()
    }
}

/// A line of a menu, from its layout; rules and hidden lines are none.
fn line(value: OwnedValue) -> Option<MenuLine> {
    let (id, properties, _): Layout = value.try_into().ok()?;
    let word = |name: &str| -> Option<String> { properties.get(name)?.clone().try_into().ok() };
    let flag = |name: &str| -> Option<bool> { properties.get(name)?.try_into().ok() };
    if word("type").is_some_and(|kind| kind == "separator") || flag("visible") == Some(false) {
        return None;
    }
    // Single underscores mark access keys.
    let label = word("label")?.replace("__", "\u{0}").replace('_', "").replace('\u{0}', "_");
    Some(MenuLine { id, label, is_enabled: flag("enabled").unwrap_or(true) })
}

/// One of the drawn icons, as the bus carries it: ARGB, big-endian.
fn drawn(name: &str) -> Option<Pixmap> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../icons/tray");
    let file = std::fs::File::open(folder.join(name)).ok()?;
    let mut reader = png::Decoder::new(std::io::BufReader::new(file)).read_info().ok()?;
    let mut rgba = vec![0; reader.output_buffer_size()?];
    let read = reader.next_frame(&mut rgba).ok()?;
    rgba.truncate(read.buffer_size());
    let argb = rgba.chunks_exact(4).flat_map(|p| [p[3], p[0], p[1], p[2]]).collect();
    Some((read.width as i32, read.height as i32, argb))
}
