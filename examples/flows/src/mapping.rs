//! How fields of one vendor become those of another: a module for each flow.

pub mod lead;
pub mod locate;
pub mod meeting;
pub mod moved;
pub mod order;
pub mod paid;
