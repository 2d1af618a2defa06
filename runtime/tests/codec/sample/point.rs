//! A tuple.

use intertie::Value;
use intertie::codec::{Decode, Part, Tuple, TupleRest};

#[derive(Clone, PartialEq)]
pub struct Point(pub f64, pub f64, pub Option<String>, pub Vec<Value>);

impl Tuple for Point {
    const LEN: usize = 3;
    #[inline]
    fn blank() -> Self {
        Self(Decode::blank(), Decode::blank(), None, Vec::new())
    }
    #[inline]
    fn get(&self, at: usize) -> &dyn Part {
        match at {
            0 => &self.0,
            1 => &self.1,
            _ => &self.2,
        }
    }
    #[inline]
    fn get_mut(&mut self, at: usize) -> &mut dyn Part {
        match at {
            0 => &mut self.0,
            1 => &mut self.1,
            _ => &mut self.2,
        }
    }
    #[inline]
    fn rest(&self) -> Option<&dyn TupleRest> {
        Some(&self.3)
    }
    #[inline]
    fn rest_mut(&mut self) -> Option<&mut dyn TupleRest> {
        Some(&mut self.3)
    }
}

intertie::tuples! { Point }
