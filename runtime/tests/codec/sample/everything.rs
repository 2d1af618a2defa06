//! Every kind of member, and enums that are not of text.

use super::point::Point;
use super::sources::{Expandable, Source};
use intertie::codec::{
    BoolEnum, Decode, Encode, IntEnum, Object, Rest, Table, no_member, no_member_mut, optional, required, table,
};
use intertie::{Base64, Field, Map, Secret, UnixTime, Value};

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

/// A struct without members.
#[derive(Clone, PartialEq, Default)]
pub struct Nothing {}

impl Object for Nothing {
    const TABLE: Table = table("Nothing", &[]);
    #[inline]
    fn blank() -> Self {
        Self {}
    }
    #[inline]
    fn get(&self, _: usize) -> &dyn Encode {
        no_member()
    }
    #[inline]
    fn get_mut(&mut self, _: usize) -> &mut dyn Decode {
        no_member_mut()
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

intertie::objects! { Everything, Nothing }
intertie::int_enums! { Level }
intertie::bool_enums! { True }
