//! What Swagger 2.0 says in other words, one rule a file.

pub(crate) mod body;
pub(crate) mod collection_format;
pub(crate) mod media;
pub(crate) mod oauth2;
pub(crate) mod response;
pub(crate) mod servers;
