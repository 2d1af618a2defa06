//! One token for all calls: when it is asked for, and how often.

use super::{Vendor, client, issue, refuse};
use crate::acme::{Client, CreateWidget, Echo};
use crate::exposure::Failed as _;
use axum::http::{Method, StatusCode};
use intertie::auth::oauth2::{ClientAuth, ClientCredentials, OAuth2, Token};
use std::time::{Duration, Instant};

fn oauth() -> OAuth2 {
    OAuth2::new(ClientCredentials::new("/token", ClientAuth::basic("id", "s3cret")))
}

/// Many calls at once; the token each was made with, or how it failed.
async fn at_once(client: &Client, count: usize) -> Vec<Result<String, String>> {
    let calls = (0..count).map(|_| {
        let client = client.clone();
        tokio::spawn(async move { client.send(Echo {}).await })
    });
    let mut results = Vec::new();
    for call in calls.collect::<Vec<_>>() {
        let result = call.await.expect("no panic");
        results.push(match result {
            Ok(seen) => Ok(seen["token"].as_str().unwrap_or_default().to_owned()),
            Err(error) => Err(error.to_string()),
        });
    }
    results
}

#[tokio::test]
async fn a_hundred_calls_with_an_expired_token_renew_it_once() {
    let vendor = Vendor::new(|count, _| issue(&format!("s3cret-t{count}"), if count == 1 { 0 } else { 3600 })).await;
    let client = client(&vendor.base, oauth());
    // A token that is expired when it comes serves those who waited for it, and nobody else.
    assert_eq!(at_once(&client, 1).await, [Ok("s3cret-t1".to_owned())]);
    assert_eq!(at_once(&client, 100).await, vec![Ok("s3cret-t2".to_owned()); 100]);
    assert_eq!((vendor.asked().len(), vendor.calls().len()), (2, 101));
}

#[tokio::test]
async fn an_aging_token_serves_until_its_successor_is_there() {
    let vendor = Vendor::new(|_, _| issue("s3cret-new", 3600)).await;
    let since = Instant::now().checked_sub(Duration::from_secs(91)).expect("the machine runs for longer");
    let old = Token::new("s3cret-old").with_lifetime(Duration::from_secs(100), since);
    let grant = ClientCredentials::new("/token", ClientAuth::basic("id", "s3cret"));
    let client = client(&vendor.base, OAuth2::with_token(grant, old));
    assert_eq!(at_once(&client, 20).await, vec![Ok("s3cret-old".to_owned()); 20]);
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(at_once(&client, 20).await, vec![Ok("s3cret-new".to_owned()); 20]);
    assert_eq!(vendor.asked().len(), 1);
}

#[tokio::test]
async fn a_refused_token_is_replaced_and_the_call_is_made_once_more() {
    let vendor = Vendor::new(|count, _| issue(&format!("s3cret-t{count}"), 3600)).await;
    let client = client(&vendor.base, oauth());
    assert_eq!(at_once(&client, 1).await, [Ok("s3cret-t1".to_owned())]);
    // The vendor revokes it long before its time.
    vendor.takes(&["s3cret-t2"]);
    assert_eq!(at_once(&client, 50).await, vec![Ok("s3cret-t2".to_owned()); 50]);
    assert_eq!(vendor.asked().len(), 2);
}

#[tokio::test]
async fn a_write_is_made_once_more_with_the_same_body() {
    let vendor = Vendor::new(|count, _| issue(&format!("s3cret-t{count}"), 3600)).await;
    vendor.takes(&["s3cret-t2"]);
    let made = client(&vendor.base, oauth()).send(CreateWidget { name: Some("n".to_owned()), metadata: None }).await;
    assert_eq!(made.expect("made").id, "s3cret-t2");
    let call = |token: &str| (Method::POST, Some(format!("Bearer {token}")), "name=n".to_owned());
    assert_eq!(vendor.calls(), [call("s3cret-t1"), call("s3cret-t2")]);
}

#[tokio::test]
async fn a_vendor_who_refuses_every_token_is_asked_twice_and_no_more() {
    let vendor = Vendor::new(|count, _| issue(&format!("s3cret-t{count}"), 3600)).await;
    vendor.takes(&[]);
    let client = client(&vendor.base, oauth());
    let error = client.send(Echo {}).await.failed("refused");
    assert_eq!((error.status(), vendor.calls().len(), vendor.asked().len()), (Some(401), 2, 2));
    for _ in 0..5 {
        assert_eq!(client.send(Echo {}).await.failed("refused").status(), Some(401));
    }
    assert_eq!((vendor.calls().len(), vendor.asked().len()), (7, 2));
}

#[tokio::test]
async fn a_failing_token_endpoint_is_left_alone_for_a_while() {
    let vendor = Vendor::new(|count, _| match count {
        1 => refuse(StatusCode::UNAUTHORIZED, "invalid_client"),
        _ => issue("s3cret-t", 3600),
    });
    let vendor = vendor.await;
    let client = client(&vendor.base, oauth());
    let wanted = format!(
        "GET /echo: not sent: no token from {}: 401 Unauthorized: invalid_client: so it is",
        vendor.token_url()
    );
    assert_eq!(at_once(&client, 100).await, vec![Err(wanted.clone()); 100]);
    assert_eq!(at_once(&client, 10).await, vec![Err(wanted); 10]);
    assert_eq!((vendor.asked().len(), vendor.calls().len()), (1, 0));
    tokio::time::sleep(Duration::from_millis(1050)).await;
    assert_eq!(at_once(&client, 10).await, vec![Ok("s3cret-t".to_owned()); 10]);
    assert_eq!(vendor.asked().len(), 2);
}

#[tokio::test]
async fn clients_of_one_vendor_share_a_token() {
    let vendor = Vendor::new(|count, _| issue(&format!("s3cret-t{count}"), 3600)).await;
    let oauth = oauth();
    let (one, two) = (client(&vendor.base, oauth.clone()), client(&vendor.base, oauth));
    assert_eq!(at_once(&one, 1).await, at_once(&two, 1).await);
    assert_eq!(vendor.asked().len(), 1);
}

#[tokio::test]
async fn a_call_waits_for_a_token_no_longer_than_it_may() {
    let vendor = Vendor::new(|_, _| issue("s3cret-t", 3600)).await;
    let client = client(&vendor.base, oauth());
    let limit = Duration::from_millis(10);
    let hurried = client.call(CreateWidget::new()).with_timeout(limit).send().await.failed("a timeout");
    assert!(hurried.is_timeout() && vendor.calls().is_empty(), "{hurried}");
    // The renewal goes on: the next call waits for it.
    assert_eq!(client.send(Echo {}).await.expect("an answer")["token"], "s3cret-t");
    assert_eq!(vendor.asked().len(), 1);
    // A token request itself may take half a minute.
    let silent = axum::Router::new().fallback(async || tokio::time::sleep(Duration::from_secs(60)).await);
    let client = super::client(&crate::server::serve(silent).await, oauth());
    let hurried = client.call(CreateWidget::new()).with_timeout(limit).send();
    let ended = tokio::time::timeout(Duration::from_secs(5), hurried).await.expect("ended by its own limit");
    assert!(ended.failed("a timeout").is_timeout());
}

/// Without a tokio runtime, the call that needs the token asks for it itself.
#[test]
fn a_client_of_another_runtime_has_tokens_too() {
    use intertie::transport::{BoxFuture, HttpRequest, HttpResponse, ResponseBody, Transport, TransportError};
    #[derive(Debug)]
    struct Mirror;
    impl Transport for Mirror {
        fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
            let sent = request.headers.get("authorization").and_then(|value| value.to_str().ok()).unwrap_or_default();
            let body = serde_json::json!({"access_token": "s3cret-t", "sent": sent}).to_string();
            let body = ResponseBody::whole(body);
            let answer = HttpResponse { status: StatusCode::OK, headers: axum::http::HeaderMap::new(), body };
            Box::pin(async move { Ok(answer) })
        }
    }
    let client = Client::builder().transport(Mirror).auth(oauth()).build().expect("a client");
    let mut call = std::pin::pin!(client.send(Echo {}));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(seen) = call.as_mut().poll(&mut context) else { panic!("nothing waits here") };
    assert_eq!(seen.expect("an answer")["sent"], "Bearer s3cret-t");
}
