//! `bench shapes`: what generated types cost to compile, as tables and with derived serde.
//!
//! Writes two crates with the same types below `target/bench-shapes`, and compiles each alone. Out: CPU seconds of `cargo
//! check` and of the release build of the library, and the ratio. In: how many structs, fields of each, and enums.

mod source;

use source::{Shape, Size};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{fs, io};

/// Runs the bench and prints its table.
pub(crate) fn run(sizes: &[&str]) -> ExitCode {
    let numbers: Result<Vec<usize>, _> = sizes.iter().map(|size| size.parse()).collect();
    let Ok(numbers) = numbers else {
        eprintln!("error: sizes are numbers");
        return ExitCode::from(2);
    };
    let size = |at: usize, default| numbers.get(at).copied().unwrap_or(default);
    let size = Size { structs: size(0, 1_500), fields: size(1, 12), enums: size(2, 300) };
    match measure(size) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(size: Size) -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
    println!("{} structs of {} fields, {} enums; CPU seconds", size.structs, size.fields, size.enums);
    println!("{:<10}{:>10}{:>10}{:>10}", "", "tables", "derived", "ratio");
    let tables = write(&root, Shape::Tables, size)?;
    let derived = write(&root, Shape::Derived, size)?;
    for (title, arguments) in [("check", ["check", "--quiet"]), ("release", ["build", "--release"])] {
        let (tables, derived) = (compile(&tables, &arguments)?, compile(&derived, &arguments)?);
        println!("{title:<10}{tables:>10.2}{derived:>10.2}{:>10.2}", tables / derived);
    }
    Ok(())
}

/// Writes the crate, and gives its folder.
fn write(root: &Path, shape: Shape, size: Size) -> io::Result<PathBuf> {
    let folder = root.join("target/bench-shapes").join(shape.name());
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("Cargo.toml"), source::manifest(shape, root))?;
    fs::write(folder.join("types.rs"), source::library(shape, size))?;
    Ok(folder)
}

/// The CPU seconds that compiling the crate takes, its dependencies being compiled already.
fn compile(folder: &Path, arguments: &[&str]) -> io::Result<f64> {
    let build = || {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(arguments).current_dir(folder).env_remove("CARGO_TARGET_DIR");
        succeed(cargo.env("CARGO_INCREMENTAL", "0").env("RUSTFLAGS", ""))
    };
    let library = folder.join("src/lib.rs");
    fs::write(&library, "")?;
    build()?;
    fs::copy(folder.join("types.rs"), &library)?;
    let before = children_seconds()?;
    build()?;
    Ok(children_seconds()? - before)
}

fn succeed(command: &mut Command) -> io::Result<()> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(());
    }
    Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()))
}

/// CPU seconds of all child processes that have ended, by Linux's `/proc/self/stat`, whose unit is 10 ms.
#[expect(clippy::cast_precision_loss, reason = "seconds of a bench")]
fn children_seconds() -> io::Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    // After the name, which may hold spaces: field 16 and 17 of proc(5), the 14th and 15th from there.
    let after = stat.rsplit_once(") ").map_or("", |(_, after)| after);
    let ticks: u64 = after.split(' ').skip(13).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Ok(ticks as f64 / 100.0)
}
