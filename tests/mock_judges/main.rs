//! The mock vendor before judges that know nothing of this project: Schemathesis (`PyPI`) sends it what it makes of a
//! document, and Prism (npm) is asked about the same requests. They are installed into a temporary folder; where they
//! cannot be had, the tests say so and skip.

mod http;
mod patterns;
mod prism;
mod requests;
mod schemathesis;
mod served;
