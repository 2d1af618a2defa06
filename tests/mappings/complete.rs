use crate::mappings::{LeadToContact, LeadToContactHome};
use crate::{crm, shop};
use intertie::map::Result;

pub struct Mapper;

impl LeadToContact for Mapper {
    fn name(&self, lead: &shop::Lead) -> Result<String> {
        Ok(lead.full_name.clone())
    }

    fn category(&self, lead: &shop::Lead) -> Result<crm::ContactCategory> {
        match &lead.kind {
            shop::LeadKind::Person => Ok(crm::ContactCategory::Person),
            shop::LeadKind::Company => Ok(crm::ContactCategory::Company),
            shop::LeadKind::Other(_) => Err(intertie::map::Refused::unknown_value()),
        }
    }

    fn tax(&self, _: &shop::Lead) -> Result<Option<String>> {
        Ok(None)
    }
}

impl LeadToContactHome for Mapper {
    fn country_code(&self, lead: &shop::Lead) -> Result<String> {
        let country = lead.address.as_ref().and_then(|address| address.country.as_deref());
        intertie::convert::country::alpha2(intertie::map::required(country)?)
    }
}
