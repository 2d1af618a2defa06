//! Candidates of mappings against what really belongs together: precision and recall.

use super::{Outcome, program};
use intertie_generator::Pipeline;
use intertie_generator::config::{AsyncMethods, Config, Mapping, MappingEnd, Vendor};
use intertie_generator::diag::{Place, Sink};
use intertie_generator::ir::Api;
use intertie_generator::load::{Input, Options};
use intertie_generator::map::{Known, Surveyed, survey};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const EXPECTED: &str = include_str!("../data/map-quality.toml");

/// What must hold, in percent.
const FIRST: usize = 70;
const THREE: usize = 80;

/// Measure the candidates of mappings against tables of what really belongs together.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Another table, of the shape of xtask/data/map-quality.toml.
    #[arg(long, value_name = "FILE")]
    table: Option<PathBuf>,
    /// List every row that is not right.
    #[arg(long)]
    misses: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    document: BTreeMap<String, Document>,
    mapping: Vec<Table>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    /// A vendor of the repository.
    slim: Option<String>,
    /// A document below the folder of real ones.
    real: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    name: String,
    /// In the order of their names, so that runs are equal.
    from: BTreeMap<String, String>,
    to: String,
    #[serde(default)]
    keys: BTreeMap<String, Vec<String>>,
    rows: Vec<Vec<String>>,
}

/// Which documents are measured.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Set {
    Slim,
    Real,
}

#[derive(Default, Clone, Copy)]
struct Score {
    rows: usize,
    missing: usize,
    sure: usize,
    sure_right: usize,
    suggested: usize,
    first: usize,
    three: usize,
}

/// Prints a line a mapping, and the totals of each set.
pub(crate) fn run(args: &Args) -> Outcome {
    let text = args.table.as_ref().map(std::fs::read_to_string).transpose()?;
    let file: File = toml::from_str(text.as_deref().unwrap_or(EXPECTED))?;
    let config = Config::read(&program::root().join("intertie.toml"))?;
    let shared = std::env::var_os("INTERTIE_SHARED").map_or_else(|| program::root().join("../shared"), PathBuf::from);
    let mut reached = true;
    for set in [Set::Slim, Set::Real] {
        if set == Set::Real && !shared.join("specs").is_dir() {
            println!("real documents: skipped, INTERTIE_SHARED names no folder with them");
            continue;
        }
        reached &= measure(&file, &config, &shared, set, args.misses);
    }
    Ok(reached)
}

fn measure(file: &File, config: &Config, shared: &Path, set: Set, misses: bool) -> bool {
    let label = if set == Set::Slim { "the repository's documents" } else { "the vendors' own documents" };
    println!(
        "\n{label}\n{:<34} {:>4} {:>8} {:>9} {:>8} {:>8}",
        "mapping", "rows", "default", "suggested", "first", "in three"
    );
    let mut total = Score::default();
    let mut apis: BTreeMap<String, Option<Api>> = BTreeMap::new();
    for table in &file.mapping {
        for name in table.from.values().chain([&table.to]).filter_map(|end| end.split('.').next()) {
            if !apis.contains_key(name) {
                let api = vendor(file, config, shared, set, name).and_then(|vendor| api(&vendor));
                apis.insert(name.to_owned(), api);
            }
        }
        let score = one(table, &apis, misses);
        println!("{}", line(&table.name, score));
        total = total.and(score);
    }
    println!("{}", line("all", total));
    let percent = |part: usize, of: usize| (part * 100).checked_div(of).unwrap_or(100);
    let (sure, first) = (percent(total.sure_right, total.sure), percent(total.first, total.suggested));
    let three = percent(total.three, total.rows);
    println!(
        "defaults right: {sure} %; first suggestion right: {first} %; right source among three: {three} % of rows"
    );
    if total.missing > 0 {
        println!("{} rows name fields that the documents do not have", total.missing);
    }
    sure == 100 && first >= FIRST && three >= THREE
}

fn line(name: &str, score: Score) -> String {
    format!(
        "{name:<34} {:>4} {:>8} {:>9} {:>8} {:>8}",
        score.rows,
        format!("{}/{}", score.sure_right, score.sure),
        score.suggested,
        score.first,
        score.three
    )
}

fn vendor(file: &File, config: &Config, shared: &Path, set: Set, name: &str) -> Option<Vendor> {
    let document = file.document.get(name)?;
    let slim = || {
        let mut vendor = config.vendor(document.slim.as_deref()?)?.clone();
        name.clone_into(&mut vendor.name);
        Some(vendor)
    };
    match (&document.real, set) {
        (Some(real), Set::Real) => Some(Vendor::new(name, Input::Path(shared.join("specs").join(real)), "unwritten")),
        _ => slim(),
    }
}

fn api(vendor: &Vendor) -> Option<Api> {
    std::thread::scope(|scope| {
        let work = || Pipeline::new(vendor, &Options::default()).api().ok();
        std::thread::Builder::new().stack_size(256 << 20).spawn_scoped(scope, work).ok()?.join().ok()?
    })
}

fn one(table: &Table, apis: &BTreeMap<String, Option<Api>>, misses: bool) -> Score {
    let known: Vec<Known<'_>> = (apis.iter())
        .filter_map(|(name, api)| Some(Known { name, package: name, path: "", api: api.as_ref()? }))
        .collect();
    let mapping = mapping(table);
    let mut sink = Sink::default();
    let surveyed = survey(&known, &mapping, &[], &mut sink).unwrap_or_default();
    for found in sink.found() {
        println!("  {}: {}", table.name, found.message);
    }
    let mut score = Score::default();
    for row in &table.rows {
        let (target, right) = row.split_first().map_or(("", &[][..]), |(target, right)| (target.as_str(), right));
        score.rows += 1;
        match surveyed.iter().find(|field| field.path == target) {
            None => {
                score.missing += 1;
                if misses {
                    println!("  {target}: the target has no such field");
                }
            }
            Some(field) => score.count(field, right, misses),
        }
    }
    score
}

fn mapping(table: &Table) -> Mapping {
    let place = || Place { file: table.name.clone(), line: 1, column: 1 };
    let end = |name: Option<&String>, typed: &str| {
        let (vendor, of) = typed.split_once('.').unwrap_or((typed, ""));
        MappingEnd { name: name.cloned(), vendor: vendor.to_owned(), of: of.to_owned(), place: place() }
    };
    Mapping {
        name: "measured".to_owned(),
        from: table.from.iter().map(|(name, typed)| end(Some(name), typed)).collect(),
        to: end(None, &table.to),
        stub: PathBuf::new(),
        is_async: AsyncMethods::default(),
        keys: table.keys.clone().into_iter().collect(),
        nested: Vec::new(),
        left_out: Vec::new(),
    }
}

impl Score {
    fn count(&mut self, field: &Surveyed, right: &[String], misses: bool) {
        let is_right = |path: &String| right.contains(path);
        let at = field.candidates.iter().position(|candidate| is_right(&candidate.path));
        if let Some(sure) = &field.sure {
            self.sure += 1;
            self.sure_right += usize::from(is_right(sure));
            if !is_right(sure) {
                println!("  WRONG DEFAULT {}: {sure}", field.path);
            }
        }
        self.suggested += usize::from(!field.candidates.is_empty());
        self.first += usize::from(at == Some(0));
        self.three += usize::from(at.is_some());
        if misses && at != Some(0) {
            let found: Vec<_> =
                field.candidates.iter().map(|candidate| format!("{} {}", candidate.score, candidate.path)).collect();
            println!("  {}: {} (right: {})", field.path, found.join("; "), right.join(" or "));
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            rows: self.rows + other.rows,
            missing: self.missing + other.missing,
            sure: self.sure + other.sure,
            sure_right: self.sure_right + other.sure_right,
            suggested: self.suggested + other.suggested,
            first: self.first + other.first,
            three: self.three + other.three,
        }
    }
}
