//! Is TLS really checked? A server with a certificate of the tests' own authority.

use super::certainty::post;
use super::server::{OK, Reaction, serve};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use roost_networks::http::{HttpTransport, Patience, Transport as _, TransportError, Trust};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

struct TlsServer {
    port: u16,
    authority: String,
    seen: Arc<AtomicUsize>,
    _task: tokio::task::JoinSet<()>,
}

/// A server whose certificate names `name` and is signed by a fresh authority.
async fn start(name: &str) -> TlsServer {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(Vec::<String>::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = params.self_signed(&key).unwrap().pem();
    let issuer = Issuer::new(params, key);
    let own_key = KeyPair::generate().unwrap();
    let own = CertificateParams::new(vec![name.to_owned()]).unwrap();
    let own = own.signed_by(&own_key, &issuer).unwrap();
    let secret = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(own_key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![own.der().clone()], secret)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let seen = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&seen);
    let mut task = tokio::task::JoinSet::new();
    task.spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // A handshake that the client breaks off is what some tests are about.
            if let Ok(stream) = acceptor.accept(stream).await {
                serve(stream, Arc::clone(&counter), Arc::new(|_| Reaction::AnswerAndClose(OK)))
                    .await;
            }
        }
    });
    TlsServer { port, authority, seen, _task: task }
}

async fn send(server: &TlsServer, trust: Trust) -> Result<u16, TransportError> {
    let transport = HttpTransport::new(&trust, Patience::default()).unwrap();
    let url = format!("https://localhost:{}/2/tweets", server.port);
    transport.send(post(url)).await.map(|answer| answer.status)
}

#[tokio::test]
async fn an_authority_given_by_the_test_is_believed() {
    let server = start("localhost").await;
    let status = send(&server, Trust::Only(server.authority.clone())).await;
    assert_eq!(status, Ok(200));
    assert_eq!(server.seen.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn an_unknown_authority_gets_not_one_byte_of_the_request() {
    let server = start("localhost").await;
    let refused = send(&server, Trust::System).await.unwrap_err();
    assert!(matches!(refused, TransportError::NotSent { .. }), "{refused:?}");
    assert_eq!(server.seen.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_certificate_for_another_name_is_refused() {
    let server = start("elsewhere.example").await;
    let refused = send(&server, Trust::Only(server.authority.clone())).await.unwrap_err();
    assert!(matches!(refused, TransportError::NotSent { .. }), "{refused:?}");
    assert_eq!(server.seen.load(Ordering::SeqCst), 0);
}

#[test]
fn what_is_no_certificate_is_refused_at_set_up() {
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    assert!(HttpTransport::new(&Trust::Only(broken.to_owned()), Patience::default()).is_err());
}
