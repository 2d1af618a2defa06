//! Required, nullable, absent -> `T`, `Option<T>`, `Field<T>`.

use super::{Lower, constants};
use crate::ir::{EnumValue, Ty};
use crate::resolve::{ShapeKind, Use};

/// The type of a member, with what it allows.
pub(super) struct Member {
    /// The whole type.
    pub(super) ty: Ty,
    /// Without `Option` and `Field`.
    pub(super) bare: Ty,
    pub(super) required: bool,
    pub(super) nullable: bool,
    pub(super) clear_with_empty: bool,
    /// The only value.
    pub(super) constant: Option<EnumValue>,
}

impl Member {
    /// The only value, and whether it is always there.
    pub(super) fn always(&self) -> Option<(&EnumValue, bool)> {
        self.constant.as_ref().map(|value| (value, self.required && !self.nullable))
    }
}

impl Lower<'_> {
    /// Decides the type of a member. In answers absent and null are one; a request can say both.
    pub(super) fn member(&mut self, place: &Use, required: bool, in_request: bool, file: bool) -> Member {
        let constant = constants::value(&self.resolved.shapes, place);
        let bare = constant.as_ref().map_or_else(|| self.ty(place, file), constants::ty);
        // Any JSON can be null itself.
        let nullable = place.nullable && bare != Ty::Json;
        let writes = in_request && !place.read_only;
        let clears = place.clear_empty && writes && !required;
        let bare = if place.clear_empty && !clears { self.or_empty_text(place, bare) } else { bare };
        let boxed = || Box::new(bare.clone());
        let ty = match (required, nullable) {
            (true, false) => bare.clone(),
            (false, true) if writes => Ty::Field(boxed()),
            (false, false) if clears => Ty::Field(boxed()),
            (true, true) | (false, _) => Ty::Option(boxed()),
        };
        let nullable = nullable || clears || (required && matches!(bare, Ty::Json));
        Member { ty, bare, required, nullable, clear_with_empty: clears, constant }
    }

    /// Where an empty text cannot be a third state it must be a value of the type.
    fn or_empty_text(&self, place: &Use, bare: Ty) -> Ty {
        match self.resolved.shapes[place.shape].kind {
            ShapeKind::String(_) => Ty::String,
            ShapeKind::Enum(_) => bare,
            _ => Ty::Json,
        }
    }
}
