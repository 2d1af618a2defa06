//! Unions and their branches.

use super::charges::Status;
use super::everything::{Level, True};
use intertie::Value;
use intertie::codec::{
    ARRAY, BOOLEAN, Branch, Choice, Const, Decode, Encode, INTEGER, NUMBER, OBJECT, Object, STRING, Table, Union,
    optional, required, table,
};

#[derive(Clone, PartialEq)]
pub struct Card {
    pub object: String,
    pub number: String,
    pub exp: Option<i64>,
}

impl Object for Card {
    const TABLE: Table = table("Card", &[required("object"), required("number"), optional("exp")]);
    #[inline]
    fn blank() -> Self {
        Self { object: Decode::blank(), number: Decode::blank(), exp: None }
    }
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

#[derive(Clone, PartialEq)]
pub struct DeletedCard {
    pub object: String,
    pub deleted: True,
}

impl Object for DeletedCard {
    const TABLE: Table = table("DeletedCard", &[required("object"), required("deleted")]);
    #[inline]
    fn blank() -> Self {
        Self { object: Decode::blank(), deleted: Decode::blank() }
    }
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

#[derive(Clone, PartialEq)]
pub struct BankAccount {
    pub iban: String,
    pub holder: Option<String>,
}

impl Object for BankAccount {
    const TABLE: Table = table("BankAccount", &[required("iban"), optional("holder")]);
    #[inline]
    fn blank() -> Self {
        Self { iban: Decode::blank(), holder: None }
    }
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

#[derive(Clone, PartialEq, Default)]
pub struct Wallet {
    pub holder: Option<String>,
    pub brand: Option<String>,
}

impl Object for Wallet {
    const TABLE: Table = table("Wallet", &[optional("holder"), optional("brand")]);
    #[inline]
    fn blank() -> Self {
        Self { holder: None, brand: None }
    }
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

intertie::objects! { Card, DeletedCard, BankAccount, Wallet }
intertie::unions! { Source, Expandable }
