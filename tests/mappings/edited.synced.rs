//! A file that somebody has worked on: unusual layout, comments, other items. Only what is missing may change.
#![allow(dead_code)]
use   crate::mappings::{LeadToContact,LeadToContactHome} ;

/* a comment /* within a comment */ with impl LeadToContact for Nobody {} in it */
pub struct Mine<'a> { pub  lookup : &'a str }

const TEXT: &str = r#"impl LeadToContact for Text { }"#;

impl<'a> LeadToContact for Mine<'a>
{
    // my own words about it
    fn name( &self, lead: &crate::shop::Lead ) -> intertie::map::Result<String> { Ok( lead.full_name.clone() ) } // end

    fn tax(&self, _: &crate::shop::Lead) -> intertie::map::Result<Option<String>> {
		Ok(None) /* tabs */
    }

    fn category(
        &self,
        lead: &crate::shop::Lead,
    ) -> intertie::map::Result<crate::crm::ContactCategory> {
        // lead.kind 100
        match &lead.kind {
            crate::shop::LeadKind::Person => Ok(crate::crm::ContactCategory::Person),
            crate::shop::LeadKind::Company => Ok(crate::crm::ContactCategory::Company),
            crate::shop::LeadKind::Other(value) => todo!("a value that the document does not list: {value:?}"),
        }
    }
}

mod helpers { pub fn x() {} }


// the last line has no end

impl crate::mappings::LeadToContactHome for Mine<'a> {
    fn country_code(&self, lead: &crate::shop::Lead) -> intertie::map::Result<String> {
        // lead.address.country 73, see intertie::convert::country::alpha2
        todo!("countryCode: decide")
    }
}
