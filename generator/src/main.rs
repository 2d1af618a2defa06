//! The program `intertie`. All it does is in `cli`, on the public library.

mod cli;

/// A document becomes some hundred thousand small values: the allocator is a third of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run().into()
}
