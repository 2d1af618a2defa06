//! Each place and style against the standard's table of styles, and against values that want out of their place.

mod bodies;
#[cfg(feature = "reqwest")]
mod hostile;
mod styles;

use super::{Request, RequestError, assemble};
use crate::Value;
use crate::codec::{Decode, Encode, Object, Table, optional, required, table};
use crate::spec::{BodySpec, OperationSpec, Place};

/// One required value, one that may be absent, one that is cleared by an empty text.
#[derive(Debug, Clone, PartialEq)]
struct Three {
    color: Value,
    absent: Option<String>,
    cleared: crate::Field<String>,
}

impl Object for Three {
    const TABLE: Table =
        table("Three", &[required("color"), optional("absent"), optional("cleared").nullable().clear_empty()]);
    fn blank() -> Self {
        Self { color: Decode::blank(), absent: None, cleared: crate::Field::Absent }
    }
    fn get(&self, at: usize) -> &dyn Encode {
        match at {
            0 => &self.color,
            1 => &self.absent,
            _ => &self.cleared,
        }
    }
    fn get_mut(&mut self, at: usize) -> &mut dyn Decode {
        match at {
            0 => &mut self.color,
            1 => &mut self.absent,
            _ => &mut self.cleared,
        }
    }
}

/// The table of an operation with the color at this place. Tables are constants; a test's are leaked.
fn spec(path: &'static str, place: Place, others: Place, body: Option<BodySpec>) -> &'static OperationSpec {
    Box::leak(Box::new(OperationSpec {
        id: "paint",
        method: "POST",
        path,
        fixed_query: &[],
        places: Box::leak(Box::new([place, others, others])),
        body,
        accept: "application/json",
        answers: &[],
        servers: &[],
        security: None,
        paging: None,
        deprecated: false,
    }))
}

fn paint(path: &'static str, place: Place, color: Value) -> Result<Request, RequestError> {
    let three = Three { color, absent: None, cleared: crate::Field::Absent };
    assemble(spec(path, place, Place::header(), None), &three)
}
