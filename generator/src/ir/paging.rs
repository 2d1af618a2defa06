//! How the answers of a list go on: as it is declared, and as it was found to fit an operation.

use super::{FieldName, Ty};

/// A rule of the vendor's profile or document, not yet held against any operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagingRule {
    /// Which operations, by the selectors of `include`: an operationId, `METHOD /path`, `tag:name` or a path glob. Empty:
    /// every GET that it fits.
    pub operations: Vec<String>,
    /// Whether it may fit nothing: a profile serves several documents of its vendor.
    pub optional: bool,
    /// JSON pointer of the items in an answer: `/data`; empty text: the answer is the list. `None`: the only list there is
    /// among the answer's own members.
    pub items: Option<String>,
    /// How the next page is asked for.
    pub next: NextPage,
}

/// How the next page is asked for. A `param` and a `limit` are the wire name of a request member, or a JSON pointer into
/// the body where they begin with `/`. All else are JSON pointers into the answer, but `id`: into an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextPage {
    /// The answer holds a cursor or token; absent, null or empty text: it was the last page.
    Cursor {
        /// What takes the cursor.
        param: String,
        /// Where the answer holds it.
        cursor: String,
        /// Where the answer says whether there is more.
        more: Option<String>,
    },
    /// The id of the last item.
    LastId {
        /// What takes the id.
        param: String,
        /// Where an item holds it.
        id: String,
        /// Where the answer says whether there is more.
        more: String,
        /// What takes the id of the first item, for lists from their end to their start.
        back: Option<String>,
    },
    /// How many items to pass over.
    Offset {
        /// What takes the number.
        param: String,
        /// What takes the size of a page.
        limit: Option<String>,
        /// Where the answer tells how many items there are in all, or (a boolean) whether this was the last page.
        total: Option<String>,
    },
    /// The number of the page.
    Page {
        /// What takes the number.
        param: String,
        /// The number of the first page.
        first: u64,
        /// What takes the size of a page.
        limit: Option<String>,
        /// Where the answer tells how many pages there are, or (a boolean) whether this was the last.
        pages: Option<String>,
        /// Where the answer lists its links (`rel`, `href`): with a link to other pages, and none to the `next`, this was the
        /// last.
        links: Option<String>,
    },
    /// The header `Link` with `rel="next"`.
    LinkHeader,
    /// The answer holds the URL of the next page.
    NextUrl {
        /// Where.
        url: String,
    },
}

/// A rule that fits its operation. In `next`, members are named by their key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paging {
    /// JSON pointer of the items in an answer.
    pub items: String,
    /// The way to the items through the output's types.
    pub way: Vec<Step>,
    /// What an item is.
    pub item: Ty,
    /// How the next page is asked for.
    pub next: NextPage,
}

/// A step on the way to the items: what stands between two of Rust's types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A field of a struct.
    Field(FieldName),
    /// Out of an `Option`.
    Option,
    /// Out of an `intertie::Field`.
    MaybeNull,
    /// Out of a `Box`.
    Box,
}
