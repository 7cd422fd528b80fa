//! Does a sign-in by PIN end with keys that work?

use crate::kit::{World, refusal};
use roost_domain::ports::Network as _;
use roost_domain::refusal::RefusalKind;
use roost_domain::secret::{Keys, Secret};

fn pin_on(page: &str) -> &str {
    page.split("<code>").nth(1).unwrap().split("</code>").next().unwrap()
}

#[tokio::test]
async fn a_pin_from_the_page_gives_keys_that_work() {
    let world = World::new().await;
    let app = &world.keys.app;
    let begun = world.network.begin_sign_in(app).await.unwrap().value;
    let token = begun.url.split("oauth_token=").nth(1).unwrap();
    assert!(begun.url.contains("/oauth/authorize?"), "{}", begun.url);
    let form = format!("oauth_token={token}&handle={}", world.handle);
    let page = world.submit("/oauth/authorize", &form).await;

    let wrong = refusal(world.network.finish_sign_in(app, &begun, "0000000").await);
    assert_eq!(wrong.kind, RefusalKind::Credentials);

    let pin = format!(" {}\n", pin_on(&page));
    let reply = world.network.finish_sign_in(app, &begun, &pin).await.unwrap();
    assert_eq!(reply.value.identity.user_id, world.user);
    assert_eq!(reply.value.identity.handle, world.handle);
    let kept = format!("{:?}", reply.evidence);
    for secret in [&reply.value.keys.token, &reply.value.keys.token_secret] {
        assert!(!kept.contains(secret.expose()), "{kept}");
    }
    let keys = Keys { app: app.clone(), account: reply.value.keys };
    assert_eq!(world.network.whoami(&keys).await.unwrap().value.user_id, world.user);
}

#[tokio::test]
async fn a_wrong_consumer_secret_is_refused_at_the_first_step() {
    let world = World::new().await;
    let mut app = world.keys.app.clone();
    app.consumer_secret = Secret::new("not-the-secret");
    let refused = refusal(world.network.begin_sign_in(&app).await);
    assert_eq!(refused.kind, RefusalKind::Credentials);
}
