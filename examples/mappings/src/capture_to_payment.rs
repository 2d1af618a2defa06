//! How `capture_to_payment` goes: what PayPal captured, recorded as a payment of an invoice.

use intertie::convert::{text, time};
use intertie::map::Result;
use mappings::CaptureToPayment;
use paypal::{Capture, Money, PaymentDetailMethod, PaymentDetailType};

/// Knows in which zone the books are kept: a payment's date is a day there.
#[derive(Debug, Clone)]
pub struct CaptureToPaymentMapper {
    /// A zone of IANA's.
    pub zone: String,
}

impl CaptureToPayment for CaptureToPaymentMapper {
    fn r#type(&self, _: &Capture) -> Result<Option<PaymentDetailType>> {
        Ok(Some(PaymentDetailType::Paypal))
    }

    fn method(&self, _: &Capture) -> Result<PaymentDetailMethod> {
        Ok(PaymentDetailMethod::Paypal)
    }

    /// PayPal takes 22 characters; its own ids have 17.
    fn payment_id(&self, capture: &Capture) -> Result<Option<String>> {
        capture.id.as_deref().map(|id| text::within(id, 22)).transpose()
    }

    fn payment_date(&self, capture: &Capture) -> Result<Option<String>> {
        let day = |moment: &String| Ok(time::date_in(time::parse(moment)?, &self.zone)?.to_string());
        capture.create_time.as_ref().map(day).transpose()
    }

    fn amount(&self, capture: &Capture) -> Result<Option<Money>> {
        Ok(capture.amount.clone())
    }
}
