//! Every real document at hand, in memory: no panic, no operation lost, the same bytes twice.
//!
//! The documents are not part of this repository; `INTERTIE_SHARED` says where they are.

use intertie_generator::diag::Code;
use intertie_generator::load::Input;
use intertie_tests::{parallel, pipeline, vendors_own};
use sha2::{Digest as _, Sha256};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Instant;

#[test]
fn every_real_document_is_generated_whole_and_the_same_twice() {
    let Some(mut documents) = vendors_own::documents() else { return };
    // The largest first: no thread is left with one at the end.
    documents.sort_by_key(|path| std::cmp::Reverse(fs::metadata(path).map_or(0, |file| file.len())));
    let started = Instant::now();
    let made = parallel::map(&documents, parallel::USUAL_STACK, |path| {
        match catch_unwind(AssertUnwindSafe(|| generate(path))) {
            Ok(made) => made,
            Err(_) => Made { wrong: vec![format!("{}: panicked", path.display())], ..Made::default() },
        }
    });
    let mut wrong: Vec<String> = made.iter().flat_map(|made| made.wrong.clone()).collect();
    let (declared, generated): (usize, usize) =
        made.iter().fold((0, 0), |(declared, generated), made| (declared + made.declared, generated + made.generated));
    println!(
        "{} documents, {generated} of {declared} operations, {} kB of Rust, {:.1} s",
        documents.len(),
        made.iter().map(|made| made.bytes).sum::<usize>() / 1000,
        started.elapsed().as_secs_f64()
    );
    made.iter().flat_map(|made| &made.missing).for_each(|missing| println!("missing: {missing}"));
    if (declared - generated) * 1_000 >= declared.max(1) {
        wrong.push(format!("{} of {declared} operations are missing", declared - generated));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn documents_of_other_kinds_are_refused_by_name() {
    let Some(root) = vendors_own::folder() else { return };
    let all = vendors_own::files(&root.join("specs"));
    for (mark, name) in vendors_own::FOREIGN {
        let path = all.iter().find(|path| path.to_string_lossy().contains(mark)).expect("it is among the documents");
        let outcome = pipeline::run_path("foreign", path);
        let said =
            outcome.findings.all().iter().any(|found| found.code == Code::NotOpenapi && found.message.contains(name));
        assert!(outcome.api.is_none() && said, "{}: {:?}", path.display(), outcome.findings.all());
    }
}

/// What became of a document.
#[derive(Debug, Default)]
struct Made {
    declared: usize,
    generated: usize,
    bytes: usize,
    missing: Vec<String>,
    wrong: Vec<String>,
}

fn generate(path: &Path) -> Made {
    let [first, second] = [(), ()].map(|()| pipeline::run(&pipeline::vendor("vendor", Input::Path(path.to_owned()))));
    let digest = |outcome: &pipeline::Outcome| {
        let mut sum = Sha256::new();
        for file in &outcome.files {
            sum.update(&file.path);
            sum.update(&file.text);
        }
        sum.finalize()
    };
    let Some(api) = &first.api else {
        let lines: Vec<String> = first.findings.all().iter().take(3).map(pipeline::line).collect();
        return Made { wrong: vec![format!("{}: refused: {}", path.display(), lines.join("; "))], ..Made::default() };
    };
    let lost = first.findings.all().iter().filter(|found| found.code == Code::DroppedOperation);
    let mut made = Made {
        declared: api.declared_operations,
        generated: api.generated_operations(),
        bytes: first.files.iter().map(|file| file.text.len()).sum(),
        missing: lost.map(|found| format!("{}: {}", path.display(), pipeline::line(found))).collect(),
        wrong: vec![],
    };
    if made.missing.len() != made.declared - made.generated {
        made.wrong.push(format!(
            "{}: {} of {} operations, without a word",
            path.display(),
            made.generated,
            made.declared
        ));
    }
    if digest(&first) != digest(&second) {
        made.wrong.push(format!("{}: two runs differ", path.display()));
    }
    made
}
