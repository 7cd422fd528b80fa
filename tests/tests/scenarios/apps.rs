//! What is wrong with one app is no matter of another's: its accounts are held together, and the
//! others go on.

use crate::kit::{self, count, hours, minutes, on_post, plan, since, states};
use roost_domain::refusal::RefusalKind;
use roost_domain::secret::{AccountKeys, AppKeys, Secret};
use roost_engine::desk::FourKeys;
use roost_networks::http::Method;
use roost_store::tables::incidents::IncidentScope;
use roost_tests::world::World;
use serde_json::{Value, json};

/// Two accounts on the app 'main', and one on an app of its own.
async fn two_apps() -> World {
    let mut world = World::new().await;
    world.x_account("main", "news").await;
    world.x_account("main", "shop").await;
    let app = world.control.ask(Method::Post, "apps", Some(&json!({}))).await.unwrap();
    let body = json!({ "handle": "diary", "consumer_key": app["consumer_key"] });
    let said = world.control.ask(Method::Post, "accounts", Some(&body)).await.unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let secret = |value: &Value| Secret::new(text(value));
    let keys = FourKeys {
        app: AppKeys {
            consumer_key: text(&app["consumer_key"]),
            consumer_secret: secret(&app["consumer_secret"]),
        },
        account: AccountKeys {
            token: secret(&said["token"]),
            token_secret: secret(&said["token_secret"]),
        },
    };
    let base = Some(world.base_url().to_owned());
    world.desk.account_add_x("own".to_owned(), base, keys, None).await.unwrap();
    world.start().await;
    world
}

/// A fault that meets 'news' holds it and 'shop' as one incident; 'diary' posts on.
async fn holds_its_own_accounts_only(fault: Value, kind: RefusalKind) -> World {
    let world = two_apps().await;
    let news = plan(&world, "news", 2, minutes(30)).await;
    let shop = plan(&world, "shop", 2, minutes(31)).await;
    let diary = plan(&world, "diary", 3, minutes(32)).await;
    world.faults(fault).await;
    world.pass(minutes(40)).await;
    let incident = kit::incident(&world).await;
    assert_eq!((incident.kind, incident.held), (kind, 4));
    assert!(matches!(incident.scope, IncidentScope::App(_)), "{:?}", incident.scope);
    let before = (count(&world, "news").await, count(&world, "shop").await);
    world.pass(hours(26)).await;
    assert_eq!(since(&world, "news", before.0).await, Vec::<String>::new());
    assert_eq!(since(&world, "shop", before.1).await, Vec::<String>::new());
    assert_eq!(states(&world, &[news, shop].concat()).await, ["held"; 4]);
    assert_eq!(states(&world, &diary).await, ["published"; 3]);
    world
}

#[tokio::test]
async fn a_suspended_app_holds_all_its_accounts_and_another_apps_goes_on() {
    let fault = on_post("news", 0, "app_suspend");
    holds_its_own_accounts_only(fault, RefusalKind::AppSuspended).await;
}

#[tokio::test]
async fn a_write_block_leaves_an_account_on_another_app_free() {
    let fault = on_post("news", 0, "write_block");
    holds_its_own_accounts_only(fault, RefusalKind::WriteBlocked).await;
}

#[tokio::test]
async fn a_usage_cap_is_money_and_no_rate_limit_although_it_comes_as_429() {
    let mut fault = on_post("news", 0, "answer");
    fault["status"] = json!(429);
    fault["body"] = json!({
        "account_id": 1,
        "product_name": "standard-basic",
        "title": "UsageCapExceeded",
        "period": "Monthly",
        "scope": "Product",
        "detail": "Usage cap exceeded: Monthly product cap",
        "type": "https://api.twitter.com/2/problems/usage-capped",
    });
    holds_its_own_accounts_only(fault, RefusalKind::Money).await;
}
