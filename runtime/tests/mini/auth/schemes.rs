//! Which credentials an operation gets, and in which places.

use crate::acme::{Client, Echo, Either};
use crate::network::{echo, header};
use crate::server::serve;
use axum::Router;
use intertie::{ApiKey, Bearer, ClientBuilder, Value};

async fn seen<O>(builder: ClientBuilder<Client>, operation: O) -> Value
where
    O: intertie::Operation<Output = Value, Error = crate::acme::Problem>,
{
    let base = serve(Router::new().fallback(echo)).await;
    builder.base_url(base).build().expect("a client").send(operation).await.expect("an echo")
}

/// Datadog.
#[tokio::test]
async fn two_keys_at_once() {
    let builder = Client::builder()
        .auth(ApiKey::header("DD-API-KEY", "s3cret-api"))
        .auth(ApiKey::header("DD-APPLICATION-KEY", "s3cret-app"));
    let seen = seen(builder, Echo {}).await;
    let keys = (header(&seen, "dd-api-key"), header(&seen, "dd-application-key"));
    assert_eq!(keys, (Some("s3cret-api"), Some("s3cret-app")));
}

#[tokio::test]
async fn keys_in_query_and_cookie_stay_in_their_place() {
    let builder = Client::builder()
        .auth(ApiKey::query("key", "s3cret&b=c#d/ü"))
        .auth(ApiKey::cookie("one", "s3cret; two=2"))
        .auth(ApiKey::cookie("two", "s3cret3"));
    let seen = seen(builder, Echo {}).await;
    assert_eq!(seen["uri"], "/echo?key=s3cret%26b%3Dc%23d%2F%C3%BC");
    assert_eq!(header(&seen, "cookie"), Some("one=s3cret%3B%20two%3D2; two=s3cret3"));
}

/// `Either` wants `token`, or `key` together with `app`.
#[tokio::test]
async fn the_scheme_picks_the_credential() {
    type Add = fn(ClientBuilder<Client>) -> ClientBuilder<Client>;
    let (token, key, app): (Add, Add, Add) = (
        |builder| builder.auth_for("token", Bearer::new("s3cret-t")),
        |builder| builder.auth_for("key", ApiKey::header("X-Key", "s3cret-k")),
        |builder| builder.auth_for("app", ApiKey::header("X-App", "s3cret-a")),
    );
    let cases: &[(&[Add], [Option<&str>; 3])] = &[
        (&[token], [Some("Bearer s3cret-t"), None, None]),
        (&[key, app], [None, Some("s3cret-k"), Some("s3cret-a")]),
        (&[app, key], [None, Some("s3cret-k"), Some("s3cret-a")]),
        // The document's order decides, not the builder's.
        (&[key, app, token], [Some("Bearer s3cret-t"), None, None]),
        // Half an alternative is none.
        (&[key], [None, None, None]),
        (&[app, token], [Some("Bearer s3cret-t"), None, None]),
    ];
    for (adds, wanted) in cases {
        let builder = adds.iter().fold(Client::builder(), |builder, add| add(builder));
        let seen = seen(builder, Either {}).await;
        assert_eq!(["authorization", "x-key", "x-app"].map(|name| header(&seen, name)), *wanted);
    }
}
