//! Every mapping on sample values, and back where it can be inverted.

mod contacts;
mod invoices;
mod meetings;
mod parcels;
mod payments;
mod samples;
