//! How `payment_to_order` goes: a payment of one vendor, as an order of another.

use intertie::Map;
use intertie::convert::{currency, text};
use intertie::map::{Result, required};
use mappings::PaymentToOrder;
use razorpay::{Notes, NotesVariantValue};
use stripe::PaymentIntent;

/// Needs to know nothing.
#[derive(Debug, Clone, Default)]
pub struct PaymentToOrderMapper;

impl PaymentToOrder for PaymentToOrderMapper {
    /// Both count in the smallest unit.
    fn amount(&self, payment: &PaymentIntent) -> Result<i64> {
        required(payment.amount)
    }

    fn currency(&self, payment: &PaymentIntent) -> Result<String> {
        currency::upper(required(payment.currency.as_deref())?)
    }

    /// At most 40 characters, and no two orders with the same.
    fn receipt(&self, payment: &PaymentIntent) -> Result<Option<String>> {
        text::within(&payment.id, 40).map(Some)
    }

    fn notes(&self, payment: &PaymentIntent) -> Result<Option<Notes>> {
        let note = |(key, value): (&String, &String)| (key.clone(), NotesVariantValue::String(value.clone()));
        let notes: Option<Map<_>> = payment.metadata.as_ref().map(|all| all.iter().map(note).collect());
        Ok(notes.map(Notes::Map))
    }
}
