//! How `capture_to_payment` goes: `paypal::Capture` to `paypal::PaymentDetail`.
//!
//! This file is yours. It was written once and is never overwritten; `intertie map sync` adds methods that are missing.

use mappings::CaptureToPayment;

/// What the mapping needs to know beside its sources: settings, lookups.
#[derive(Debug, Clone, Default)]
pub struct CaptureToPaymentMapper;

impl CaptureToPayment for CaptureToPaymentMapper {
    fn method(
        &self,
        capture: &paypal::Capture,
    ) -> intertie::map::Result<paypal::PaymentDetailMethod> {
        // capture.links[].method 56
        todo!("method: decide")
    }
}
