//! How `lead_to_contact` goes: `shop::Lead` to `hubspot::SimplePublicObjectInputForCreate`.
//!
//! This file is yours. It was written once and is never overwritten; `intertie map sync` adds methods that are missing.

use mappings::LeadToContact;

/// What the mapping needs to know beside its sources: settings, lookups.
#[derive(Debug, Clone, Default)]
pub struct LeadToContactMapper;

impl LeadToContact for LeadToContactMapper {}
