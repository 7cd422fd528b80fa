//! Which adapter speaks to an address? One per network and base URL, made at first need and kept.

use crate::practice::Simulators;
use roost_domain::account::NetworkKind;
use roost_domain::ports::Network;
use roost_engine::networks::{Networks, X_API};
use roost_networks::http::Transport;
use roost_networks::x::XNetwork;
use roost_networks::x::signing::Signing;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The adapters of this process. They share one pool of connections.
pub(crate) struct Adapters {
    transport: Arc<dyn Transport>,
    simulators: Arc<Simulators>,
    known: Mutex<HashMap<(NetworkKind, String), Arc<dyn Network>>>,
}

impl Adapters {
    /// Adapters over a transport; hosted Practice is where `simulators` says.
    pub(crate) fn new(transport: Arc<dyn Transport>, simulators: Arc<Simulators>) -> Self {
        Self { transport, simulators, known: Mutex::default() }
    }
}

impl Networks for Adapters {
    fn at(&self, kind: NetworkKind, api_base: Option<&str>) -> Option<Arc<dyn Network>> {
        let base = match (api_base, kind) {
            (Some(base), _) => base.to_owned(),
            (None, NetworkKind::Practice) => self.simulators.hosted()?,
            (None, NetworkKind::X) => X_API.to_owned(),
        };
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(network) = known.get(&(kind, base.clone())) {
            return Some(Arc::clone(network));
        }
        // An address that can't be one was refused when the account was added.
        let transport = Arc::clone(&self.transport);
        let adapter = XNetwork::new(&base, transport, Signing::system(), kind).ok()?;
        let network: Arc<dyn Network> = Arc::new(adapter);
        known.insert((kind, base), Arc::clone(&network));
        Some(network)
    }
}
