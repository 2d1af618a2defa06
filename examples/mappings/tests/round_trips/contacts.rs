//! Leads, contacts and their addresses.

use crate::samples::{ada, contact, from_value};
use intertie::convert::time;
use intertie::map::Reason;
use intertie::to_value;
use intertie_example_mappings::*;
use mappings::*;
use serde_json::json;

#[test]
fn a_lead_becomes_a_contact_and_its_parts_the_name_again() {
    let lead: shop::Lead = from_value(json!({
        "id": "l_1", "email": "Ludwig@Example.com", "full_name": "Ludwig van Beethoven", "phone": "030 901820", "country": "Deutschland", "newsletter": true,
        "interests": ["pens", "ink"], "consented_at": "2019-10-30T23:59:00Z",
    }))
    .expect("it is a lead");
    let made = LeadToContact::map(&lead_to_contact::LeadToContactMapper, &lead).expect("it maps").properties;
    let expected = [
        ("consent_date", "1572393600000"),
        ("email", "ludwig@example.com"),
        ("firstname", "Ludwig"),
        ("interests", "pens;ink"),
        ("lastname", "van Beethoven"),
        ("newsletter", "true"),
        ("phone", "+4930901820"),
    ];
    assert_eq!(made, expected.map(|(key, value)| (key.to_owned(), value.to_owned())).into_iter().collect());
    let whole = intertie::convert::name::join(
        made.get("firstname").map(String::as_str),
        made.get("lastname").map(String::as_str),
    );
    assert_eq!(whole.as_deref(), Some(lead.full_name.as_str()));
    assert_eq!(intertie::convert::text::list(&made["interests"], ';'), lead.interests.unwrap());
    assert_eq!(
        time::from_epoch_millis(&made["consent_date"]).unwrap().date_naive(),
        lead.consented_at.to_utc().date_naive()
    );
}

#[test]
fn a_contact_becomes_a_member_under_its_key() {
    let mapper = contact_to_member::ContactToMemberMapper { list: "a1".to_owned() };
    let made = ContactToMember::map(&mapper, &ada()).expect("it maps");
    assert_eq!(made.subscriber_hash, intertie::convert::hash::email_key("ada@example.com"));
    assert_eq!(
        (made.email_address.as_str(), made.status_if_new),
        ("ada@example.com", mailchimp::MemberStatus::Subscribed)
    );
    let fields = made.merge_fields.expect("there are some");
    assert_eq!((&fields["FNAME"], &fields["PHONE"]), (&json!("Ada"), &json!("+442079460018")));
    assert_eq!(made.timestamp_opt.map(time::utc).as_deref(), Some("2026-01-05T00:00:00Z"));
    let silent = ContactToMember::map(&mapper, &contact(&[("email", Some("a@b.c"))])).expect("it maps");
    assert_eq!((silent.status_if_new, silent.merge_fields), (mailchimp::MemberStatus::Transactional, None));
    let why = ContactToMember::map(&mapper, &contact(&[("email", None)])).err().expect("it fails");
    assert_eq!((why.field().as_str(), why.reason()), ("subscriber_hash", Reason::Missing));
}

#[test]
fn a_notice_is_text_and_no_markup() {
    let mapper = contact_to_notice::ContactToNoticeMapper { channel: "C1".to_owned() };
    let made =
        ContactToNotice::map(&mapper, &contact(&[("firstname", Some("<!channel>")), ("company", Some("A & B"))]))
            .expect("it maps");
    assert_eq!(made.text.as_deref(), Some("&lt;!channel&gt; of A &amp; B"));
}

#[test]
fn an_address_goes_to_the_customer_and_what_is_not_there_is_not_sent() {
    let made = ContactToCustomer::map(&contact_to_customer::ContactToCustomerMapper, &ada()).expect("it maps");
    let json = to_value(&made).expect("it is JSON");
    let address =
        json!({"line1": "12 St James's Square", "city": "London", "postal_code": "SW1Y 4JH", "country": "GB"});
    assert_eq!(
        (&json["address"], &json["shipping"]["address"], &json["shipping"]["name"]),
        (&address, &address, &json!("Ada Lovelace"))
    );
    assert_eq!(json["customer"], "cus_1");
    assert!(json["address"].get("state").is_none(), "null at the CRM is absent, not null: {json}");
}

#[test]
fn an_address_is_checked_and_what_comes_back_is_shipped_to() {
    let made = ContactToCheck::map(&contact_to_check::ContactToCheckMapper, &ada()).expect("it maps");
    let address = &to_value(&made).expect("it is JSON")["addressesToValidate"][0]["address"];
    assert_eq!((&address["countryCode"], &address["streetLines"]), (&json!("GB"), &json!(["12 St James's Square"])));
    let resolved = from_value(json!({
        "streetLinesToken": ["1 MARKET ST"], "city": "SAN FRANCISCO", "stateOrProvinceCode": "CA", "countryCode": "US", "classification": "BUSINESS",
        "parsedPostalCode": {"base": "94105", "addOn": "1420"},
    }))
    .expect("it is an address");
    let made = ResolvedToAddress::map(&resolved_to_address::ResolvedToAddressMapper, &resolved).expect("it maps");
    assert_eq!((made.postal_code.as_deref(), made.residential), (Some("94105-1420"), Some(false)));
}
