//! Is it known whether a request may have arrived? And does it ever arrive twice?

use super::server::{OK, Reaction, Server};
use roost_networks::http::{
    HttpTransport, Method, Patience, Request, Transport, TransportError, Trust,
};
use std::time::Duration;

pub(crate) fn transport() -> HttpTransport {
    HttpTransport::new(&Trust::System, Patience::default()).unwrap()
}

pub(crate) fn post(url: String) -> Request {
    let headers = vec![("authorization", "OAuth planted-secret".to_owned())];
    Request { method: Method::Post, url, headers, body: br#"{"text":"hi"}"#.to_vec() }
}

#[tokio::test]
async fn a_server_that_reads_and_closes_saw_the_request_once() {
    let server = Server::start(|_| Reaction::Close).await;
    let lost = transport().send(post(server.url("/2/tweets"))).await.unwrap_err();
    assert!(matches!(lost, TransportError::Lost { .. }), "{lost:?}");
    assert_eq!((server.seen(), server.connections()), (1, 1));
}

#[tokio::test]
async fn a_reused_connection_that_reads_and_closes_saw_the_request_once() {
    let server = Server::start(|number| match number {
        0 => Reaction::Answer(OK),
        _ => Reaction::Close,
    })
    .await;
    let transport = transport();
    transport.send(post(server.url("/a"))).await.unwrap();
    let lost = transport.send(post(server.url("/b"))).await.unwrap_err();
    assert!(matches!(lost, TransportError::Lost { .. }), "{lost:?}");
    assert_eq!((server.seen(), server.connections()), (2, 1), "it was the pooled connection");
}

#[tokio::test]
async fn a_connection_that_was_closed_while_idle_is_replaced_without_a_second_send() {
    let server = Server::start(|number| match number {
        0 => Reaction::AnswerAndClose(OK),
        _ => Reaction::Answer(OK),
    })
    .await;
    let transport = transport();
    transport.send(post(server.url("/a"))).await.unwrap();
    // Either outcome of the race is honest, but never more requests than were sent.
    let second = transport.send(post(server.url("/b"))).await;
    match second {
        Ok(_) => assert_eq!(server.seen(), 2),
        Err(TransportError::Lost { .. }) => assert!(server.seen() <= 2),
        Err(error @ TransportError::NotSent { .. }) => panic!("a guess: {error:?}"),
    }
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_lost() {
    let broken = "HTTP/1.1 201 Created\r\ncontent-length: 100\r\n\r\n{\"data\":{\"id\":\"1\"";
    let server = Server::start(move |_| Reaction::AnswerAndClose(broken)).await;
    let lost = transport().send(post(server.url("/2/tweets"))).await.unwrap_err();
    assert!(matches!(lost, TransportError::Lost { .. }), "{lost:?}");
    assert_eq!(server.seen(), 1);
}

#[tokio::test]
async fn a_server_that_keeps_silent_is_lost_when_patience_ends() {
    let server = Server::start(|_| Reaction::Silence).await;
    let patience =
        Patience { connect: Duration::from_millis(200), total: Duration::from_millis(400) };
    let transport = HttpTransport::new(&Trust::System, patience).unwrap();
    let lost = transport.send(post(server.url("/2/tweets"))).await.unwrap_err();
    assert!(matches!(lost, TransportError::Lost { .. }), "{lost:?}");
    assert_eq!(server.seen(), 1);
}

#[tokio::test]
async fn what_is_no_http_at_all_is_lost() {
    let server = Server::start(|_| Reaction::AnswerAndClose("SSH-2.0-OpenSSH\r\n")).await;
    let lost = transport().send(post(server.url("/2/tweets"))).await.unwrap_err();
    assert!(matches!(lost, TransportError::Lost { .. }), "{lost:?}");
}

#[tokio::test]
async fn a_closed_port_and_an_unknown_name_are_not_sent() {
    let free = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    let closed = transport().send(post(format!("http://{address}/2/tweets"))).await.unwrap_err();
    assert!(matches!(closed, TransportError::NotSent { .. }), "{closed:?}");
    let name = transport().send(post("http://nowhere.invalid/".to_owned())).await.unwrap_err();
    assert!(matches!(name, TransportError::NotSent { .. }), "{name:?}");
}

#[tokio::test]
async fn a_request_that_cannot_be_built_is_not_sent() {
    let server = Server::start(|_| Reaction::Answer(OK)).await;
    let mut bad = post(server.url("/"));
    bad.headers.push(("x-bad", "line\nbreak".to_owned()));
    let refused = transport().send(bad).await.unwrap_err();
    assert!(matches!(refused, TransportError::NotSent { .. }), "{refused:?}");
    assert_eq!(server.seen(), 0);
}

#[tokio::test]
async fn no_error_and_no_request_shows_a_secret_or_the_query() {
    let server = Server::start(|_| Reaction::Close).await;
    let request = post(server.url("/2/x?text=planted-words"));
    let shown = format!("{request:?}");
    let lost = transport().send(request).await.unwrap_err();
    let shown = format!("{shown} {lost} {lost:?}");
    assert!(!shown.contains("planted"), "{shown}");
}
