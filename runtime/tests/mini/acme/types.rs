//! Types.

use intertie::codec::{Decode, Encode, Object, Table, optional, required, table};

/// A widget.
#[derive(Clone, PartialEq)]
pub struct Widget {
    /// Its id.
    pub id: String,
    /// How many.
    pub count: Option<i64>,
}

impl Object for Widget {
    const TABLE: Table = table("Widget", &[required("id"), optional("count")]);
    #[inline]
    fn blank() -> Self {
        Self { id: Decode::blank(), count: None }
    }
    #[inline]
    fn get(&self, at: usize) -> &dyn Encode {
        match at {
            0 => &self.id,
            _ => &self.count,
        }
    }
    #[inline]
    fn get_mut(&mut self, at: usize) -> &mut dyn Decode {
        match at {
            0 => &mut self.id,
            _ => &mut self.count,
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
