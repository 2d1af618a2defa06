//! Nobody wrote a method: the region is made by a function that `intertie.toml` names by its path.
#![allow(dead_code, reason = "clients hold more than mappings use")]

mod crm;
mod mappings;
mod shop;
mod words {
    use intertie::map::{Refused, Result};

    /// The code of a region that this user sells in.
    pub(crate) fn region(name: &str) -> Result<String> {
        match name {
            "Ontario" => Ok("ON".to_owned()),
            "Quebec" => Ok("QC".to_owned()),
            _ => Err(Refused::not("a region that we sell in")),
        }
    }
}

use intertie::map::Reason;
use mappings::LeadToContact;

struct Mine;

impl LeadToContact for Mine {}

fn lead(province: &str) -> shop::Lead {
    shop::Lead { email: "ada@example.com".to_owned(), province: province.to_owned() }
}

fn main() {
    let made = LeadToContact::map(&Mine, &lead("Ontario")).expect("it maps");
    assert_eq!((made.email_address.as_str(), made.province_code.as_str()), ("ada@example.com", "ON"));
    let why = LeadToContact::map(&Mine, &lead("Atlantis")).err().expect("nobody sells there");
    assert_eq!(why.reason(), Reason::Not("a region that we sell in"));
    let shown = why.to_string();
    assert!(shown.contains("provinceCode") && shown.contains("Lead/properties/province"), "{shown}");
    assert!(!shown.contains("Atlantis"), "no value of the source is in an error: {shown}");
}
