//! A whole program: an order is paid once, whatever breaks, and written down. docs/flows.md shows it.

use intertie::Bearer;
use intertie::flow::{Error, Flow, FlowBody, FlowId, sqlite};
use serde::{Deserialize, Serialize};
use std::io::Write;
use std::time::Duration;

struct Pay {
    stripe: stripe::Client,
}

#[derive(Serialize, Deserialize)]
struct Order {
    number: String,
    cents: i64,
}

impl FlowBody for Pay {
    const NAME: &'static str = "pay";
    const VERSION: &'static str = "1";
    type Input = Order;
    type Output = String;

    async fn run(&self, flow: &Flow<'_>, order: Order) -> Result<String, Error> {
        if order.cents > 100_000 {
            // `intertie flows signal shop:1001 approved true`, or `flows.signal(..)`. After a day it is `None`.
            let approved: Option<bool> = flow.wait("approved", Some(Duration::from_secs(86_400))).await?;
            if approved != Some(true) {
                return Err(Error::new("nobody approved it"));
            }
        }
        let charge = self.stripe.payment_intents().create(order.cents, "eur").confirm(true);
        let charge = charge.payment_method("pm_card_visa").metadata([("order", &order.number)]);
        let payment = flow.call("charge", charge).await?; // read as any answer is: `payment.status`
        flow.undo("refund", self.stripe.refunds().create().payment_intent(&payment.id)); // should the flow fail from here on

        let line = format!("{} {}\n", order.number, payment.id);
        flow.step("write down", move |_| std::future::ready(write_down(&line))).await?;
        Ok(payment.value.id)
    }
}

/// At least once: it may be there twice after a crash.
fn write_down(line: &str) -> Result<(), Error> {
    let mut book = std::fs::File::options().create(true).append(true).open("paid.txt").map_err(Error::again)?;
    book.write_all(line.as_bytes()).map_err(Error::again)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut stripe = stripe::Client::builder().auth(Bearer::from_env("STRIPE_KEY")?);
    if let Ok(url) = std::env::var("STRIPE_URL") {
        stripe = stripe.base_url(url); // a mock's
    }
    let flows = sqlite::open("flows.db").register(Pay { stripe: stripe.build()? }).start().await?;
    let order = Order { number: "1001".into(), cents: 4200 };
    let flow = flows.start::<Pay>(FlowId::of_event("shop", &order.number), &order).await?; // twice, it is one flow
    println!("paid: {}", flow.output().await?);
    flows.stop(Duration::from_secs(5)).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Bearer, Pay};
    use intertie::flow::memory::{Journal, Memory};
    use intertie::flow::{Ended, run};
    use serde_json::json;

    #[tokio::test]
    async fn what_is_not_approved_is_not_paid() {
        let stripe = stripe::Client::builder().base_url("http://127.0.0.1:9").auth(Bearer::new("key")).build();
        let body = Pay { stripe: stripe.expect("a client") };
        let journal = Journal::default();
        journal.signal("approved", false.into());
        let order = json!({"number": "1002", "cents": 200_000});
        let ended = run(&body, &Memory::new("shop:1002", &journal), None, order).await;
        assert!(matches!(ended, Ended::Dead(why) if why.to_string() == "nobody approved it")); // nothing was to be undone
        assert!(!journal.done().iter().any(|step| step == "charge"));
    }
}
