//! Reads a union whose JSON type tells the branch, as the value comes.

use super::finding::{Finding, Findings};
use super::read::keep;
use super::{ARRAY, BOOLEAN, INTEGER, NUMBER, OBJECT, Pick, STRING};
use crate::codec::drift::Drift;
use crate::codec::error::{DecodeError, Result};
use crate::codec::input::{Entries, Input, Items, Visit};
use crate::codec::place::Reports;

pub(super) fn read(target: &mut dyn Pick, input: &mut dyn Input) -> Result<bool> {
    let findings = Findings::default();
    let (depth, forgives, listener) = (input.depth(), input.forgives(), input.listens().then_some(&findings));
    let mut reader = Reader { target, depth, forgives, findings: listener, found: false };
    input.visit(&mut reader)?;
    let found = reader.found;
    Finding::report_all(&findings.take(), input);
    Ok(found)
}

struct Reader<'a, 'f> {
    target: &'a mut dyn Pick,
    depth: usize,
    forgives: bool,
    /// What was found about the value itself; what is inside of it reports to the input directly.
    findings: Option<&'f Findings>,
    found: bool,
}

impl<'f> Reader<'_, 'f> {
    /// Text, numbers and booleans: kept where the branch does not take them.
    fn scalar(&mut self, kinds: &[u8], scalar: Scalar<'_>) -> Result<()> {
        self.found = true;
        let mut input = self.input(Piece::Scalar(scalar));
        if let Some(at) = self.branch(kinds)
            && matches!(self.target.choose(at).decode(&mut input), Ok(true))
        {
            return Ok(());
        }
        self.keep(Piece::Scalar(scalar))
    }

    /// Arrays and objects.
    fn compound(&mut self, kind: u8, piece: Piece<'_>) -> Result<()> {
        self.found = true;
        let Some(at) = self.branch(&[kind]) else { return self.keep(piece) };
        let mut input = self.input(piece);
        if self.target.choose(at).decode(&mut input)? { Ok(()) } else { Err(DecodeError::null()) }
    }

    fn keep(&mut self, piece: Piece<'_>) -> Result<()> {
        let mut input = self.input(piece);
        keep(self.target, &mut input)
    }

    /// The branch of the first of these kinds that there is.
    fn branch(&self, kinds: &[u8]) -> Option<usize> {
        let branches = self.target.choice().branches;
        kinds.iter().find_map(|kind| branches.iter().position(|branch| branch.kinds & kind != 0))
    }

    fn input<'a>(&self, piece: Piece<'a>) -> Visited<'a, 'f> {
        Visited { piece: Some(piece), depth: self.depth, forgives: self.forgives, findings: self.findings }
    }
}

impl Visit for Reader<'_, '_> {
    fn expected(&self) -> &'static str {
        "any value"
    }
    fn bool(&mut self, value: bool) -> Result<()> {
        self.scalar(&[BOOLEAN], Scalar::Bool(value))
    }
    fn int(&mut self, value: i128) -> Result<()> {
        self.scalar(&[INTEGER, NUMBER], Scalar::Int(value))
    }
    fn float(&mut self, value: f64) -> Result<()> {
        self.scalar(&[NUMBER], Scalar::Float(value))
    }
    fn str(&mut self, value: &str) -> Result<()> {
        self.scalar(&[STRING], Scalar::Str(value))
    }
    fn array(&mut self, items: &mut dyn Items) -> Result<()> {
        self.compound(ARRAY, Piece::Items(items))
    }
    fn object(&mut self, entries: &mut dyn Entries) -> Result<()> {
        self.compound(OBJECT, Piece::Entries(entries))
    }
}

/// A value that has been visited already, to be handed on.
struct Visited<'a, 'f> {
    piece: Option<Piece<'a>>,
    depth: usize,
    forgives: bool,
    findings: Option<&'f Findings>,
}

enum Piece<'a> {
    Scalar(Scalar<'a>),
    Items(&'a mut dyn Items),
    Entries(&'a mut dyn Entries),
}

#[derive(Clone, Copy)]
enum Scalar<'a> {
    Bool(bool),
    Int(i128),
    Float(f64),
    Str(&'a str),
}

impl Input for Visited<'_, '_> {
    fn visit(&mut self, visitor: &mut dyn Visit) -> Result<()> {
        match self.piece.take() {
            Some(Piece::Scalar(Scalar::Bool(value))) => visitor.bool(value),
            Some(Piece::Scalar(Scalar::Int(value))) => visitor.int(value),
            Some(Piece::Scalar(Scalar::Float(value))) => visitor.float(value),
            Some(Piece::Scalar(Scalar::Str(value))) => visitor.str(value),
            Some(Piece::Items(items)) => visitor.array(items),
            Some(Piece::Entries(entries)) => visitor.object(entries),
            None => Err(DecodeError::other("the value was read already")),
        }
    }

    /// What is left of an array or object is passed over by who visits the union.
    fn skip(&mut self) -> Result<()> {
        Ok(())
    }

    fn depth(&self) -> usize {
        self.depth
    }

    fn forgives(&self) -> bool {
        self.forgives
    }

    fn listens(&self) -> bool {
        self.findings.is_some()
    }

    fn report(&self, drift: Drift<'_>) {
        if let Some(findings) = self.findings {
            findings.report(drift);
        }
    }
}
