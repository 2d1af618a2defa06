//! The program `intertie`. All it does is in `cli`, on the public library.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run().into()
}
