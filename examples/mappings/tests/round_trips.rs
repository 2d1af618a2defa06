//! Every mapping on sample values, and back where it can be inverted.

use intertie::convert::{money, time};
use intertie::map::Reason;
use intertie::{DecodeError, Map, Value, to_value};
use intertie_example_mappings::*;
use mappings::*;
use serde_json::json;

fn from_value<T: intertie::codec::Decode>(value: Value) -> Result<T, DecodeError> {
    intertie::from_value(&value)
}

fn contact(properties: &[(&str, Option<&str>)]) -> hubspot::SimplePublicObject {
    let properties: Map<Option<&str>> = properties.iter().map(|(key, value)| ((*key).to_owned(), *value)).collect();
    from_value(json!({
        "id": "51", "archived": false, "createdAt": "2026-01-05T09:00:00Z", "updatedAt": "2026-01-06T09:00:00Z", "properties": properties,
    }))
    .expect("it is a contact")
}

fn ada() -> hubspot::SimplePublicObject {
    contact(&[
        ("email", Some("Ada@Example.com")),
        ("firstname", Some("Ada")),
        ("lastname", Some("Lovelace")),
        ("phone", Some("020 7946 0018")),
        ("address", Some("12 St James's Square")),
        ("city", Some("London")),
        ("state", None),
        ("zip", Some("SW1Y 4JH")),
        ("country", Some("United Kingdom")),
        ("stripe_customer_id", Some("cus_1")),
        ("newsletter", Some("true")),
        ("consent_date", Some("1767571200000")),
        ("hs_language", Some("en-gb")),
        ("company", Some("")),
    ])
}

fn order() -> shop::Order {
    from_value(json!({
        "id": "o_1", "placed_at": "2026-01-05T09:00:00+01:00", "currency": "USD", "total": 4999, "email": "ada@example.com", "phone": "(415) 555-2671",
        "lines": [{"sku": "pen", "title": "A pen", "quantity": 2, "unit_price": 2000, "weight_grams": 125}],
        "ship_to": {"name": "Ada Lovelace", "line1": "1 Market Street", "line2": "Apt 2", "city": "San Francisco", "state": "California",
                    "postal_code": "94105", "country": "US"},
    }))
    .expect("it is an order")
}

fn payment(shipping: Value) -> stripe::PaymentIntent {
    from_value(json!({
        "id": "pi_1", "object": "payment_intent", "created": 1_767_600_000, "livemode": false, "status": "succeeded", "amount": 4999, "currency": "usd",
        "receipt_email": "ada@example.com", "metadata": {"order_id": "o_1"}, "shipping": shipping,
    }))
    .expect("it is a payment")
}

fn to_san_francisco() -> Value {
    json!({"name": "Ada Lovelace", "phone": "+1 415 555 2671",
           "address": {"line1": "1 Market Street", "line2": "Apt 2", "city": "San Francisco", "state": "California", "postal_code": "94105", "country": "US"}})
}

#[test]
fn a_checkout_becomes_an_order_whose_parts_sum_up() {
    let session: stripe::CheckoutSession = from_value(json!({
        "id": "cs_1", "object": "checkout.session", "created": 1, "expires_at": 2, "livemode": false, "mode": "payment", "payment_status": "paid",
        "payment_method_types": ["card"], "currency": "usd", "amount_subtotal": 4000, "amount_total": 4999, "client_reference_id": "o_1",
        "total_details": {"amount_discount": 0, "amount_shipping": 599, "amount_tax": 400},
        "collected_information": {"shipping_details": {"name": "Ada Lovelace", "address": to_san_francisco()["address"]}},
        "line_items": {"object": "list", "has_more": false, "url": "/", "data": [
            {"id": "li_1", "object": "item", "amount_discount": 0, "amount_subtotal": 4000, "amount_tax": 400, "amount_total": 4400,
             "currency": "usd", "description": "A pen", "quantity": 2}]},
    }))
    .expect("it is a checkout");
    let made = SessionToOrder::map(&session_to_order::SessionToOrderMapper, &session).expect("it maps");
    let unit = &to_value(&made).expect("it is JSON")["purchase_units"][0];
    assert_eq!(unit["amount"]["value"], "49.99");
    assert_eq!(unit["amount"]["currency_code"], "USD");
    let part = |name: &str| {
        money::minor(unit["amount"]["breakdown"][name]["value"].as_str().unwrap_or("0"), "USD").expect("it is money")
    };
    assert_eq!(
        part("item_total") + part("tax_total") + part("shipping") - part("discount"),
        session.amount_total.unwrap()
    );
    assert_eq!(
        unit["items"],
        json!([{"name": "A pen", "quantity": "2", "unit_amount": {"currency_code": "USD", "value": "20.00"}}])
    );
    assert_eq!((&unit["custom_id"], &unit["shipping"]["name"]["full_name"]), (&json!("o_1"), &json!("Ada Lovelace")));
    assert_eq!(unit["shipping"]["address"]["address_line_2"], "Apt 2");
    // The amount comes back.
    assert_eq!(money::minor(unit["amount"]["value"].as_str().unwrap(), "usd").unwrap(), session.amount_total.unwrap());
}

#[test]
fn a_checkout_without_a_currency_says_where_it_fails() {
    let session: stripe::CheckoutSession = from_value(json!({
        "id": "cs_1", "object": "checkout.session", "created": 1, "expires_at": 2, "livemode": false, "mode": "payment", "payment_status": "paid",
        "payment_method_types": [], "amount_total": 4999,
    }))
    .expect("it is a checkout");
    let why = SessionToOrder::map(&session_to_order::SessionToOrderMapper, &session).err().expect("it fails");
    assert_eq!(
        (why.reason(), why.mapping(), why.field().as_str()),
        (Reason::Missing, Some("session_to_order"), "purchase_units.amount.currency_code")
    );
    assert!(!format!("{why:?}").contains("4999"), "no value of the source is in an error: {why:?}");
}

#[test]
fn orders_and_payments_keep_amount_currency_and_id() {
    let made = OrderToPayment::map(&order_to_payment::OrderToPaymentMapper, &order()).expect("it maps");
    assert_eq!(
        (made.amount, made.currency.as_str(), made.receipt_email.as_deref()),
        (4999, "usd", Some("ada@example.com"))
    );
    let shipping = made.shipping.expect("it ships");
    assert_eq!((shipping.address.line2.as_deref(), shipping.address.country.as_deref()), (Some("Apt 2"), Some("US")));
    let razorpay =
        PaymentToOrder::map(&payment_to_order::PaymentToOrderMapper, &payment(Value::Null)).expect("it maps");
    assert_eq!((razorpay.amount, razorpay.currency.as_str(), razorpay.receipt.as_deref()), (4999, "USD", Some("pi_1")));
    assert_eq!(to_value(&razorpay).expect("it is JSON")["notes"], json!({"order_id": "o_1"}));
    assert_eq!(made.metadata.expect("there is some")["order_id"], "o_1");
}

fn label_mapper() -> payment_to_label::PaymentToLabelMapper {
    let shipper = from_value(json!({
        "address": {"streetLines": ["1 Shop Road"], "city": "Memphis", "countryCode": "US"}, "contact": {"phoneNumber": "9015550100"},
    }));
    let ships_on = time::parse_date("2026-01-06").expect("it is a date");
    payment_to_label::PaymentToLabelMapper { shipper: shipper.expect("it is a shipper"), ships_on }
}

#[test]
fn a_payment_becomes_a_label_with_codes_and_digits() {
    let made = PaymentToLabel::map(&label_mapper(), &payment(to_san_francisco()), &order()).expect("it maps");
    let made = to_value(&made).expect("it is JSON");
    assert_eq!(
        made["recipients"],
        json!([{
            "address": {"streetLines": ["1 Market Street", "Apt 2"], "city": "San Francisco", "stateOrProvinceCode": "CA", "postalCode": "94105", "countryCode": "US"},
            "contact": {"personName": "Ada Lovelace", "emailAddress": "ada@example.com", "phoneNumber": "14155552671"},
        }])
    );
    assert_eq!(made["shipper"]["address"]["city"], "Memphis", "not the recipient's");
    assert_eq!(made["totalDeclaredValue"], json!({"amount": 49.99, "currency": "USD"}));
    assert_eq!((&made["totalWeight"], &made["shipDatestamp"]), (&json!(0.25), &json!("2026-01-06")));
    let item = &made["requestedPackageLineItems"][0];
    assert_eq!(
        (&item["weight"], &item["customerReferences"][0]["value"]),
        (&json!({"units": "KG", "value": 0.125}), &json!("pen"))
    );
    // Both ways: the amount is the payment's again.
    let back = money::Money::from_number(49.99, "USD").expect("it is money").minor();
    assert_eq!(back, 4999);
}

#[test]
fn no_phone_no_label() {
    let mut order = order();
    order.phone = None;
    let mut shipping = to_san_francisco();
    shipping["phone"] = Value::Null;
    let why = PaymentToLabel::map(&label_mapper(), &payment(shipping), &order).err().expect("it fails");
    assert_eq!((why.field().as_str(), why.reason()), ("recipients.contact.phoneNumber", Reason::Missing));
}

#[test]
fn paypal_addresses_are_the_carriers_too() {
    let address: paypal::AddressPortable = from_value(json!({
        "address_line_1": "Nanjing Road 1", "admin_area_2": "Shanghai", "admin_area_1": "Shanghai Shi", "postal_code": "200001", "country_code": "C2",
    }))
    .expect("it is an address");
    let made =
        PaypalToLabelAddress::map(&paypal_to_label_address::PaypalToLabelAddressMapper, &address).expect("it maps");
    assert_eq!((made.country_code.as_str(), made.state_or_province_code.as_deref()), ("CN", Some("SH")));
    assert_eq!((made.street_lines, made.postal_code.as_deref()), (vec!["Nanjing Road 1".to_owned()], Some("200001")));
}

fn track(detail: Value) -> fedex::TrackResult {
    from_value(json!({"latestStatusDetail": detail, "scanEvents": [{"date": "2026-01-06T12:01:00-07:00"}, {"date": "2026-01-07T08:00:00-07:00"}]}))
        .expect("it is a result")
}

#[test]
fn a_parcel_on_its_way_is_told_to_all() {
    let track = track(json!({"code": "IT", "statusByLocale": "In transit", "scanLocation": {"city": "Memphis"}}));
    let label = from_value(json!({"masterTrackingNumber": "794953535000", "shipDatestamp": "2026-01-06"}))
        .expect("it is a label");
    let mapper = label_to_tracker::LabelToTrackerMapper { capture: "8MC585209K746392H".to_owned() };
    let tracker = to_value(&LabelToTracker::map(&mapper, &label, &track).expect("it maps")).expect("it is JSON");
    assert_eq!(
        tracker,
        json!({"transaction_id": "8MC585209K746392H", "tracking_number": "794953535000", "status": "IN_TRANSIT", "shipment_date": "2026-01-06",
               "carrier": "FEDEX", "last_updated_time": "2026-01-07T15:00:00Z"})
    );
    let mapper = track_to_message::TrackToMessageMapper { account: "AC1".to_owned(), from: "+15005550006".to_owned() };
    let message = TrackToMessage::map(&mapper, &track, &order()).expect("it maps");
    assert_eq!(
        (message.to.as_str(), message.body.as_deref()),
        ("+14155552671", Some("Your order o_1: In transit, Memphis."))
    );
    let mapper = track_to_mail::TrackToMailMapper { key: "k".into(), from: "shop@example.com".to_owned() };
    let mail = to_value(&TrackToMail::map(&mapper, &track, &order()).expect("it maps")).expect("it is JSON");
    assert_eq!(mail["message"]["to"], json!([{"email": "ada@example.com", "name": "Ada Lovelace"}]));
}

#[test]
fn a_parcel_that_the_carrier_does_not_know_is_no_news() {
    let mut unknown = track(json!({"code": "IT"}));
    unknown.error =
        Some(from_value(json!({"code": "TRACKING.TRACKINGNUMBER.NOTFOUND", "message": "no"})).expect("it is an error"));
    let mapper = track_to_message::TrackToMessageMapper { account: String::new(), from: String::new() };
    let why = TrackToMessage::map(&mapper, &unknown, &order()).err().expect("it fails");
    assert_eq!((why.field().as_str(), why.reason()), ("Body", Reason::Because("the carrier does not know the parcel")));
}

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

#[test]
fn an_issue_becomes_a_day_and_is_found_again() {
    let issue = from_value(json!({
        "id": "10001", "key": "PROJ-1", "self": "https://x/rest/api/3/issue/10001", "fields": {"summary": "Ship it", "duedate": "2026-02-28",
        "description": {"type": "doc", "version": 1, "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Soon."}]}]}},
    }))
    .expect("it is an issue");
    let assignee =
        from_value(json!({"emailAddress": "ada@example.com", "displayName": "Ada", "timeZone": "Europe/London"}))
            .expect("it is a user");
    let mapper = issue_to_event::IssueToEventMapper { site: "https://example.atlassian.net".to_owned() };
    let event = IssueToEvent::map(&mapper, &issue, &assignee).expect("it maps");
    assert_eq!((event.summary.as_deref(), event.description.as_deref()), (Some("PROJ-1: Ship it"), Some("Soon.")));
    let day =
        |at: &Option<google_calendar::EventDateTime>| at.as_ref().and_then(|at| at.date).map(|date| date.to_string());
    assert_eq!((day(&event.start).as_deref(), day(&event.end).as_deref()), (Some("2026-02-28"), Some("2026-03-01")));
    assert_eq!(event.attendees.as_ref().and_then(|all| all[0].email.as_deref()), Some("ada@example.com"));
    let id = event.id.as_deref().expect("it has one");
    assert!((5..=1024).contains(&id.len()) && id.chars().all(|c| matches!(c, '0'..='9' | 'a'..='v')), "{id}");
    assert_eq!(issue_to_event::issue_key(&event), Some("PROJ-1"));
}

#[test]
fn an_appointment_becomes_a_meeting_and_the_meeting_the_appointment() {
    let event: google_calendar::GoogleCalendarEvent = from_value(json!({
        "summary": "Ship it", "description": "<b>Soon</b> &amp; well", "start": {"dateTime": "2026-02-28T10:00:00+01:00", "timeZone": "Europe/Berlin"},
        "end": {"dateTime": "2026-02-28T10:45:30+01:00", "timeZone": "Europe/Berlin"}, "attendees": [{"email": "ada@example.com"}, {"email": "bob@example.com"}],
    }))
    .expect("it is an event");
    let input = EventToMeeting::map(&event_to_meeting::EventToMeetingMapper, &event).expect("it maps");
    assert_eq!((input.start_time.as_deref(), input.duration), (Some("2026-02-28T09:00:00Z"), Some(46)));
    assert_eq!((input.agenda.as_deref(), input.timezone.as_deref()), (Some("Soon & well"), Some("Europe/Berlin")));
    let sent = to_value(&input).expect("it is JSON");
    assert_eq!(
        sent["settings"]["meeting_invitees"],
        json!([{"email": "ada@example.com"}, {"email": "bob@example.com"}])
    );
    let meeting: zoom::Meeting = from_value(json!({
        "id": 89_123_456_789_i64, "topic": input.topic, "agenda": input.agenda, "start_time": input.start_time, "duration": input.duration,
        "timezone": input.timezone, "join_url": "https://zoom.example/j/89123456789", "password": "secret",
    }))
    .expect("it is a meeting");
    let back = MeetingToEvent::map(&meeting_to_event::MeetingToEventMapper, &meeting).expect("it maps");
    let at = |at: &Option<google_calendar::EventDateTime>| at.as_ref().and_then(|at| at.date_time).map(time::utc);
    assert_eq!((at(&back.start), at(&back.end).as_deref()), (at(&event.start), Some("2026-02-28T09:46:00Z")));
    assert_eq!((&back.summary, back.location.as_deref()), (&event.summary, Some("https://zoom.example/j/89123456789")));
    let back = to_value(&back).expect("it is JSON");
    assert_eq!(back["conferenceData"]["entryPoints"][0]["meetingCode"], "89123456789");
    assert!(!back.to_string().contains("secret"));
    let link = MeetingToLink::map(&meeting_to_link::MeetingToLinkMapper, &meeting).expect("it maps");
    assert_eq!((link.object.title.as_str(), link.global_id.as_deref()), ("Ship it", Some("zoom-meeting=89123456789")));
}

fn paid() -> paypal::Order {
    from_value(json!({
        "id": "5O190127TN364715T", "create_time": "2026-01-05T23:30:00Z", "payer": {"name": {"given_name": "Ada", "surname": "Lovelace"}, "email_address": "ada@example.com"},
        "purchase_units": [{"invoice_id": "o_1", "amount": {"currency_code": "EUR", "value": "44.00"},
            "items": [{"name": "A pen", "quantity": "2", "unit_amount": {"currency_code": "EUR", "value": "20.00"}, "tax": {"currency_code": "EUR", "value": "2.00"}, "sku": "pen"}],
            "shipping": {"name": {"full_name": "Ada King Lovelace"}, "address": {"country_code": "DE", "postal_code": "10115"}},
            "payments": {"captures": [{"id": "8MC585209K746392H", "amount": {"currency_code": "EUR", "value": "44.00"}, "create_time": "2026-01-05T23:31:00Z"}]}}],
    }))
    .expect("it is an order")
}

#[test]
fn a_paid_order_becomes_an_invoice_in_the_books_own_days() {
    let order = paid();
    let unit = &order.purchase_units.as_ref().expect("there is one")[0];
    let mapper = order_to_invoice::OrderToInvoiceMapper {
        zone: "Europe/Berlin".to_owned(),
        tax: ("VAT".to_owned(), "10".to_owned()),
    };
    let made = to_value(&OrderToInvoice::map(&mapper, &order, unit).expect("it maps")).expect("it is JSON");
    assert_eq!(
        made["detail"],
        json!({"reference": "5O190127TN364715T", "currency_code": "EUR", "invoice_number": "o_1", "invoice_date": "2026-01-06"})
    );
    let recipient = &made["primary_recipients"][0];
    assert_eq!(
        recipient["billing_info"],
        json!({"name": {"given_name": "Ada", "surname": "Lovelace"}, "email_address": "ada@example.com"})
    );
    assert_eq!(recipient["shipping_info"]["name"], json!({"given_name": "Ada King", "surname": "Lovelace"}));
    assert_eq!(
        made["items"][0]["unit_amount"],
        to_value(&unit.items.as_ref().unwrap()[0].unit_amount).unwrap(),
        "money is copied, digit by digit"
    );
    let capture = &unit.payments.as_ref().unwrap().captures.as_ref().unwrap()[0];
    let mapper = capture_to_payment::CaptureToPaymentMapper { zone: "America/New_York".to_owned() };
    let made = CaptureToPayment::map(&mapper, capture).expect("it maps");
    assert_eq!(
        (made.payment_id, made.payment_date.as_deref(), made.amount),
        (capture.id.clone(), Some("2026-01-05"), capture.amount.clone())
    );
}

#[test]
fn a_paid_item_leaves_the_stock_of_its_own_variant() {
    let order = paid();
    let item = &order.purchase_units.as_ref().unwrap()[0].items.as_ref().unwrap()[0];
    let mapper = item_to_stock::ItemToStockMapper { store: "s".to_owned(), product: "p".to_owned() };
    let variant = |sku: &str, stock: i64| {
        from_value(json!({"id": "v", "sku": sku, "inventory_quantity": stock})).expect("it is a variant")
    };
    let made = ItemToStock::map(&mapper, item, &variant("pen", 5)).expect("it maps");
    assert_eq!((made.inventory_quantity, made.variant_id.as_str()), (Some(3), "v"));
    let why = ItemToStock::map(&mapper, item, &variant("ink", 5)).err().expect("it fails");
    assert_eq!(why.field(), "sku");
}
