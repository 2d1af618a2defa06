//! A client that the build script writes: see `build.rs` and `specs/library.yaml`.

/// The library's API.
pub mod library {
    include!(concat!(env!("OUT_DIR"), "/library/mod.rs"));
}

#[cfg(test)]
mod tests {
    use super::library::{Book, BorrowBook, Client};
    use intertie::Operation;

    #[test]
    fn a_request_is_a_value() {
        let client = Client::builder().build().unwrap();
        let call = client.books().borrow("978-3-16/1", "card 7").weeks(3);
        let request = call.request().unwrap();
        assert_eq!(request.path_and_query, "/books/978-3-16%2F1/loan");
        assert_eq!(BorrowBook::SPEC.method, "POST");
    }

    #[test]
    fn an_answer_keeps_what_the_document_does_not_list() {
        let book: Book = intertie::from_str(r#"{"isbn": "1", "title": "T", "language": "la"}"#).unwrap();
        assert_eq!(book.language.unwrap().as_ref(), "la");
    }
}
