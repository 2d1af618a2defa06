//! Integration flows over generated clients, and mock vendors to run them against.
//!
//! [`order`] takes an order to its customer, [`lead`] a lead to the CRM, the mailing list and the sales channel, [`meeting`] an
//! issue to the calendar and a meeting, [`moved`] a new address to whoever needs it, [`paid`] a payment to stock and
//! invoice, [`locate`] a contact to its coordinates. How fields of one vendor become those of another is in [`mapping`], in
//! one place for each flow. [`show`] runs a flow once, for the programs of the flows' names.

pub mod clients;
pub mod halt;
pub mod lead;
pub mod locate;
pub mod mapping;
pub mod meeting;
pub mod mock;
pub mod moved;
pub mod order;
pub mod paid;
pub mod show;
