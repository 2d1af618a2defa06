//! The mock vendor against every real document at hand: it takes the requests that it makes up itself, and answers as the
//! document says.

use intertie::Value;
use intertie::mock::{Contract, Fill, Incoming, Mock};
use intertie_generator::Pipeline;
use intertie_generator::load::{Input, Options};
use intertie_tests::{parallel, pipeline, vendors_own};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// What became of a document's operations.
#[derive(Debug, Default)]
struct Tally {
    operations: usize,
    refused: Vec<String>,
    wrong: Vec<String>,
}

#[test]
fn our_own_documents_are_served_without_a_fault() {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let mut documents: Vec<PathBuf> = vendors_own::files(&specs);
    documents.retain(|path| path.file_stem().is_some_and(|stem| stem != "overlay"));
    assert_eq!(documents.len(), 15, "{documents:?}");
    let (operations, faults) = run(&documents, usize::MAX);
    assert!(operations > 200, "{operations} operations");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn real_documents_are_served_with_few_faults() {
    let Some(documents) = vendors_own::documents() else { return };
    let (operations, faults) = run(&documents, 16);
    for fault in &faults {
        println!("{fault}");
    }
    // What is left contradicts itself, or needs what no generator can find: see the list above.
    assert!(faults.len() * 50 <= operations, "{} faults of {operations} operations", faults.len());
}

/// Changes and deletions that are answered without a body.
const PETS: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets:
    post:
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'201': {description: Made., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
    get:
      responses: {'200': {description: All., content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}}}
  /pets/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      responses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
    patch:
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'204': {description: Done.}}
    delete:
      responses: {'204': {description: Gone.}}
components:
  schemas:
    Pet: {type: object, required: [id, name], properties: {id: {type: string, format: uuid, readOnly: true}, name: {type: string}}}
";

#[test]
fn what_is_made_is_there_until_it_is_deleted() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pets.yaml");
    std::fs::write(&path, PETS).expect("written");
    let vendor = pipeline::vendor("pets", Input::Path(path));
    let mut pipeline = Pipeline::new(&vendor, &Options::default());
    let (_, contract) = pipeline.contract().expect("a contract");
    let mock = Mock::new(Contract::read(contract).expect("our own contract"));
    let ask = |method: &str, path: &str, body: &str| {
        let headers = [("content-type", "application/json")]
            .map(|(name, value)| (name.parse().expect("a name"), value.parse().expect("a value")));
        let request = Incoming {
            method: method.to_owned(),
            path: path.to_owned(),
            query: String::new(),
            headers: headers.into_iter().collect(),
            body: body.as_bytes().to_vec().into(),
        };
        let reply = mock.handle(&request);
        (reply.status, serde_json::from_slice::<Value>(&reply.body).unwrap_or_default())
    };
    let made =
        ["Tom", "Ada", "Tom"].map(|name| ask("POST", "/pets", &format!("{{\"name\":\"{name}\"}}")).1["id"].clone());
    assert!(made[0] != made[1] && made[0] == made[2], "the same request, the same answer: {made:?}");
    let names = |all: Value| all.as_array().into_iter().flatten().map(|pet| pet["name"].clone()).collect::<Vec<_>>();
    assert_eq!(names(ask("GET", "/pets", "").1), ["Tom", "Ada"]);
    let ada = format!("/pets/{}", made[1].as_str().expect("an id"));
    assert_eq!(ask("PATCH", &ada, "{\"name\":\"Bob\"}").0, 204);
    assert_eq!(ask("GET", &ada, "").1["name"], "Bob");
    assert_eq!(ask("DELETE", &ada, "").0, 204);
    assert_eq!((ask("GET", &ada, "").0, ask("DELETE", &ada, "").0), (404, 404));
    assert_eq!(names(ask("GET", "/pets", "").1), ["Tom"]);
}

/// Every document, of each so many operations at most; gives how many there were, and what went wrong.
fn run(documents: &[PathBuf], most: usize) -> (usize, Vec<String>) {
    let started = Instant::now();
    let tallies = parallel::map(documents, 64 << 20, |path| tally(path, most));
    let operations: usize = tallies.iter().map(|tally| tally.operations).sum();
    let count = |of: fn(&Tally) -> usize| tallies.iter().map(of).sum::<usize>();
    println!(
        "{} documents, {operations} operations, {} requests refused, {} answers wrong, {:.1} s",
        documents.len(),
        count(|tally| tally.refused.len()),
        count(|tally| tally.wrong.len()),
        started.elapsed().as_secs_f64()
    );
    (operations, tallies.into_iter().flat_map(|tally| tally.refused.into_iter().chain(tally.wrong)).collect())
}

fn tally(path: &Path, most: usize) -> Tally {
    let mut vendor = pipeline::vendor("vendor", Input::Path(path.to_owned()));
    vendor.profile = path.parent().map(|folder| folder.join("vendor.toml")).filter(|path| path.is_file());
    let mut pipeline = Pipeline::new(&vendor, &Options::default());
    let (_, contract) = pipeline.contract().unwrap_or_else(|_| panic!("{}: refused", path.display()));
    let mock = Mock::new(Contract::read(contract).expect("our own contract"));
    let mut tally = Tally::default();
    let all = mock.contract().operations.len();
    for at in (0..all).step_by(all.div_ceil(most).max(1)) {
        tally.operations += 1;
        for fill in [Fill::Required, Fill::Some] {
            exchange(&mock, at, fill, path, &mut tally);
        }
    }
    tally
}

fn exchange(mock: &Mock, at: usize, fill: Fill, path: &Path, tally: &mut Tally) {
    let name =
        format!("{} {}", path.file_name().unwrap_or_default().to_string_lossy(), mock.contract().operations[at].key());
    mock.reset();
    let sample = mock.sample(at, fill, None, 1);
    let request: Incoming = mock.request(at, &sample);
    let reply = mock.handle(&request);
    if let Some(problems) = reply.header("intertie-problems") {
        tally.refused.push(format!("refused: {name}: {}", problems.chars().take(300).collect::<String>()));
        return;
    }
    let media_type = reply.header("content-type").unwrap_or_default().to_owned();
    if media_type.contains("json")
        && let Ok(body) = serde_json::from_slice::<Value>(&reply.body)
    {
        let problems = mock.answer_problems(at, reply.status, &media_type, &body);
        if let Some(first) = problems.first() {
            tally.wrong.push(format!(
                "wrong: {name} {}: {}",
                reply.status,
                first.to_string().chars().take(300).collect::<String>()
            ));
        }
    }
}
