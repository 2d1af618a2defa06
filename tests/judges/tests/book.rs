//! What README.md shows is what is compiled and run as the documentation test of `book`.

use intertie_judges::judged::repository;

#[test]
fn the_example_of_the_readme_is_the_one_that_runs() {
    let read = |path: &str| std::fs::read_to_string(repository().join(path)).expect("it is there");
    let block = format!("```rust,ignore\n{}```\n", read("tests/judges/src/book/readme.rs"));
    assert!(read("README.md").contains(&block), "README.md does not have\n{block}");
}
