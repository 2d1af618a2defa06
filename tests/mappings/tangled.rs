// Hand-made, never formatted: ünïcödé, braces that are none, macros between methods, attributes, impls in modules.
#![cfg_attr(any(), feature(nothing))]
#![allow(non_snake_case, dead_code, unused_macros)]

macro_rules! between { ($($all:tt)*) => {}; }
between! { impl LeadToContact for Nobody { fn category(&self) {} } }

/// Docs with a } and a "quote, and `impl LeadToContactHome for Docs {}`.
#[derive(Clone)]   pub struct Ours<T: Clone = u8>(T) where T: Copy;

pub mod naïve {
	use super::Ours; // a tab before this line

    /* ünïcödé }} before the attributes */
    #[rustfmt::skip]
    #[allow(clippy::all)] impl<T: Clone + Copy> crate::mappings::LeadToContact for Ours<T> where T: Sync { // opens here
        between! { fn category(&self) -> Nothing { todo!() } }

        /* in front */ #[inline] #[doc = "name } {"] fn name(&self, l: &crate::shop::Lead) -> intertie::map::Result<String> {
            let (brace, text, raw, byte, life) = ('}', "}}\"}", r##"}"#}"##, b'}', "'a {");  // }
            Ok(format!("{}{brace}{text}{raw}{byte}{life}", short(l)))
        }
        between!(a, b; "}" );
        #[cfg(all())]
        const _IGNORED: () = { struct Inner; impl Inner { fn category() {} } };

        // a last word about what is missing
        // }
        }

    /// A helper beside the impls, which calls the next.
    fn short(l: &crate::shop::Lead) -> String { trimmed(&l.full_name) }
    fn trimmed(text: &str) -> String { text.trim().to_owned() }

    pub mod deeper { use super::*; use crate::{mappings::{LeadToContactHome as Home, *}, crm};
        impl<T:Clone+Copy+Sync> Home for Ours<T> {} }
}
#[cfg(test)] mod tests { impl super::Unrelated for super::Ours { fn country_code() { } } }
