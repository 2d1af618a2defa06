//! The mappings that `intertie.toml` declares, filled in: what a person writes. Each file is a mapping.

pub mod capture_to_payment;
pub mod contact_to_check;
pub mod contact_to_customer;
pub mod contact_to_member;
pub mod contact_to_notice;
pub mod event_to_meeting;
pub mod issue_to_event;
pub mod item_to_stock;
pub mod label_to_tracker;
pub mod lead_to_contact;
pub mod meeting_to_event;
pub mod meeting_to_link;
pub mod order_to_invoice;
pub mod order_to_payment;
pub mod payment_to_label;
pub mod payment_to_order;
pub mod paypal_to_label_address;
pub mod resolved_to_address;
pub mod session_to_order;
pub mod track_to_mail;
pub mod track_to_message;

/// A property of a contact, where it has a text that is not blank.
pub(crate) fn property<'c>(contact: &'c hubspot::SimplePublicObject, name: &str) -> Option<&'c str> {
    contact.properties.get(name)?.as_deref().map(str::trim).filter(|text| !text.is_empty())
}
