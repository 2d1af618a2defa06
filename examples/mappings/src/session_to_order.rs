//! How `session_to_order` goes: a checkout of one vendor, as an order of another.

use intertie::convert::money::Money;
use intertie::convert::{country, text};
use intertie::map::{Result, required};
use mappings::{
    SessionToOrder, SessionToOrderPurchaseUnits, SessionToOrderPurchaseUnitsAmount,
    SessionToOrderPurchaseUnitsAmountBreakdown, SessionToOrderPurchaseUnitsItemsUnitAmount,
    SessionToOrderPurchaseUnitsShippingName, StripeAddressToPaypalAddressPortable, StripeItemToPaypalItem,
    StripePaymentPagesCheckoutSessionCheckoutAddressDetailsToPaypalShippingDetail as DetailsToShipping,
};
use paypal::CheckoutPaymentIntent;
use stripe::{Address, CheckoutSession, Item, PaymentPagesCheckoutSessionCheckoutAddressDetails as Details};

/// Needs to know nothing.
#[derive(Debug, Clone, Default)]
pub struct SessionToOrderMapper;

/// An amount in the checkout's currency, as the other vendor writes it.
fn amount(session: &CheckoutSession, minor: Option<i64>) -> Result<Option<paypal::Money>> {
    let Some(minor) = minor else { return Ok(None) };
    let money = Money::from_minor(minor, required(session.currency.as_deref())?)?;
    Ok(Some(paypal::Money { currency_code: money.code().to_owned(), value: money.decimal() }))
}

fn total(session: &CheckoutSession) -> Result<Money> {
    Money::from_minor(required(session.amount_total)?, required(session.currency.as_deref())?)
}

/// What one costs: the line's own total where the price is not in whole units.
fn unit(item: &Item) -> Result<Money> {
    match item.price.as_ref().and_then(|price| price.unit_amount) {
        Some(minor) => Money::from_minor(minor, &item.currency),
        None => Money::from_minor(item.amount_subtotal, &item.currency)?.divided(required(item.quantity)?),
    }
}

impl SessionToOrder for SessionToOrderMapper {
    fn intent(&self, _: &CheckoutSession) -> Result<CheckoutPaymentIntent> {
        Ok(CheckoutPaymentIntent::Capture)
    }
}

impl SessionToOrderPurchaseUnits for SessionToOrderMapper {
    fn custom_id(&self, session: &CheckoutSession) -> Result<Option<String>> {
        session.client_reference_id.as_deref().map(|id| text::within(id, 127)).transpose()
    }

    fn invoice_id(&self, session: &CheckoutSession) -> Result<Option<String>> {
        self.custom_id(session)
    }
}

impl SessionToOrderPurchaseUnitsAmount for SessionToOrderMapper {
    fn currency_code(&self, session: &CheckoutSession) -> Result<String> {
        Ok(total(session)?.code().to_owned())
    }

    fn value(&self, session: &CheckoutSession) -> Result<String> {
        Ok(total(session)?.decimal())
    }
}

/// The vendor refuses parts that do not sum up to the total; these are the checkout's own.
impl SessionToOrderPurchaseUnitsAmountBreakdown for SessionToOrderMapper {
    fn item_total(&self, session: &CheckoutSession) -> Result<Option<paypal::Money>> {
        amount(session, session.amount_subtotal)
    }

    fn tax_total(&self, session: &CheckoutSession) -> Result<Option<paypal::Money>> {
        amount(session, session.total_details.as_ref().map(|details| details.amount_tax))
    }

    fn shipping(&self, session: &CheckoutSession) -> Result<Option<paypal::Money>> {
        amount(session, session.total_details.as_ref().and_then(|details| details.amount_shipping))
    }

    fn discount(&self, session: &CheckoutSession) -> Result<Option<paypal::Money>> {
        amount(session, session.total_details.as_ref().map(|details| details.amount_discount))
    }
}

impl StripeItemToPaypalItem for SessionToOrderMapper {
    fn name(&self, item: &Item) -> Result<String> {
        Ok(text::truncated(required(item.description.as_deref())?, 127))
    }

    fn quantity(&self, item: &Item) -> Result<String> {
        required(item.quantity).map(|quantity| quantity.to_string())
    }
}

impl SessionToOrderPurchaseUnitsItemsUnitAmount for SessionToOrderMapper {
    fn currency_code(&self, item: &Item) -> Result<String> {
        Ok(unit(item)?.code().to_owned())
    }

    fn value(&self, item: &Item) -> Result<String> {
        Ok(unit(item)?.decimal())
    }
}

impl DetailsToShipping for SessionToOrderMapper {}

impl SessionToOrderPurchaseUnitsShippingName for SessionToOrderMapper {
    fn full_name(&self, details: &Details) -> Result<Option<String>> {
        Ok(Some(details.name.clone()))
    }
}

impl StripeAddressToPaypalAddressPortable for SessionToOrderMapper {
    fn admin_area_1(&self, address: &Address) -> Result<Option<String>> {
        Ok(address.state.clone())
    }

    fn country_code(&self, address: &Address) -> Result<String> {
        country::alpha2(required(address.country.as_deref())?)
    }
}
