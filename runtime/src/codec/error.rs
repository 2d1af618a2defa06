//! What goes wrong in reading and writing. An error of reading knows where; neither ever holds a value of the input.

use std::fmt;

/// The codec's results.
pub type Result<T, E = DecodeError> = std::result::Result<T, E>;

/// Why a value could not be read, and where: `data[3].amount: expected integer, found string`.
pub struct DecodeError(Box<Inner>);

struct Inner {
    /// Innermost step first.
    path: Vec<Step>,
    reason: Reason,
}

enum Step {
    Key(Box<str>),
    Index(usize),
}

enum Reason {
    Expected { wanted: &'static str, found: &'static str },
    Missing,
    Null,
    Other(Box<str>),
}

impl DecodeError {
    /// Something else than what was wanted.
    #[cold]
    pub fn expected(wanted: &'static str, found: &'static str) -> Self {
        Self::new(Reason::Expected { wanted, found })
    }

    /// A required member is not there.
    #[cold]
    pub fn missing() -> Self {
        Self::new(Reason::Missing)
    }

    /// A required member is null.
    #[cold]
    pub fn null() -> Self {
        Self::new(Reason::Null)
    }

    /// Anything else. The text must not hold a value of the input.
    #[cold]
    pub fn other(reason: impl fmt::Display) -> Self {
        Self::new(Reason::Other(reason.to_string().into()))
    }

    /// The same error, seen from the object that holds the value as `key`.
    #[cold]
    #[must_use]
    pub fn at_key(mut self, key: &str) -> Self {
        self.0.path.push(Step::Key(key.into()));
        self
    }

    /// The same error, seen from the array that holds the value at `index`.
    #[cold]
    #[must_use]
    pub fn at_index(mut self, index: usize) -> Self {
        self.0.path.push(Step::Index(index));
        self
    }

    /// Where it happened: `data[3].amount`, empty at the root.
    pub fn path(&self) -> String {
        Path(&self.0.path).to_string()
    }

    /// Whether a required member was missing or null.
    pub fn is_missing(&self) -> bool {
        matches!(self.0.reason, Reason::Missing | Reason::Null)
    }

    /// Whether a value was of another type than wanted.
    pub fn is_type(&self) -> bool {
        matches!(self.0.reason, Reason::Expected { .. })
    }

    fn new(reason: Reason) -> Self {
        Self(Box::new(Inner { path: Vec::new(), reason }))
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.path.is_empty() {
            write!(f, "{}: ", Path(&self.0.path))?;
        }
        match &self.0.reason {
            Reason::Expected { wanted, found } => write!(f, "expected {wanted}, found {found}"),
            Reason::Missing => f.write_str("required, but missing"),
            Reason::Null => f.write_str("required, but null"),
            Reason::Other(text) => f.write_str(text),
        }
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DecodeError({self})")
    }
}

impl std::error::Error for DecodeError {}

struct Path<'a>(&'a [Step]);

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().rev().enumerate() {
            match step {
                Step::Key(key) => write_key(f, key, at == 0)?,
                Step::Index(index) => write_index(f, *index)?,
            }
        }
        Ok(())
    }
}

/// `.key`, shortened and without control characters: keys come from outside too.
pub(super) fn write_key(f: &mut impl fmt::Write, key: &str, first: bool) -> fmt::Result {
    if !first {
        f.write_char('.')?;
    }
    for (at, c) in key.chars().enumerate() {
        if at == 64 {
            return f.write_str("...");
        }
        f.write_char(if c.is_control() { '\u{fffd}' } else { c })?;
    }
    Ok(())
}

/// `[3]`.
pub(super) fn write_index(f: &mut impl fmt::Write, index: usize) -> fmt::Result {
    write!(f, "[{index}]")
}

/// Why a value could not be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodeError(Box<str>);

impl EncodeError {
    /// An error of this text, which must not hold the value.
    #[cold]
    pub fn new(reason: impl fmt::Display) -> Self {
        Self(reason.to_string().into())
    }

    #[cold]
    pub(super) fn too_deep() -> Self {
        Self::new(format_args!("the value nests deeper than {} levels", super::MAX_DEPTH))
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for EncodeError {}
