//! Money: no amount changes its value over any path, in any currency; what does not fit is refused.

mod exponents;
mod overflow;
mod paths;
