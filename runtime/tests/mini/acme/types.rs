//! Types.

use intertie::codec::{Const, Decode, Encode, Object, Table, optional, required, table};

/// A widget.
#[derive(Clone, PartialEq)]
pub struct Widget {
    /// Its id.
    pub id: String,
    /// How many.
    pub count: Option<i64>,
    /// Always `widget`.
    pub object: Option<String>,
}

impl Object for Widget {
    const TABLE: Table = table("Widget", &[required("id"), optional("count"), optional("object")])
        .constants(&[(2, Const::Str("widget"))]);
    #[inline]
    fn blank() -> Self {
        Self { id: Decode::blank(), count: None, object: None }
    }
    #[inline]
    fn get(&self, at: usize) -> &dyn Encode {
        match at {
            0 => &self.id,
            1 => &self.count,
            _ => &self.object,
        }
    }
    #[inline]
    fn get_mut(&mut self, at: usize) -> &mut dyn Decode {
        match at {
            0 => &mut self.id,
            1 => &mut self.count,
            _ => &mut self.object,
        }
    }
}

/// What Acme says when it fails.
#[derive(Clone, PartialEq)]
pub struct Problem {
    /// Why.
    pub message: String,
    /// Not to be shown.
    pub token: Option<String>,
}

impl Object for Problem {
    const TABLE: Table = table("Problem", &[required("message"), optional("token").secret()]);
    #[inline]
    fn blank() -> Self {
        Self { message: Decode::blank(), token: None }
    }
    #[inline]
    fn get(&self, at: usize) -> &dyn Encode {
        match at {
            0 => &self.message,
            _ => &self.token,
        }
    }
    #[inline]
    fn get_mut(&mut self, at: usize) -> &mut dyn Decode {
        match at {
            0 => &mut self.message,
            _ => &mut self.token,
        }
    }
}

intertie::objects! { Widget, Problem }
