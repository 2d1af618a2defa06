//! The version-drift signal: what an answer has that the document does not.

/// What is not as the document says. Reading goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DriftKind<'a> {
    /// A member (or an item of a tuple) the document does not list.
    UnknownMember,
    /// A value that the enum does not list, or another than the only one; the value.
    UnknownValue(&'a str),
    /// A number in a string, or a number or boolean where text is wanted: read all the same.
    OtherType,
    /// A union's value that fits none of its branches.
    UnknownBranch,
    /// A required member that is not there or null; its type can do without.
    Missing,
}

impl<'a> DriftKind<'a> {
    /// The finding at the value at hand.
    pub const fn here(self) -> Drift<'a> {
        Drift { path: "", kind: self }
    }
}

/// One finding and where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drift<'a> {
    /// Where: `data[3].amount`.
    pub path: &'a str,
    /// What.
    pub kind: DriftKind<'a>,
}

/// Who wants to know.
pub trait Observer {
    /// Takes one finding.
    fn drift(&mut self, drift: Drift<'_>);
}

impl<F: FnMut(Drift<'_>)> Observer for F {
    fn drift(&mut self, drift: Drift<'_>) {
        self(drift);
    }
}
