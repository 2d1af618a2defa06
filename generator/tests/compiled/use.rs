//! A program that uses the generated sample: it is compiled and run by `compile.rs`.

use acme::{Address, Client, Customer, Deleted, Event, GetCustomer, ListCustomers, ListParents, Order, PutOrder, Source, Status};
use intertie::{Field, Operation, from_str, to_string};

const CUSTOMER: &str = r#"{"id":"c1","type":"x","self":"past-due","req_bool":true,"req_i32":1,"req_i64":2,"req_u32":3,
    "req_u64":4,"req_i128":5,"req_f64":1.5,"req_f32":2.5,"req_string":"s","req_secret":"hush","req_base64":"aGk=",
    "req_date_time":"2026-01-02T03:04:05Z","req_date":"2026-01-02","req_unix_time":1700000000,
    "req_rfc2822":"Fri, 02 Jan 2026 03:04:05 +0000","req_uuid":"67e55044-10b1-426f-9247-bb680e5fe0c8",
    "req_decimal":"1.25","req_json":{"a":1},"req_list":["a"],"req_counts":[1],"req_map":{"k":"v"},
    "req_flags":{"k":true},"req_named":{"line-1":"street"},"req_alias":["EUR"],"req_source":"text",
    "deleted":true,"level":-1,"point":[1,2,{"more":true}],"email":null,"unheard":[1]}"#;

fn customer() -> Customer {
    from_str(CUSTOMER).expect("it is a customer")
}

#[test]
fn a_struct_is_read_and_written() {
    let customer = customer();
    assert_eq!(customer.self_, Status::PastDue);
    assert_eq!(customer.deleted, Some(Deleted::True));
    assert_eq!(customer.req_source, Source::Text("text".to_owned()));
    assert_eq!(customer.point.as_ref().map(|point| (point.0, point.2.len())), Some((1.0, 1)));
    assert_eq!(customer.rest["unheard"], serde_json::json!([1]));
    let again: Customer = from_str(&to_string(&customer).expect("it can be written")).expect("and read");
    assert_eq!(again, customer);
    let error = from_str::<Customer>(r#"{"id":[]}"#).expect_err("it is no customer");
    assert!(error.to_string().contains("id"), "{error}");
}

#[test]
fn debug_shows_rust_names_and_no_secret() {
    let shown = format!("{:?}", customer());
    assert!(shown.contains("self_: PastDue") && !shown.contains("hush"), "{shown}");
}

#[test]
fn values_become_unions_and_enums() {
    let address = Address { line_1: Some("street".to_owned()) };
    assert_eq!(Source::from(address.clone()), Source::Card(address));
    assert_eq!(Source::from("x"), Source::Text("x".to_owned()));
    assert_eq!(Status::from("never heard"), Status::Other("never heard".to_owned()));
}

#[test]
fn a_request_knows_its_place() {
    let request = GetCustomer::new("a/../b").request().expect("a request");
    assert_eq!(request.path_and_query, "/customers/a%2F..%2Fb");
    let text = acme::ReadText::default().request().expect("a request");
    assert_eq!(text.headers["x-kind"], "\"text\"");
    let list = ListCustomers {
        csv: Some(vec!["a".to_owned(), "b".to_owned()]),
        sid: Some("cookie".to_owned()),
        sid_2: Some("query".to_owned()),
        ..ListCustomers::new()
    };
    let request = list.request().expect("a request");
    assert_eq!(request.path_and_query, "/customers?csv=a,b&sid=query");
    assert_eq!(request.headers["cookie"], "sid=cookie");
}

#[test]
fn items_are_moved_out_of_pages_of_any_shape() {
    use intertie::Paged;
    assert_eq!(ListCustomers::items(vec![customer()]), [customer()]);
    assert!(ListParents::items(None).is_empty() && ListParents::items(Some(customer())).is_empty());
    let child = Customer { parent: Some(Box::new(customer())), ..customer() };
    assert_eq!(ListParents::items(Some(child)), ["a"]);
}

#[test]
fn headers_of_answers_are_read() {
    let mut headers = intertie::http::HeaderMap::new();
    for (name, value) in [("link", "<a>"), ("x-left", "many"), ("x-status", "past-due"), ("x-tags", "a, b")] {
        headers.insert(name, value.parse().expect("a value"));
    }
    let read = acme::ListCustomersHeaders::from(&headers);
    assert_eq!((read.link.as_deref(), read.x_left), (Some("<a>"), None));
    assert_eq!((read.x_status, read.x_tags.map(|tags| tags.len())), (Some(Status::PastDue), Some(2)));
    assert_eq!(acme::SharedHeaders::from(&headers).x, None);
}

#[test]
fn an_order_is_a_body() {
    let order = Order { note: Some("n".to_owned()), ..Order::new(customer(), 12) };
    let request = PutOrder::new(order).request().expect("a request");
    assert_eq!((request.path_and_query.as_str(), request.method.as_str()), ("/orders", "PUT"));
    assert_eq!(request.headers["content-type"], "application/merge-patch+json");
    let body: serde_json::Value = serde_json::from_slice(request.body.as_bytes().expect("bytes")).expect("JSON");
    assert_eq!((&body["is_order"], &body["level"]), (&true.into(), &(-2).into()), "constants are sent by themselves");
    let journal = serde_json::to_value(PutOrder::new(Order::new(customer(), 12))).expect("it can be stored");
    assert_eq!(journal["body"]["amount"], 12);
}

#[test]
fn events_are_read_by_name() {
    let event = Event::from_slice("customer.created", CUSTOMER.as_bytes()).expect("an event");
    assert!(matches!(&event, Event::CustomerCreated(customer) if customer.id == "c1"));
    let other = Event::from_slice("new", b"{}").expect("any event");
    assert_eq!(other.name(), "new");
}

/// Compiled only: what a call looks like.
#[allow(dead_code)]
async fn calls(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    let created = client.customers().create_customer("Ada").opt_string("x").opt_u32(1).opt_list(["a", "b"]);
    let created = created.opt_map([("order", "42")]).a_rather_long_name_of_a_member_of_the_body_string(Field::Null);
    let customer: Customer = created.with_json().send().await?;
    let pdf = client.customers().get_customer("c").send_for("application/pdf").await?.into_output().bytes().await?;
    drop(pdf);
    let list: Vec<Customer> = client.customers().list_customers().csv(["a"]).deep([("k", "v")]).send().await?;
    let mut customers = client.customers().list_customers().csv(["a"]).items().take_pages(2).prefetch();
    while let Some(customer) = customers.try_next().await? {
        drop::<Customer>(customer);
    }
    let pages = client.customers().list_customers().pages().resume(&customers.cursor())?;
    let _: Option<Vec<Customer>> = { pages }.try_next().await?;
    if let Err(error) = client.orders().update_order("a", "b").send().await {
        assert!(matches!(error.body(), Some(acme::SharedError::NotFound(_)) | None));
    }
    drop((customer, list));
    Ok(())
}
