//! An answer of which much is required.

use intertie::codec::{Const, Decode, Encode, Object, Table, no_member, no_member_mut, required, table};
use intertie::{Untyped, spec};

/// A part.
#[derive(Clone, PartialEq)]
pub struct Part {
    /// Its id.
    pub id: String,
    /// Always `part`.
    pub object: String,
    /// What it is called.
    pub tags: Vec<String>,
    /// Who made it, where that is known.
    pub maker: Option<String>,
}

impl Object for Part {
    const TABLE: Table =
        table("Part", &[required("id"), required("object"), required("tags"), required("maker").nullable()])
            .constants(&[(1, Const::Str("part"))]);
    fn blank() -> Self {
        Self { id: Decode::blank(), object: Decode::blank(), tags: Decode::blank(), maker: None }
    }
    fn get(&self, at: usize) -> &dyn Encode {
        match at {
            0 => &self.id,
            1 => &self.object,
            2 => &self.tags,
            _ => &self.maker,
        }
    }
    fn get_mut(&mut self, at: usize) -> &mut dyn Decode {
        match at {
            0 => &mut self.id,
            1 => &mut self.object,
            2 => &mut self.tags,
            _ => &mut self.maker,
        }
    }
}

/// `GET /part`
#[derive(Clone, PartialEq)]
pub struct GetPart {}

impl Object for GetPart {
    const TABLE: Table = table("GetPart", &[]);
    fn blank() -> Self {
        Self {}
    }
    fn get(&self, _: usize) -> &dyn Encode {
        no_member()
    }
    fn get_mut(&mut self, _: usize) -> &mut dyn Decode {
        no_member_mut()
    }
}

impl intertie::Operation for GetPart {
    type Output = Part;
    type Error = Untyped;
    const SPEC: &'static spec::OperationSpec = &spec::OperationSpec {
        id: "getPart",
        method: "GET",
        path: "/part",
        fixed_query: &[],
        places: &[],
        body: None,
        accept: "application/json",
        answers: &[spec::AnswerSpec {
            status: spec::Status::Code(200),
            coding: spec::AnswerCoding::Json,
            case: 0,
            success: true,
        }],
        servers: &[],
        security: None,
        paging: None,
        deprecated: false,
    };
}

intertie::objects! { Part, GetPart }
