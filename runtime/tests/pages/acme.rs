//! Operations whose answers are pages, as the generator writes them.

use intertie::codec::{Decode, Encode, Object, Table, optional, table};
use intertie::spec::{self, PagingRule, PagingSpec, Place, Style};
use intertie::{Paged, Untyped, Value};

intertie::client! {
    /// A client for Acme.
    api: spec::ApiSpec {
        name: "acme",
        spec: spec::SpecId { vendor: "acme", version: "1", digest: "00" },
        servers: &[],
        schemes: &[],
        security: &[],
        policy: &spec::Policy {
            idempotency: Some(spec::Idempotency {
                place: spec::KeyPlace::Header("Idempotency-Key"),
                methods: &["POST"],
                operations: &[],
                max_length: 99,
            }),
            ..spec::Policy::NONE
        },
    },
}

/// An item.
#[derive(Clone, PartialEq)]
pub struct Item {
    pub id: Option<String>,
}

/// What search asks for.
#[derive(Clone, PartialEq, Default)]
pub struct Search {
    pub filters: Option<Vec<String>>,
    pub after: Option<String>,
    pub page: Option<PageOf>,
}

/// A part of it.
#[derive(Clone, PartialEq, Default)]
pub struct PageOf {
    pub limit: Option<i64>,
    pub cursor: Option<String>,
}

/// A struct with its table.
macro_rules! object {
    ($name:ident { $($field:ident $wire:literal),* }) => {
        impl Object for $name {
            const TABLE: Table = table(stringify!($name), &[$(optional($wire).ident(stringify!($field))),*]);
            fn blank() -> Self {
                Self { $($field: None),* }
            }
            fn get(&self, at: usize) -> &dyn Encode {
                let all: &[&dyn Encode] = &[$(&self.$field),*];
                all[at.min(all.len() - 1)]
            }
            fn get_mut(&mut self, at: usize) -> &mut dyn Decode {
                let mut all: Vec<&mut dyn Decode> = vec![$(&mut self.$field),*];
                all.swap_remove(at)
            }
        }

        intertie::objects! { $name }
    };
}

object!(Item { id "id" });
object!(Search { filters "filters", after "after", page "page" });
object!(PageOf { limit "limit", cursor "cursor" });

const QUERY: Place = Place::query(Style::Form, true);

const BODY: spec::BodySpec =
    spec::BodySpec { media_type: "application/json", coding: spec::Coding::Json, required: true, choices: &[] };

/// A list: its request, its table, and where its items are.
macro_rules! lists {
    ($($name:ident $method:literal $path:literal $body:expr;
       { $($field:ident $wire:literal: $ty:ty, $place:expr);* } $items:literal $rule:expr;)*) => { $(
        #[derive(Clone, PartialEq, Default)]
        pub struct $name {
            $(pub $field: Option<$ty>),*
        }

        object!($name { $($field $wire),* });

        impl intertie::Operation for $name {
            type Output = Value;
            type Error = Untyped;
            const SPEC: &'static spec::OperationSpec = &spec::OperationSpec {
                id: stringify!($name),
                method: $method,
                path: $path,
                fixed_query: &[],
                places: &[$($place),*],
                body: $body,
                accept: "application/json",
                answers: &[spec::AnswerSpec {
                    status: spec::Status::Code(200),
                    coding: spec::AnswerCoding::Json,
                    case: 0,
                    success: true,
                }],
                servers: &[],
                security: None,
                paging: Some(PagingSpec { items: $items, rule: $rule }),
                deprecated: false,
            };
        }

        impl Paged for $name {
            type Item = Item;
            fn items(mut output: Value) -> Vec<Item> {
                let items = output.pointer_mut($items).map(Value::take).unwrap_or_default();
                intertie::from_value(&items).expect("items")
            }
        }
    )* };
}

lists! {
    Slack "GET" "/users.list" None;
    { cursor "cursor": String, QUERY; limit "limit": i64, QUERY } "/members"
    PagingRule::Cursor { param: "cursor", cursor: "/response_metadata/next_cursor", more: None };

    Told "GET" "/told" None;
    { token "token": i64, QUERY } "/items"
    PagingRule::Cursor { param: "token", cursor: "/next", more: Some("/more") };

    Stripe "GET" "/v1/charges" None;
    { starting_after "starting_after": String, QUERY; ending_before "ending_before": String, QUERY;
      customer "customer": String, QUERY } "/data"
    PagingRule::LastId { param: "starting_after", id: "/id", more: "/has_more", back: Some("ending_before") };

    Hubspot "POST" "/crm/search" Some(BODY);
    { body "body": Search, Place::whole_body() } "/results"
    PagingRule::Cursor { param: "/after", cursor: "/paging/next/after", more: None };

    Datadog "POST" "/api/v2/logs/search" Some(BODY);
    { filter "filter": String, Place::body(); page "page": PageOf, Place::body() } "/data"
    PagingRule::Cursor { param: "/page/cursor", cursor: "/meta/page/after", more: None };

    Jira "GET" "/rest/projects" None;
    { start_at "startAt": i64, QUERY; max_results "maxResults": i64, QUERY } "/values"
    PagingRule::Offset { param: "startAt", limit: Some("maxResults"), total: Some("/isLast") };

    Mailchimp "GET" "/lists" None;
    { offset "offset": i64, QUERY } "/lists"
    PagingRule::Offset { param: "offset", limit: None, total: Some("/total_items") };

    Razorpay "GET" "/payments" None;
    { skip "skip": i64, QUERY; count "count": i64, QUERY } "/items"
    PagingRule::Offset { param: "skip", limit: Some("count"), total: None };

    Paypal "GET" "/invoices" None;
    { page "page": i64, QUERY } "/items"
    PagingRule::Page { param: "page", first: 1, limit: None, pages: Some("/total_pages"), links: Some("/links") };

    Numbered "GET" "/numbered" None;
    { page "page[number]": i64, QUERY; size "page[size]": i64, QUERY } ""
    PagingRule::Page { param: "page[number]", first: 0, limit: Some("page[size]"), pages: None, links: None };

    NewRelic "GET" "/v2/applications.json" None;
    { name "filter[name]": String, QUERY } "/applications"
    PagingRule::LinkHeader;

    Twilio "GET" "/2010-04-01/Messages.json" None;
    { page_size "PageSize": i64, QUERY } "/messages"
    PagingRule::NextUrl { url: "/next_page_uri" };

    Broken "GET" "/broken" None;
    { page "page": i64, QUERY } "/items"
    PagingRule::Cursor { param: "no_such", cursor: "/next", more: None };
}
