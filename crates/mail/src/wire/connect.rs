//! How is the server reached? By TCP and TLS at once. There is no way without TLS, and none to believe
//! every certificate.

use crate::error;
use crate::wire::Patience;
use crate::wire::ration::Rationed;
use roost_domain::mail::{MailFailure, MailTrouble, Mailbox};
use rustls_platform_verifier::BuilderVerifierExt;
use std::sync::Arc;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, Error as TlsError, RootCertStore};

/// Which certificate authorities are believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trust {
    /// Those of this machine.
    System,
    /// Only this one, a PEM certificate: tests bring their own.
    Only(String),
}

/// The stream that IMAP is spoken on.
pub(crate) type Wire = Rationed<TlsStream<TcpStream>>;

pub(crate) async fn connect(
    mailbox: &Mailbox,
    trust: &Trust,
    patience: Patience,
) -> Result<Wire, MailFailure> {
    let bad = |error: TlsError| error::failure(MailTrouble::BadCertificate, &error.to_string());
    let config = config(trust).map_err(bad)?;
    let name = ServerName::try_from(mailbox.host.clone())
        .map_err(|error| error::failure(MailTrouble::Unreachable, &error.to_string()))?;
    let connecting = async {
        let stream = TcpStream::connect((mailbox.host.as_str(), mailbox.port)).await?;
        stream.set_nodelay(true)?;
        TlsConnector::from(Arc::new(config)).connect(name, stream).await
    };
    match timeout(patience.connect, connecting).await {
        Ok(Ok(stream)) => Ok(Rationed::new(stream)),
        Ok(Err(error)) => Err(error::connecting(&error)),
        Err(_) => Err(error::silent()),
    }
}

fn config(trust: &Trust) -> Result<ClientConfig, TlsError> {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let builder =
        ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    Ok(match trust {
        Trust::System => builder.with_platform_verifier()?.with_no_client_auth(),
        Trust::Only(pem) => {
            let mut roots = RootCertStore::empty();
            let authority = CertificateDer::from_pem_slice(pem.as_bytes())
                .map_err(|error| TlsError::General(error.to_string()))?;
            roots.add(authority)?;
            builder.with_root_certificates(roots).with_no_client_auth()
        }
    })
}
