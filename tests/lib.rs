//! Where the test documents are.
