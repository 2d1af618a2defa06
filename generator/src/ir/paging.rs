//! How a call goes on to its next page.

use super::{FieldName, Ty};

/// What a document or a profile says of an operation's pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paging {
    /// How the next page is asked for.
    pub next: NextPage,
    /// The member of the request that says how many items a page has at most.
    pub limit: Option<MemberPath>,
    /// The list of items in the answer; without steps, the answer itself. `None`: it is not known which.
    pub items: Option<MemberPath>,
}

/// How the next page is asked for. Where the member stands, in the query or within a body, its path says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextPage {
    /// By a text that the answer gives and only the vendor understands: a cursor, a page token.
    Cursor {
        /// The member of the request that takes it.
        member: MemberPath,
        /// Where the answer gives it; absent, null or empty on the last page.
        cursor: MemberPath,
    },
    /// By the id of the last item (Stripe's `starting_after`).
    LastId {
        /// The member of the request that takes it.
        member: MemberPath,
        /// Where the id stands, from the item on.
        id: MemberPath,
        /// Where the answer says whether there is more; else an empty page is the last.
        more: Option<MemberPath>,
    },
    /// By the number of items before it.
    Offset {
        /// The member of the request that takes it.
        member: MemberPath,
    },
    /// By the number of the page.
    PageNumber {
        /// The member of the request that takes it.
        member: MemberPath,
        /// The number of the first page.
        first: i64,
    },
    /// By the address in the `Link` header with `rel="next"` (RFC 8288).
    LinkHeader,
    /// By an address in the answer, absolute or relative.
    Url {
        /// Where the answer gives it; absent, null or empty on the last page.
        url: MemberPath,
    },
}

/// The way to a value within a request struct, an answer or an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberPath {
    /// The members from the outside inwards.
    pub steps: Vec<MemberStep>,
    /// What is at the end, when it is there: without `Option`, `Field` and `Box`.
    pub ty: Ty,
}

/// One member on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberStep {
    /// Its wire name; empty for the body as a whole.
    pub wire: String,
    /// Its Rust name.
    pub name: FieldName,
    /// Its whole type.
    pub ty: Ty,
}
