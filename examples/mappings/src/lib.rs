//! The mappings that `intertie.toml` declares, filled in: what a person writes.

pub mod contact_to_customer;
pub mod payment_to_label;
