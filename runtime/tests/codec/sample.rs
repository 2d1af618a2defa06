//! Types in the shape in which they are generated, for the codec's tests and its bench.
#![allow(dead_code, missing_docs, unreachable_pub, reason = "each user needs a part; the shape is the generator's")]

use intertie::codec::{
    ARRAY, BOOLEAN, BoolEnum, Branch, Choice, Const, Decode, Encode, INTEGER, IntEnum, NUMBER, OBJECT, Object, Part,
    Rest, STRING, StringEnum, Table, Tuple, TupleRest, Union, no_member, no_member_mut, optional, required, table,
};
use intertie::{Base64, Field, Map, Secret, UnixTime, Value};

// ---- a list of charges ------------------------------------------------------------------------------------------------

#[derive(Clone, PartialEq)]
pub struct ChargeList {
    pub object: String,
    pub data: Vec<Charge>,
    pub has_more: bool,
    pub url: Option<String>,
}

impl Object for ChargeList {
    const TABLE: Table =
        table("ChargeList", &[required("object"), required("data"), required("has_more"), optional("url")]);
    #[inline]
    fn get(&self, at: usize) -> &dyn Encode {
        match at {
            0 => &self.object,
            1 => &self.data,
            2 => &self.has_more,
            _ => &self.url,
        }
    }
    #[inline]
    fn get_mut(&mut self, at: usize) -> &mut dyn Decode {
        match at {
            0 => &mut self.object,
            1 => &mut self.data,
            2 => &mut self.has_more,
            _ => &mut self.url,
        }
    }
}

impl Decode for ChargeList {
    #[inline]
    fn blank() -> Self {
        Self { object: Decode::blank(), data: Decode::blank(), has_more: Decode::blank(), url: None }
    }
    #[inline]
    fn decode(&mut self, input: &mut dyn intertie::codec::Input) -> intertie::codec::Result<bool> {
        intertie::codec::object::read(self, input)
    }
}

#[derive(Clone, PartialEq)]
pub struct Charge {
    pub id: String,
    pub amount: i64,
    pub currency: Currency,
    pub created: i64,
    pub customer: Option<String>,
    pub description: Option<String>,
    pub livemode: bool,
    pub metadata: Map<String>,
    pub outcome: Option<Box<Outcome>>,
    pub paid: bool,
    pub rate: f64,
    pub status: Status,
    pub tags: Option<Vec<String>>,
    pub r#type: Option<String>,
}

impl Object for Charge {
    const TABLE: Table = table(
        "Charge",
        &[
            required("id"),
            required("amount"),
            required("currency"),
            required("created"),
            optional("customer").nullable(),
            optional("description").nullable(),
            required("livemode"),
            required("metadata"),
            optional("outcome").nullable(),
            required("paid"),
            required("rate"),
            required("status"),
            optional("tags"),
            optional("type").ident("r#type"),
        ],
    );
    #[inline]
    fn get(&self, at: usize) -> &dyn Encode {
        match at {
            0 => &self.id,
            1 => &self.amount,
            2 => &self.currency,
            3 => &self.created,
            4 => &self.customer,
            5 => &self.description,
            6 => &self.livemode,
            7 => &self.metadata,
            8 => &self.outcome,
            9 => &self.paid,
            10 => &self.rate,
            11 => &self.status,
            12 => &self.tags,
            _ => &self.r#type,
        }
    }
    #[inline]
    fn get_mut(&mut self, at: usize) -> &mut dyn Decode {
        match at {
            0 => &mut self.id,
            1 => &mut self.amount,
            2 => &mut self.currency,
            3 => &mut self.created,
            4 => &mut self.customer,
            5 => &mut self.description,
            6 => &mut self.livemode,
            7 => &mut self.metadata,
            8 => &mut self.outcome,
            9 => &mut self.paid,
            10 => &mut self.rate,
            11 => &mut self.status,
            12 => &mut self.tags,
            _ => &mut self.r#type,
        }
    }
}

impl Decode for Charge {
    #[inline]
    fn blank() -> Self {
        Self {
            id: Decode::blank(),
            amount: Decode::blank(),
            currency: Decode::blank(),
            created: Decode::blank(),
            customer: None,
            description: None,
            livemode: Decode::blank(),
            metadata: Decode::blank(),
            outcome: None,
            paid: Decode::blank(),
            rate: Decode::blank(),
            status: Decode::blank(),
            tags: None,
            r#type: None,
        }
    }
    #[inline]
    fn decode(&mut self, input: &mut dyn intertie::codec::Input) -> intertie::codec::Result<bool> {
        intertie::codec::object::read(self, input)
    }
}

#[derive(Clone, PartialEq, Default)]
pub struct Outcome {
    pub network_status: Option<String>,
    pub reason: Option<String>,
    pub risk_score: Option<i64>,
    pub seller_message: Option<String>,
}

impl Object for Outcome {
    const TABLE: Table = table(
        "Outcome",
        &[
            optional("network_status"),
            optional("reason").nullable(),
            optional("risk_score"),
            optional("seller_message"),
        ],
    );
    #[inline]
    fn get(&self, at: usize) -> &dyn Encode {
        match at {
            0 => &self.network_status,
            1 => &self.reason,
            2 => &self.risk_score,
            _ => &self.seller_message,
        }
    }
    #[inline]
    fn get_mut(&mut self, at: usize) -> &mut dyn Decode {
        match at {
            0 => &mut self.network_status,
            1 => &mut self.reason,
            2 => &mut self.risk_score,
            _ => &mut self.seller_message,
        }
    }
}

impl Decode for Outcome {
    #[inline]
    fn blank() -> Self {
        Self { network_status: None, reason: None, risk_score: None, seller_message: None }
    }
    #[inline]
    fn decode(&mut self, input: &mut dyn intertie::codec::Input) -> intertie::codec::Result<bool> {
        intertie::codec::object::read(self, input)
    }
}

#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Status {
    Succeeded,
    Pending,
    RequiresAction,
    Other(String),
}

impl StringEnum for Status {
    const VALUES: &'static [(&'static str, &'static str)] =
        &[("succeeded", "Succeeded"), ("pending", "Pending"), ("requires_action", "RequiresAction")];
    #[inline]
    fn as_str(&self) -> &str {
        match self {
            Self::Succeeded => "succeeded",
            Self::Pending => "pending",
            Self::RequiresAction => "requires_action",
            Self::Other(text) => text,
        }
    }
    #[inline]
    fn pick(at: usize, value: &str) -> Self {
        match at {
            0 => Self::Succeeded,
            1 => Self::Pending,
            2 => Self::RequiresAction,
            _ => Self::Other(value.to_owned()),
        }
    }
}

#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Currency {
    Usd,
    Eur,
    Jpy,
    Other(String),
}

impl StringEnum for Currency {
    const VALUES: &'static [(&'static str, &'static str)] = &[("usd", "Usd"), ("eur", "Eur"), ("jpy", "Jpy")];
    #[inline]
    fn as_str(&self) -> &str {
        match self {
            Self::Usd => "usd",
            Self::Eur => "eur",
            Self::Jpy => "jpy",
            Self::Other(text) => text,
        }
    }
    #[inline]
    fn pick(at: usize, value: &str) -> Self {
        match at {
            0 => Self::Usd,
            1 => Self::Eur,
            2 => Self::Jpy,
            _ => Self::Other(value.to_owned()),
        }
    }
}

// ---- all else that is generated ---------------------------------------------------------------------------------------

/// Every kind of member.
#[derive(Clone, PartialEq)]
pub struct Everything {
    pub id: String,
    pub nothing: Nothing,
    pub field: Field<String>,
    pub field_list: Field<Vec<i64>>,
    pub nullable: Option<i64>,
    pub small: Option<i32>,
    pub wide: Option<i128>,
    pub ratio: Option<f32>,
    pub password: Option<Secret>,
    pub hidden: Option<String>,
    pub bytes: Option<Base64>,
    pub time: Option<UnixTime>,
    pub any: Option<Value>,
    pub level: Option<Level>,
    pub deleted: Option<True>,
    pub source: Option<Source>,
    pub sources: Vec<Source>,
    pub expandable: Option<Expandable>,
    pub point: Option<Point>,
    pub maps: Map<Map<Option<i64>>>,
    pub child: Option<Box<Everything>>,
    pub rest: Map<Value>,
}

impl Object for Everything {
    const TABLE: Table = table(
        "Everything",
        &[
            required("id"),
            required("nothing"),
            optional("field").nullable(),
            optional("field-list").ident("field_list").nullable().clear_empty(),
            required("nullable").nullable(),
            optional("small"),
            optional("wide"),
            optional("ratio"),
            optional("password"),
            optional("hidden").secret(),
            optional("bytes"),
            optional("time"),
            optional("any"),
            optional("level"),
            optional("deleted"),
            optional("source"),
            required("sources"),
            optional("expandable"),
            optional("point"),
            required("maps"),
            optional("child"),
        ],
    );
    #[inline]
    fn get(&self, at: usize) -> &dyn Encode {
        match at {
            0 => &self.id,
            1 => &self.nothing,
            2 => &self.field,
            3 => &self.field_list,
            4 => &self.nullable,
            5 => &self.small,
            6 => &self.wide,
            7 => &self.ratio,
            8 => &self.password,
            9 => &self.hidden,
            10 => &self.bytes,
            11 => &self.time,
            12 => &self.any,
            13 => &self.level,
            14 => &self.deleted,
            15 => &self.source,
            16 => &self.sources,
            17 => &self.expandable,
            18 => &self.point,
            19 => &self.maps,
            _ => &self.child,
        }
    }
    #[inline]
    fn get_mut(&mut self, at: usize) -> &mut dyn Decode {
        match at {
            0 => &mut self.id,
            1 => &mut self.nothing,
            2 => &mut self.field,
            3 => &mut self.field_list,
            4 => &mut self.nullable,
            5 => &mut self.small,
            6 => &mut self.wide,
            7 => &mut self.ratio,
            8 => &mut self.password,
            9 => &mut self.hidden,
            10 => &mut self.bytes,
            11 => &mut self.time,
            12 => &mut self.any,
            13 => &mut self.level,
            14 => &mut self.deleted,
            15 => &mut self.source,
            16 => &mut self.sources,
            17 => &mut self.expandable,
            18 => &mut self.point,
            19 => &mut self.maps,
            _ => &mut self.child,
        }
    }
    #[inline]
    fn rest(&self) -> Option<&dyn Rest> {
        Some(&self.rest)
    }
    #[inline]
    fn rest_mut(&mut self) -> Option<&mut dyn Rest> {
        Some(&mut self.rest)
    }
}

impl Decode for Everything {
    #[inline]
    fn blank() -> Self {
        Self {
            id: Decode::blank(),
            nothing: Decode::blank(),
            field: Field::Absent,
            field_list: Field::Absent,
            nullable: None,
            small: None,
            wide: None,
            ratio: None,
            password: None,
            hidden: None,
            bytes: None,
            time: None,
            any: None,
            level: None,
            deleted: None,
            source: None,
            sources: Decode::blank(),
            expandable: None,
            point: None,
            maps: Decode::blank(),
            child: None,
            rest: Map::new(),
        }
    }
    #[inline]
    fn decode(&mut self, input: &mut dyn intertie::codec::Input) -> intertie::codec::Result<bool> {
        intertie::codec::object::read(self, input)
    }
}

/// A struct without members.
#[derive(Clone, PartialEq, Default)]
pub struct Nothing {}

impl Object for Nothing {
    const TABLE: Table = table("Nothing", &[]);
    #[inline]
    fn get(&self, _: usize) -> &dyn Encode {
        no_member()
    }
    #[inline]
    fn get_mut(&mut self, _: usize) -> &mut dyn Decode {
        no_member_mut()
    }
}

impl Decode for Nothing {
    #[inline]
    fn blank() -> Self {
        Self {}
    }
    #[inline]
    fn decode(&mut self, input: &mut dyn intertie::codec::Input) -> intertie::codec::Result<bool> {
        intertie::codec::object::read(self, input)
    }
}

#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Level {
    Low,
    High,
    Other(i64),
}

impl IntEnum for Level {
    const VALUES: &'static [(i64, &'static str)] = &[(1, "Low"), (2, "High")];
    #[inline]
    fn as_i64(&self) -> i64 {
        match self {
            Self::Low => 1,
            Self::High => 2,
            Self::Other(value) => *value,
        }
    }
    #[inline]
    fn pick(at: usize, value: i64) -> Self {
        match at {
            0 => Self::Low,
            1 => Self::High,
            _ => Self::Other(value),
        }
    }
}

#[derive(Clone, PartialEq, Eq, Hash)]
pub enum True {
    True,
    Other(bool),
}

impl BoolEnum for True {
    const VALUES: &'static [(bool, &'static str)] = &[(true, "True")];
    #[inline]
    fn as_bool(&self) -> bool {
        match self {
            Self::True => true,
            Self::Other(value) => *value,
        }
    }
    #[inline]
    fn pick(at: usize, value: bool) -> Self {
        match at {
            0 => Self::True,
            _ => Self::Other(value),
        }
    }
}

#[derive(Clone, PartialEq)]
pub struct Card {
    pub object: String,
    pub number: String,
    pub exp: Option<i64>,
}

impl Object for Card {
    const TABLE: Table = table("Card", &[required("object"), required("number"), optional("exp")]);
    #[inline]
    fn get(&self, at: usize) -> &dyn Encode {
        match at {
            0 => &self.object,
            1 => &self.number,
            _ => &self.exp,
        }
    }
    #[inline]
    fn get_mut(&mut self, at: usize) -> &mut dyn Decode {
        match at {
            0 => &mut self.object,
            1 => &mut self.number,
            _ => &mut self.exp,
        }
    }
}

impl Decode for Card {
    #[inline]
    fn blank() -> Self {
        Self { object: Decode::blank(), number: Decode::blank(), exp: None }
    }
    #[inline]
    fn decode(&mut self, input: &mut dyn intertie::codec::Input) -> intertie::codec::Result<bool> {
        intertie::codec::object::read(self, input)
    }
}

#[derive(Clone, PartialEq)]
pub struct DeletedCard {
    pub object: String,
    pub deleted: True,
}

impl Object for DeletedCard {
    const TABLE: Table = table("DeletedCard", &[required("object"), required("deleted")]);
    #[inline]
    fn get(&self, at: usize) -> &dyn Encode {
        match at {
            0 => &self.object,
            _ => &self.deleted,
        }
    }
    #[inline]
    fn get_mut(&mut self, at: usize) -> &mut dyn Decode {
        match at {
            0 => &mut self.object,
            _ => &mut self.deleted,
        }
    }
}

impl Decode for DeletedCard {
    #[inline]
    fn blank() -> Self {
        Self { object: Decode::blank(), deleted: Decode::blank() }
    }
    #[inline]
    fn decode(&mut self, input: &mut dyn intertie::codec::Input) -> intertie::codec::Result<bool> {
        intertie::codec::object::read(self, input)
    }
}

#[derive(Clone, PartialEq)]
pub struct BankAccount {
    pub iban: String,
    pub holder: Option<String>,
}

impl Object for BankAccount {
    const TABLE: Table = table("BankAccount", &[required("iban"), optional("holder")]);
    #[inline]
    fn get(&self, at: usize) -> &dyn Encode {
        match at {
            0 => &self.iban,
            _ => &self.holder,
        }
    }
    #[inline]
    fn get_mut(&mut self, at: usize) -> &mut dyn Decode {
        match at {
            0 => &mut self.iban,
            _ => &mut self.holder,
        }
    }
}

impl Decode for BankAccount {
    #[inline]
    fn blank() -> Self {
        Self { iban: Decode::blank(), holder: None }
    }
    #[inline]
    fn decode(&mut self, input: &mut dyn intertie::codec::Input) -> intertie::codec::Result<bool> {
        intertie::codec::object::read(self, input)
    }
}

#[derive(Clone, PartialEq, Default)]
pub struct Wallet {
    pub holder: Option<String>,
    pub brand: Option<String>,
}

impl Object for Wallet {
    const TABLE: Table = table("Wallet", &[optional("holder"), optional("brand")]);
    #[inline]
    fn get(&self, at: usize) -> &dyn Encode {
        match at {
            0 => &self.holder,
            _ => &self.brand,
        }
    }
    #[inline]
    fn get_mut(&mut self, at: usize) -> &mut dyn Decode {
        match at {
            0 => &mut self.holder,
            _ => &mut self.brand,
        }
    }
}

impl Decode for Wallet {
    #[inline]
    fn blank() -> Self {
        Self { holder: None, brand: None }
    }
    #[inline]
    fn decode(&mut self, input: &mut dyn intertie::codec::Input) -> intertie::codec::Result<bool> {
        intertie::codec::object::read(self, input)
    }
}

/// A union whose branches take every rule to tell apart.
#[derive(Clone, PartialEq)]
pub enum Source {
    DeletedCard(DeletedCard),
    Card(Card),
    BankAccount(Box<BankAccount>),
    Wallet(Wallet),
    Level(Level),
    Amount(f64),
    Status(Status),
    Text(String),
    Flag(bool),
    Numbers(Vec<i64>),
    Texts(Vec<String>),
    Other(Value),
}

impl Union for Source {
    const CHOICE: &'static Choice = &Choice {
        discriminator: Some("object"),
        branches: &[
            Branch {
                tags: &[],
                constants: &[("object", &[Const::Str("card")]), ("deleted", &[Const::Bool(true)])],
                unique: &["deleted"],
                kinds: OBJECT,
                members: <DeletedCard as Object>::TABLE.members,
            },
            Branch {
                tags: &["live_card"],
                constants: &[],
                unique: &[],
                kinds: OBJECT,
                members: <Card as Object>::TABLE.members,
            },
            Branch {
                tags: &[],
                constants: &[],
                unique: &["iban"],
                kinds: OBJECT,
                members: <BankAccount as Object>::TABLE.members,
            },
            Branch {
                tags: &[],
                constants: &[],
                unique: &[],
                kinds: OBJECT,
                members: <Wallet as Object>::TABLE.members,
            },
            Branch { tags: &[], constants: &[], unique: &[], kinds: INTEGER, members: &[] },
            Branch { tags: &[], constants: &[], unique: &[], kinds: NUMBER, members: &[] },
            Branch { tags: &[], constants: &[], unique: &[], kinds: STRING, members: &[] },
            Branch { tags: &[], constants: &[], unique: &[], kinds: STRING, members: &[] },
            Branch { tags: &[], constants: &[], unique: &[], kinds: BOOLEAN, members: &[] },
            Branch { tags: &[], constants: &[], unique: &[], kinds: ARRAY, members: &[] },
            Branch { tags: &[], constants: &[], unique: &[], kinds: ARRAY, members: &[] },
        ],
    };
    #[inline]
    fn blank() -> Self {
        Self::Other(Value::Null)
    }
    #[inline]
    fn select(&mut self, at: usize) -> &mut dyn Decode {
        match at {
            0 => *self = Self::DeletedCard(Decode::blank()),
            1 => *self = Self::Card(Decode::blank()),
            2 => *self = Self::BankAccount(Decode::blank()),
            3 => *self = Self::Wallet(Decode::blank()),
            4 => *self = Self::Level(Decode::blank()),
            5 => *self = Self::Amount(Decode::blank()),
            6 => *self = Self::Status(Decode::blank()),
            7 => *self = Self::Text(Decode::blank()),
            8 => *self = Self::Flag(Decode::blank()),
            9 => *self = Self::Numbers(Decode::blank()),
            10 => *self = Self::Texts(Decode::blank()),
            _ => *self = Self::Other(Value::Null),
        }
        match self {
            Self::DeletedCard(x) => x,
            Self::Card(x) => x,
            Self::BankAccount(x) => x,
            Self::Wallet(x) => x,
            Self::Level(x) => x,
            Self::Amount(x) => x,
            Self::Status(x) => x,
            Self::Text(x) => x,
            Self::Flag(x) => x,
            Self::Numbers(x) => x,
            Self::Texts(x) => x,
            Self::Other(x) => x,
        }
    }
    #[inline]
    fn part(&self) -> &dyn Encode {
        match self {
            Self::DeletedCard(x) => x,
            Self::Card(x) => x,
            Self::BankAccount(x) => x,
            Self::Wallet(x) => x,
            Self::Level(x) => x,
            Self::Amount(x) => x,
            Self::Status(x) => x,
            Self::Text(x) => x,
            Self::Flag(x) => x,
            Self::Numbers(x) => x,
            Self::Texts(x) => x,
            Self::Other(x) => x,
        }
    }
    #[inline]
    fn other(value: Value) -> Self {
        Self::Other(value)
    }
}

/// An id, or the object of that id: the JSON type tells.
#[derive(Clone, PartialEq)]
pub enum Expandable {
    Id(String),
    Wallet(Box<Wallet>),
    Other(Value),
}

impl Union for Expandable {
    const CHOICE: &'static Choice = &Choice {
        discriminator: None,
        branches: &[
            Branch { tags: &[], constants: &[], unique: &[], kinds: STRING, members: &[] },
            Branch {
                tags: &[],
                constants: &[],
                unique: &[],
                kinds: OBJECT,
                members: <Wallet as Object>::TABLE.members,
            },
        ],
    };
    #[inline]
    fn blank() -> Self {
        Self::Other(Value::Null)
    }
    #[inline]
    fn select(&mut self, at: usize) -> &mut dyn Decode {
        match at {
            0 => *self = Self::Id(Decode::blank()),
            1 => *self = Self::Wallet(Decode::blank()),
            _ => *self = Self::Other(Value::Null),
        }
        match self {
            Self::Id(x) => x,
            Self::Wallet(x) => x,
            Self::Other(x) => x,
        }
    }
    #[inline]
    fn part(&self) -> &dyn Encode {
        match self {
            Self::Id(x) => x,
            Self::Wallet(x) => x,
            Self::Other(x) => x,
        }
    }
    #[inline]
    fn other(value: Value) -> Self {
        Self::Other(value)
    }
}

#[derive(Clone, PartialEq)]
pub struct Point(pub f64, pub f64, pub Option<String>, pub Vec<Value>);

impl Tuple for Point {
    const LEN: usize = 3;
    #[inline]
    fn blank() -> Self {
        Self(Decode::blank(), Decode::blank(), None, Vec::new())
    }
    #[inline]
    fn get(&self, at: usize) -> &dyn Part {
        match at {
            0 => &self.0,
            1 => &self.1,
            _ => &self.2,
        }
    }
    #[inline]
    fn get_mut(&mut self, at: usize) -> &mut dyn Part {
        match at {
            0 => &mut self.0,
            1 => &mut self.1,
            _ => &mut self.2,
        }
    }
    #[inline]
    fn rest(&self) -> Option<&dyn TupleRest> {
        Some(&self.3)
    }
    #[inline]
    fn rest_mut(&mut self) -> Option<&mut dyn TupleRest> {
        Some(&mut self.3)
    }
}

intertie::objects! { ChargeList, Charge, Outcome, Everything, Nothing, Card, DeletedCard, BankAccount, Wallet }
intertie::string_enums! { Status, Currency }
intertie::int_enums! { Level }
intertie::bool_enums! { True }
intertie::unions! { Source, Expandable }
intertie::tuples! { Point }
