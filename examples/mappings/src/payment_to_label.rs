//! How `payment_to_label` goes: a paid order, as a parcel to be labelled.

use fedex::{
    CustomerReference1, CustomerReference1CustomerReferenceType, LabelSpecification, LabelSpecificationImageType,
    LabelSpecificationLabelStockType, PartyAddress2, Payment, PaymentPaymentType, PickupType, ShipperParty,
    WeightUnits,
};
use intertie::convert::address::Lines;
use intertie::convert::{country, money, phone, region, text};
use intertie::map::{Refused, Result, required};
use mappings::{
    PaymentToLabel, PaymentToLabelRecipients, PaymentToLabelRecipientsAddress, PaymentToLabelRecipientsContact,
    PaymentToLabelRequestedPackageLineItemsWeight, PaymentToLabelTotalDeclaredValue,
    ShopOrderLineToFedexRequestedPackageLineItem,
};
use shop::{Order, OrderLine};
use stripe::{Address, PaymentIntent, Shipping};

/// Knows who ships, and when.
#[derive(Clone)]
pub struct PaymentToLabelMapper {
    /// Where parcels come from.
    pub shipper: ShipperParty,
    /// The day that the parcel is handed over, where it is.
    pub ships_on: intertie::NaiveDate,
}

fn shipping(payment: &PaymentIntent) -> Result<&Shipping> {
    required(payment.shipping.as_ref())
}

fn address(payment: &PaymentIntent) -> Result<&Address> {
    required(shipping(payment)?.address.as_ref())
}

/// What a scale shows: kilograms with three places.
fn kilograms(grams: i64) -> Result<f64> {
    let (whole, rest) = (grams / 1000, grams % 1000);
    format!("{whole}.{rest:03}").parse().map_err(|_| Refused::not("a weight"))
}

impl PaymentToLabel for PaymentToLabelMapper {
    fn ship_datestamp(&self, _: &PaymentIntent, _: &Order) -> Result<Option<String>> {
        Ok(Some(self.ships_on.to_string()))
    }

    fn shipper(&self, _: &PaymentIntent, _: &Order) -> Result<ShipperParty> {
        Ok(self.shipper.clone())
    }

    fn pickup_type(&self, _: &PaymentIntent, _: &Order) -> Result<PickupType> {
        Ok(PickupType::UseScheduledPickup)
    }

    fn service_type(&self, _: &PaymentIntent, _: &Order) -> Result<String> {
        Ok("STANDARD_OVERNIGHT".to_owned())
    }

    fn packaging_type(&self, _: &PaymentIntent, _: &Order) -> Result<String> {
        Ok("YOUR_PACKAGING".to_owned())
    }

    fn total_weight(&self, _: &PaymentIntent, order: &Order) -> Result<f64> {
        kilograms(order.lines.iter().map(|line| line.weight_grams * line.quantity).sum())
    }

    fn shipping_charges_payment(&self, _: &PaymentIntent, _: &Order) -> Result<Payment> {
        Ok(Payment::new(PaymentPaymentType::Sender))
    }

    fn label_specification(&self, _: &PaymentIntent, _: &Order) -> Result<LabelSpecification> {
        let stock = LabelSpecificationLabelStockType::Paper4x6;
        Ok(LabelSpecification::new(stock, LabelSpecificationImageType::Pdf))
    }
}

impl PaymentToLabelTotalDeclaredValue for PaymentToLabelMapper {
    fn amount(&self, payment: &PaymentIntent, _: &Order) -> Result<Option<f64>> {
        let (amount, currency) = (required(payment.amount)?, required(payment.currency.as_deref())?);
        money::number(amount, currency).map(Some)
    }

    fn currency(&self, _: &PaymentIntent, order: &Order) -> Result<Option<String>> {
        Ok(Some(order.currency.clone()))
    }
}

impl PaymentToLabelRecipients for PaymentToLabelMapper {}

impl PaymentToLabelRecipientsAddress for PaymentToLabelMapper {
    /// Three lines of 35 characters; what does not fit blocks the label rather than being cut off.
    fn street_lines(&self, payment: &PaymentIntent, _: &Order) -> Result<Vec<String>> {
        let address = address(payment)?;
        Lines::of([&address.line1, &address.line2].map(Option::as_deref)).within(3, 35)
    }

    fn city(&self, payment: &PaymentIntent, _: &Order) -> Result<String> {
        text::within(required(address(payment)?.city.as_deref())?, 35)
    }

    /// A name becomes a code; the payment's form lets people write either.
    fn state_or_province_code(&self, payment: &PaymentIntent, _: &Order) -> Result<Option<String>> {
        let address = address(payment)?;
        let country = required(address.country.as_deref())?;
        address.state.as_deref().map(|state| region::code(country, state)).transpose()
    }

    fn postal_code(&self, payment: &PaymentIntent, _: &Order) -> Result<Option<String>> {
        Ok(address(payment)?.postal_code.clone())
    }

    fn country_code(&self, payment: &PaymentIntent, _: &Order) -> Result<String> {
        country::alpha2(required(address(payment)?.country.as_deref())?)
    }
}

impl PaymentToLabelRecipientsContact for PaymentToLabelMapper {
    fn person_name(&self, payment: &PaymentIntent, _: &Order) -> Result<Option<String>> {
        Ok(shipping(payment)?.name.clone())
    }

    fn email_address(&self, payment: &PaymentIntent, order: &Order) -> Result<Option<String>> {
        Ok(Some(payment.receipt_email.clone().unwrap_or_else(|| order.email.clone())))
    }

    /// The carrier takes digits, and no parcel without them.
    fn phone_number(&self, payment: &PaymentIntent, order: &Order) -> Result<String> {
        let number = shipping(payment)?.phone.as_deref().or(order.ship_to.phone.as_deref()).or(order.phone.as_deref());
        let country = address(payment)?.country.as_deref();
        Ok(phone::digits(&phone::e164(required(number)?, country)?))
    }
}

impl ShopOrderLineToFedexRequestedPackageLineItem for PaymentToLabelMapper {
    fn customer_references(&self, line: &OrderLine) -> Result<Option<Vec<CustomerReference1>>> {
        let reference = CustomerReference1 {
            customer_reference_type: Some(CustomerReference1CustomerReferenceType::CustomerReference),
            value: Some(line.sku.clone()),
        };
        Ok(Some(vec![reference]))
    }

    fn group_package_count(&self, line: &OrderLine) -> Result<Option<i64>> {
        Ok(Some(line.quantity))
    }

    fn item_description(&self, line: &OrderLine) -> Result<Option<String>> {
        Ok(Some(text::truncated(&line.title, 50)))
    }
}

impl PaymentToLabelRequestedPackageLineItemsWeight for PaymentToLabelMapper {
    fn units(&self, _: &OrderLine) -> Result<WeightUnits> {
        Ok(WeightUnits::Kg)
    }

    fn value(&self, line: &OrderLine) -> Result<f64> {
        kilograms(line.weight_grams)
    }
}

/// Whether a label's address is still that of the payment.
pub fn is_same_place(label: &PartyAddress2, address: &Address) -> bool {
    label.postal_code == address.postal_code && Some(&label.city) == address.city.as_ref()
}
