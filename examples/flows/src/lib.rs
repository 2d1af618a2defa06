//! Integration flows over generated clients, and mock vendors to run them against.
//!
//! [`order`] takes an order to its customer, [`lead`] a lead to the CRM, the mailing list and the sales channel, [`moved`] a new
//! address to whoever needs it, [`paid`] a payment to stock and invoice. How fields of one vendor become those of another is in [`mapping`], in one place for each flow.

pub mod clients;
pub mod halt;
pub mod lead;
pub mod mapping;
pub mod mock;
pub mod moved;
pub mod order;
pub mod paid;
