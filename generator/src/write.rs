//! files -> disk
