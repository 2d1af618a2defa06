//! [`RawDoc`](crate::load::RawDoc) -> [`Document`](crate::document::Document).
