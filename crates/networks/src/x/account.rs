//! Whose keys are these? GET /2/users/me: the quiet key check and the probe.

use super::XNetwork;
use super::exchange::{Asking, id_text, json};
use roost_domain::ports::{Identity, NetworkError, RemoteUserId, Reply};
use roost_domain::secret::Keys;

impl XNetwork {
    pub(super) async fn ask_whoami(&self, keys: &Keys) -> Result<Reply<Identity>, NetworkError> {
        self.ask(keys.into(), Asking::get("/2/users/me"), |answer| {
            let body = json(answer)?;
            let data = body.get("data")?;
            Some(Identity {
                user_id: RemoteUserId(id_text(data.get("id")?)?),
                handle: data.get("username")?.as_str()?.to_owned(),
            })
        })
        .await
    }
}
