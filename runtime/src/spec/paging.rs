//! How the answers of a list go on, as data.

/// How an operation's answers go on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PagingSpec {
    /// JSON pointer of the items in an answer: `/data`; empty: the answer is the list.
    pub items: &'static str,
    /// How the next page is asked for.
    pub rule: PagingRule,
}

/// How the next page is asked for. A `param` is the wire name of a request member, or a JSON pointer into the request's
/// body member where it begins with `/`. Other strings are JSON pointers into the answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PagingRule {
    /// The answer holds a cursor or token for the next page; absent, null or empty text: it was the last.
    Cursor {
        /// What takes the cursor.
        param: &'static str,
        /// Where the answer holds it: `/response_metadata/next_cursor`.
        cursor: &'static str,
        /// Where the answer says whether there is more, if it does.
        more: Option<&'static str>,
    },
    /// The id of the last item asks for what comes after it (Stripe).
    LastId {
        /// What takes the id.
        param: &'static str,
        /// JSON pointer of the id in an item.
        id: &'static str,
        /// Where the answer says whether there is more.
        more: &'static str,
        /// What takes the id of the first item: a call that sets it goes from the end of the list to its start.
        back: Option<&'static str>,
    },
    /// How many items to pass over.
    Offset {
        /// What takes the number.
        param: &'static str,
        /// What takes the size of a page, if anything does: after pages of that size, a shorter one is the last.
        limit: Option<&'static str>,
        /// Where the answer tells how many there are in all, or (a boolean) whether this was the last page.
        total: Option<&'static str>,
    },
    /// The number of the page.
    Page {
        /// What takes the number.
        param: &'static str,
        /// The number of the first page.
        first: u64,
        /// What takes the size of a page, if anything does: after pages of that size, a shorter one is the last.
        limit: Option<&'static str>,
        /// Where the answer tells how many pages there are, or (a boolean) whether this was the last.
        pages: Option<&'static str>,
        /// Where the answer lists its links (`rel`, `href`): with a link to other pages, and none to the `next`, this was the
        /// last.
        links: Option<&'static str>,
    },
    /// The header `Link` with `rel="next"` (RFC 8288).
    LinkHeader,
    /// The answer holds the URL of the next page, absolute or relative; only the client's own host is called.
    NextUrl {
        /// Where.
        url: &'static str,
    },
}
