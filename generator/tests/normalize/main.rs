//! What `normalize` makes of documents: the smallest one per rule, and every real one there is.

mod bodies;
mod hostile;
mod modern;
mod operations;
mod parameters;
mod real;
mod references;
mod schemas;
mod security;
mod support;
mod swagger2;
