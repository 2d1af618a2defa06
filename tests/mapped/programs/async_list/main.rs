//! Prices are looked up while an order becomes an invoice: lists and objects by a mapping that waits.
#![allow(dead_code, reason = "clients hold more than mappings use")]

mod ledger;
mod mappings;
mod shop;

use intertie::map::{Reason, Refused, Result};
use mappings::{OrderToInvoice, ShopLineToLedgerItem};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// What is asked for prices.
struct Desk;

impl Desk {
    /// The price, after another future could have had its turn.
    async fn price_of(&self, sku: &str) -> Result<i64> {
        let mut waited = false;
        std::future::poll_fn(|_| if std::mem::replace(&mut waited, true) { Poll::Ready(()) } else { Poll::Pending }).await;
        match sku {
            "pen" => Ok(3),
            "paper" => Ok(5),
            "ribbon" => Ok(6),
            _ => Err(Refused::missing()),
        }
    }
}

impl ShopLineToLedgerItem for Desk {
    async fn price(&self, line: &shop::Line) -> Result<i64> {
        self.price_of(&line.sku).await
    }
}

impl OrderToInvoice for Desk {}

fn line(sku: &str) -> shop::Line {
    shop::Line { sku: sku.to_owned() }
}

fn item(sku: &str, price: i64) -> ledger::Item {
    ledger::Item { sku: sku.to_owned(), price }
}

/// Waits on this thread; the future could as well go to another.
fn now<T>(future: impl Future<Output = T> + Send) -> T {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(made) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return made;
        }
    }
}

fn main() {
    let order = shop::Order { lines: vec![line("pen"), line("paper")], gifts: None, main_line: None };
    let made = now(OrderToInvoice::map(&Desk, &order)).expect("it maps");
    assert!(made.items == [item("pen", 3), item("paper", 5)] && made.extras.is_none() && made.first.is_none());
    let order = shop::Order { gifts: Some(vec![line("ribbon")]), main_line: Some(line("pen")), ..order };
    let made = now(OrderToInvoice::map(&Desk, &order)).expect("it maps");
    assert!(made.extras == Some(vec![item("ribbon", 6)]) && made.first == Some(item("pen", 3)));
    // One that fails is the end, and says where.
    let order = shop::Order { lines: vec![line("pen"), line("ink")], ..order };
    let why = now(OrderToInvoice::map(&Desk, &order)).err().expect("the second has no price");
    assert_eq!((why.reason(), why.field().as_str()), (Reason::Missing, "items.price"));
}
