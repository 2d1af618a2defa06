//! Work on the project itself.

mod bench;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["bench", "codec"] => bench::codec::run(),
        ["bench", "shapes", sizes @ ..] => bench::shapes::run(sizes),
        _ => {
            eprintln!("usage: cargo xtask bench codec | bench shapes [STRUCTS [FIELDS [ENUMS]]]");
            ExitCode::from(2)
        }
    }
}
