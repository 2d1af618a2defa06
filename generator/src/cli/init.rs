//! `intertie init`.

use super::args::Init;
use super::exit::Exit;
use super::{Failure, talk::Talk};
use intertie_generator::config;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};

/// What a new configuration says.
pub(super) const TEMPLATE: &str = "\
# Which vendors this project uses, where their documents are, what their clients look like.
# Every key: docs/configuration.md of Intertie. Add a vendor with `intertie add NAME URL|FILE`.

[defaults]
# Each vendor is written to a folder of its name below this one.
out = \"generated\"

# [vendor.acme]
# spec = \"specs/acme.yaml\"
# include = [\"tag:Invoices\", \"POST /v1/refunds\"]
";

/// Writes the file; never over an existing one.
pub(super) fn run(args: &Init) -> Result<Exit, Failure> {
    let path = args.folder.join(config::FILE_NAME);
    std::fs::create_dir_all(&args.folder).map_err(|error| Failure::io("create", &args.folder, &error))?;
    let mut file = OpenOptions::new().write(true).create_new(true).open(&path).map_err(|error| {
        if error.kind() == ErrorKind::AlreadyExists {
            Failure::usage(format!("{} exists already", path.display()))
        } else {
            Failure::io("write", &path, &error)
        }
    })?;
    file.write_all(TEMPLATE.as_bytes()).map_err(|error| Failure::io("write", &path, &error))?;
    Talk::result(&format!("wrote {}; next: intertie add NAME URL|FILE", path.display()));
    Ok(Exit::Fine)
}
