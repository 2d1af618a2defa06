//! How `lead_to_contact` goes: who left an address in the shop, as a contact of the CRM.

use intertie::convert::{name, phone, text, time};
use intertie::map::Result;
use mappings::LeadToContact;
use shop::Lead;

/// Needs to know nothing.
#[derive(Debug, Clone, Default)]
pub struct LeadToContactMapper;

impl LeadToContact for LeadToContactMapper {
    /// The CRM's key of a contact, without regard to case.
    fn properties_email(&self, lead: &Lead) -> Result<Option<String>> {
        Ok(Some(lead.email.to_lowercase()))
    }

    fn properties_firstname(&self, lead: &Lead) -> Result<Option<String>> {
        Ok(text::present(&name::split(&lead.full_name).given))
    }

    fn properties_lastname(&self, lead: &Lead) -> Result<Option<String>> {
        Ok(text::present(&name::split(&lead.full_name).surname))
    }

    fn properties_phone(&self, lead: &Lead) -> Result<Option<String>> {
        lead.phone.as_deref().map(|number| phone::e164(number, lead.country.as_deref())).transpose()
    }

    /// Dates are milliseconds at midnight of UTC there.
    fn properties_consent_date(&self, lead: &Lead) -> Result<Option<String>> {
        Ok(Some(time::date_to_epoch_millis(lead.consented_at.to_utc().date_naive())))
    }

    fn properties_newsletter(&self, lead: &Lead) -> Result<Option<String>> {
        Ok(lead.newsletter.map(|wants| wants.to_string()))
    }

    fn properties_interests(&self, lead: &Lead) -> Result<Option<String>> {
        lead.interests.as_ref().map(|all| text::joined(all, ';')).transpose()
    }
}
