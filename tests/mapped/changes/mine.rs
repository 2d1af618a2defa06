//! A person's file for the documents beside it: what the stub left open is written, by hand.
#![allow(dead_code, reason = "clients hold more than mappings use")]

mod crm;
mod mappings;
mod shop;

use intertie::map::{Refused, Result, required};
use mappings::{LeadToContact, LeadToContactHome, LeadToSearch};

struct Mine;

impl LeadToContact for Mine {
    fn name(&self, lead: &shop::Lead) -> Result<String> {
        Ok(lead.full_name.clone())
    }

    fn category(&self, lead: &shop::Lead) -> Result<crm::ContactCategory> {
        match &lead.kind {
            shop::LeadKind::Person => Ok(crm::ContactCategory::Person),
            shop::LeadKind::Company => Ok(crm::ContactCategory::Company),
            shop::LeadKind::Other(_) => Err(Refused::unknown_value()),
        }
    }

    fn tax(&self, _: &shop::Lead) -> Result<Option<String>> {
        Ok(None)
    }
}

impl LeadToContactHome for Mine {
    fn country_code(&self, lead: &shop::Lead) -> Result<String> {
        required(lead.address.as_ref().and_then(|address| address.country.clone()))
    }
}

impl LeadToSearch for Mine {}

fn search(lead: &shop::Lead) -> Result<crm::FindContact> {
    LeadToSearch::map(&Mine, lead)
}

fn main() {}
