//! Requests and answers.

use super::{Problem, Widget};
use intertie::codec::{Decode, Encode, Object, Table, no_member, no_member_mut, optional, required, table};
use intertie::{Answer, AnswerBody, Download, Events, File, Map, Untyped, Value, spec};

/// `GET /widgets/{id}.json`
#[derive(Clone, PartialEq)]
pub struct GetWidget {
    /// Which.
    pub id: String,
    /// What to send along.
    pub expand: Option<Vec<String>>,
}

impl GetWidget {
    /// With what is required.
    #[inline]
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into(), expand: None }
    }
}

impl Object for GetWidget {
    const TABLE: Table = table("GetWidget", &[required("id"), optional("expand")]);
    #[inline]
    fn blank() -> Self {
        Self { id: Decode::blank(), expand: None }
    }
    #[inline]
    fn get(&self, at: usize) -> &dyn Encode {
        match at {
            0 => &self.id,
            _ => &self.expand,
        }
    }
    #[inline]
    fn get_mut(&mut self, at: usize) -> &mut dyn Decode {
        match at {
            0 => &mut self.id,
            _ => &mut self.expand,
        }
    }
}

impl intertie::Operation for GetWidget {
    type Output = Widget;
    type Error = GetWidgetError;
    const SPEC: &'static spec::OperationSpec = &spec::OperationSpec {
        id: "getWidget",
        method: "GET",
        path: "/widgets/{id}.json",
        fixed_query: &[("v", "1")],
        places: &[spec::Place::path(spec::Style::Simple, false), spec::Place::query(spec::Style::DeepObject, true)],
        body: None,
        accept: "application/json",
        answers: &[
            answer(spec::Status::Code(200), spec::AnswerCoding::Json, 0, true),
            answer(spec::Status::Code(404), spec::AnswerCoding::Json, 0, false),
            answer(spec::Status::Range(4), spec::AnswerCoding::Text, 1, false),
            answer(spec::Status::Code(410), spec::AnswerCoding::Empty, 2, false),
        ],
        servers: &[],
        security: None,
        paging: None,
        deprecated: false,
    };
}

/// How [`GetWidget`] fails.
#[derive(Clone, PartialEq, Debug)]
pub enum GetWidgetError {
    /// 404
    NotFound(Problem),
    /// 4XX
    Client(String),
    /// 410
    Gone,
}

impl Answer for GetWidgetError {
    #[inline]
    fn receive(case: usize, body: AnswerBody) -> Result<Self, intertie::DecodeError> {
        Ok(match case {
            0 => Self::NotFound(body.read()?),
            1 => Self::Client(body.read()?),
            _ => Self::Gone,
        })
    }
}

/// `POST /widgets`
#[derive(Clone, PartialEq, Default)]
pub struct CreateWidget {
    /// Its name.
    pub name: Option<String>,
    /// What you like.
    pub metadata: Option<Map<String>>,
}

impl CreateWidget {
    /// With nothing.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Object for CreateWidget {
    const TABLE: Table = table("CreateWidget", &[optional("name"), optional("metadata")]);
    #[inline]
    fn blank() -> Self {
        Self::default()
    }
    #[inline]
    fn get(&self, at: usize) -> &dyn Encode {
        match at {
            0 => &self.name,
            _ => &self.metadata,
        }
    }
    #[inline]
    fn get_mut(&mut self, at: usize) -> &mut dyn Decode {
        match at {
            0 => &mut self.name,
            _ => &mut self.metadata,
        }
    }
}

impl intertie::Operation for CreateWidget {
    type Output = Widget;
    type Error = Problem;
    const SPEC: &'static spec::OperationSpec = &spec::OperationSpec {
        id: "createWidget",
        method: "POST",
        path: "/widgets",
        fixed_query: &[],
        places: &[spec::Place::body(), spec::Place::body().style(spec::Style::DeepObject, true)],
        body: Some(spec::BodySpec {
            media_type: "application/x-www-form-urlencoded",
            coding: spec::Coding::Form,
            required: false,
            choices: &[],
        }),
        accept: "application/json",
        answers: &[
            answer(spec::Status::Code(200), spec::AnswerCoding::Json, 0, true),
            answer(spec::Status::Default, spec::AnswerCoding::Json, 0, false),
        ],
        servers: &[],
        security: None,
        paging: None,
        deprecated: false,
    };
}

/// `DELETE /widgets/{id}`
#[derive(Clone, PartialEq)]
pub struct DeleteWidget {
    /// Which.
    pub id: String,
}

impl Object for DeleteWidget {
    const TABLE: Table = table("DeleteWidget", &[required("id")]);
    #[inline]
    fn blank() -> Self {
        Self { id: Decode::blank() }
    }
    #[inline]
    fn get(&self, _: usize) -> &dyn Encode {
        &self.id
    }
    #[inline]
    fn get_mut(&mut self, _: usize) -> &mut dyn Decode {
        &mut self.id
    }
}

impl intertie::Operation for DeleteWidget {
    type Output = ();
    type Error = Untyped;
    const SPEC: &'static spec::OperationSpec = &spec::OperationSpec {
        id: "deleteWidget",
        method: "DELETE",
        path: "/widgets/{id}",
        fixed_query: &[],
        places: &[spec::Place::path(spec::Style::Simple, false)],
        body: None,
        accept: "",
        answers: &[answer(spec::Status::Code(204), spec::AnswerCoding::Empty, 0, true)],
        servers: &[],
        security: None,
        paging: None,
        deprecated: false,
    };
}

/// `POST /widgets/{id}/files`
#[derive(Clone, PartialEq)]
pub struct Upload {
    /// Which.
    pub id: String,
    /// What.
    pub file: File,
    /// About it.
    pub meta: Value,
}

impl Object for Upload {
    const TABLE: Table = table("Upload", &[required("id"), required("file"), required("meta")]);
    #[inline]
    fn blank() -> Self {
        Self { id: Decode::blank(), file: Decode::blank(), meta: Decode::blank() }
    }
    #[inline]
    fn get(&self, at: usize) -> &dyn Encode {
        match at {
            0 => &self.id,
            1 => &self.file,
            _ => &self.meta,
        }
    }
    #[inline]
    fn get_mut(&mut self, at: usize) -> &mut dyn Decode {
        match at {
            0 => &mut self.id,
            1 => &mut self.file,
            _ => &mut self.meta,
        }
    }
}

impl intertie::Operation for Upload {
    type Output = Untyped;
    type Error = Untyped;
    const SPEC: &'static spec::OperationSpec = &spec::OperationSpec {
        id: "upload",
        method: "POST",
        path: "/widgets/{id}/files",
        fixed_query: &[],
        places: &[spec::Place::path(spec::Style::Simple, false), spec::Place::body(), spec::Place::body()],
        body: Some(spec::BodySpec {
            media_type: "multipart/form-data",
            coding: spec::Coding::Multipart,
            required: true,
            choices: &[],
        }),
        accept: "application/json",
        answers: &[answer(spec::Status::Range(2), spec::AnswerCoding::Json, 0, true)],
        servers: &[spec::ServerSpec { name: "", url: "https://files.acme.com", variables: &[] }],
        security: None,
        paging: None,
        deprecated: false,
    };
}

/// An operation without parameters.
macro_rules! plain {
    ($($name:ident: $output:ty, $path:literal, $coding:ident, $security:expr;)*) => { $(
        #[doc = concat!("`GET ", $path, "`")]
        #[derive(Clone, PartialEq, Default)]
        pub struct $name {}

        impl Object for $name {
            const TABLE: Table = table(stringify!($name), &[]);
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

        impl intertie::Operation for $name {
            type Output = $output;
            type Error = Problem;
            const SPEC: &'static spec::OperationSpec = &spec::OperationSpec {
                id: stringify!($name),
                method: "GET",
                path: $path,
                fixed_query: &[],
                places: &[],
                body: None,
                accept: "*/*",
                answers: &[answer(spec::Status::Code(200), spec::AnswerCoding::$coding, 0, true)],
                servers: &[],
                security: $security,
                paging: None,
                deprecated: false,
            };
        }
    )* };
}

plain! {
    Motto: String, "/motto", Text, None;
    Picture: Download, "/picture", Bytes, None;
    Watch: Events<Widget>, "/watch", EventStream, None;
    MaybeWidget: Option<Widget>, "/maybe", Json, None;
    Echo: Value, "/echo", Json, None;
    Public: Value, "/echo", Json, Some(&[]);
    Either: Value, "/echo", Json, Some(&[&[("token", &[])], &[("key", &[]), ("app", &[])]]);
}

intertie::objects! { GetWidget, CreateWidget, DeleteWidget, Upload, Motto, Picture, Watch, MaybeWidget, Echo, Public, Either }

const fn answer(status: spec::Status, coding: spec::AnswerCoding, case: usize, success: bool) -> spec::AnswerSpec {
    spec::AnswerSpec { status, coding, case, success }
}
