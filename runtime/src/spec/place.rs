//! Where a member of a request struct travels, and how it is written there.

/// The standard's parameter styles, and `tsv` of Swagger 2.0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
// As contracts of the mock have it.
#[cfg_attr(feature = "test-util", derive(serde::Deserialize), serde(rename_all = "camelCase"))]
#[expect(missing_docs, reason = "the names are OpenAPI's")]
pub enum Style {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    TabDelimited,
    DeepObject,
}

/// The parts of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Path,
    Query,
    Header,
    Cookie,
    Body,
    WholeBody,
    MediaType,
}

/// Where a member travels.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pub(crate) part: Part,
    /// `None`: the default of where it is.
    pub(crate) style: Option<Style>,
    flags: u8,
    /// Empty: the member's wire name.
    pub(crate) name: &'static str,
    /// Empty: none declared.
    pub(crate) media: &'static str,
}

const EXPLODE: u8 = 1;
const MULTI_SEGMENT: u8 = 2;
const RESERVED: u8 = 4;
const JSON: u8 = 8;

impl Place {
    /// In the path, as it is mostly.
    pub const PATH: Self = Self::path(Style::Simple, false);
    /// In the query string, as it is mostly.
    pub const QUERY: Self = Self::query(Style::Form, true);
    /// In the query string with brackets.
    pub const DEEP_QUERY: Self = Self::query(Style::DeepObject, true);
    /// A header.
    pub const HEADER: Self = Self::header();
    /// A member of the body, which is an object.
    pub const BODY: Self = Self::body();
    /// A member of a form with brackets.
    pub const DEEP_BODY: Self = Self::body().style(Style::DeepObject, true);
    /// The body itself.
    pub const WHOLE_BODY: Self = Self::whole_body();

    const fn new(part: Part) -> Self {
        Self { part, style: None, flags: 0, name: "", media: "" }
    }

    /// In the path, where the template says `{name}`.
    pub const fn path(style: Style, explode: bool) -> Self {
        Self::new(Part::Path).style(style, explode)
    }

    /// In the query string.
    pub const fn query(style: Style, explode: bool) -> Self {
        Self::new(Part::Query).style(style, explode)
    }

    /// A header, in the style `simple`.
    pub const fn header() -> Self {
        Self::new(Part::Header).style(Style::Simple, false)
    }

    /// A cookie, in the style `form`.
    pub const fn cookie() -> Self {
        Self::new(Part::Cookie).style(Style::Form, false)
    }

    /// A member of the body, which is an object.
    pub const fn body() -> Self {
        Self::new(Part::Body)
    }

    /// The body itself.
    pub const fn whole_body() -> Self {
        Self::new(Part::WholeBody)
    }

    /// Nowhere itself: the media type that the body is sent as.
    pub const fn media_type() -> Self {
        Self::new(Part::MediaType)
    }

    /// How it is written.
    pub const fn style(mut self, style: Style, explode: bool) -> Self {
        self.style = Some(style);
        if explode {
            self.flags |= EXPLODE;
        } else {
            self.flags &= !EXPLODE;
        }
        self
    }

    /// Its name on the wire, where that is not the member's: two members of one name in different places.
    pub const fn named(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }

    /// The slashes of a path value stay.
    pub const fn multi_segment(self) -> Self {
        self.with(MULTI_SEGMENT)
    }

    /// The reserved characters of a query value stay, as far as they cannot end it.
    pub const fn reserved(self) -> Self {
        self.with(RESERVED)
    }

    /// Written as JSON text.
    pub const fn json(self) -> Self {
        self.with(JSON)
    }

    /// The media type of a part of a multipart body; JSON ones are written as JSON in forms too.
    pub const fn media(mut self, media: &'static str) -> Self {
        self.media = media;
        self
    }

    pub(crate) const fn explodes(&self) -> bool {
        self.flags & EXPLODE != 0
    }

    pub(crate) const fn is_multi_segment(&self) -> bool {
        self.flags & MULTI_SEGMENT != 0
    }

    pub(crate) const fn is_reserved(&self) -> bool {
        self.flags & RESERVED != 0
    }

    pub(crate) const fn is_json(&self) -> bool {
        self.flags & JSON != 0
    }

    const fn with(mut self, flag: u8) -> Self {
        self.flags |= flag;
        self
    }
}
