//! What `diff` finds: a case for every kind of edit, refactors that are none, edits of real documents, and what two real
//! versions of a document are known to differ in.

mod documents;
mod kinds;
mod random;
mod refactors;
mod reports;
mod same;
mod versions;
