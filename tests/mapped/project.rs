//! A project with mappings in a folder of its own.

use intertie_generator::config::Config;
use intertie_generator::generator::{self, Ending, Mode, run_mappings};
use intertie_generator::load::Options;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder.
pub(crate) struct Project(PathBuf);

/// Where the folders are: below this package, so that the compiler names the files alike wherever the target folder is.
pub(crate) fn root() -> PathBuf {
    PathBuf::from("made")
}

impl Project {
    /// A copy of a folder's documents, configuration and programs.
    pub(crate) fn of(from: &Path, name: &str) -> Self {
        let folder = root().join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("the folder is ours");
        for file in fs::read_dir(from).expect("the folder is there").map(|file| file.expect("it is readable").path()) {
            if file.extension().is_some_and(|end| ["yaml", "toml", "rs"].iter().any(|known| end == *known)) {
                fs::copy(&file, folder.join(file.file_name().unwrap_or_default())).expect("the folder is ours");
            }
        }
        Self(folder)
    }

    /// Puts a text for another, everywhere in a file.
    pub(crate) fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.0.join(file);
        let text = fs::read_to_string(&path).expect("it is there");
        assert!(text.contains(from), "{from} is not in {file}");
        fs::write(path, text.replace(from, to)).expect("the folder is ours");
    }

    pub(crate) fn config(&self) -> Config {
        Config::read(&self.0.join("intertie.toml")).expect("the configuration is right")
    }

    /// Writes clients and traits; gives the folder.
    pub(crate) fn generated(&self) -> PathBuf {
        let config = self.config();
        for vendor in &config.vendors {
            let report = generator::run(vendor, &Options::default(), Mode::default());
            assert!(matches!(report.ending, Ending::Wrote(_)), "{}: {:?}", vendor.name, report.ending);
        }
        let report = run_mappings(&config, &Options::default(), Mode::default());
        assert!(matches!(report.ending, Ending::Wrote(_)), "{:?}: {:?}", report.ending, report.findings.all());
        self.0.clone()
    }

    /// The text without where the folder is.
    pub(crate) fn below(&self, text: &str) -> String {
        text.replace(&format!("{}/", self.0.display()), "")
    }
}
