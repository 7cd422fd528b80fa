//! What does the client refuse to do? Redirects, endless bodies.

use super::certainty::{post, transport};
use super::server::{OK, Reaction, Server};
use roost_networks::http::{READ_LIMIT, Transport as _};

#[tokio::test]
async fn a_redirect_is_an_answer_and_not_followed() {
    let redirect =
        "HTTP/1.1 307 Temporary Redirect\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\r\n";
    let server = Server::start(move |number| match number {
        0 => Reaction::Answer(redirect),
        _ => Reaction::Answer(OK),
    })
    .await;
    let answer = transport().send(post(server.url("/2/tweets"))).await.unwrap();
    assert_eq!((answer.status, server.seen()), (307, 1));
}

#[tokio::test]
async fn a_huge_body_is_read_up_to_the_limit() {
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", 3 * READ_LIMIT);
    let huge: &'static str = Box::leak((head + &"x".repeat(3 * READ_LIMIT)).into_boxed_str());
    // The client hangs up in the middle: the server's write may fail, which is its own affair.
    let server = Server::start(move |_| Reaction::Answer(huge)).await;
    let answer = transport().send(post(server.url("/"))).await.unwrap();
    assert_eq!(answer.body.len(), READ_LIMIT);
}

#[tokio::test]
async fn a_hundred_accounts_in_flight_share_one_pool() {
    let server = Server::start(|_| Reaction::Answer(OK)).await;
    let transport = transport();
    for _ in 0..2 {
        let mut sends = tokio::task::JoinSet::new();
        for number in 0..100 {
            let (transport, url) = (transport.clone(), server.url(&format!("/{number}")));
            sends.spawn(async move { transport.send(post(url)).await.unwrap().status });
        }
        assert!(sends.join_all().await.into_iter().all(|status| status == 200));
    }
    assert_eq!(server.seen(), 200);
    assert!(server.connections() <= 110, "{} connections", server.connections());
}
