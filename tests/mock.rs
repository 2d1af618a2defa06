//! The mock vendor against every real document at hand: it takes the requests that it makes up itself, and answers as the
//! document says.

use intertie::Value;
use intertie::mock::{Contract, Fill, Incoming, Mock, Reply, SCENARIO_HEADER};
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
servers: [{url: 'https://pets.example/v1'}]
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
    Pet:
      type: object
      required: [id, name]
      properties:
        id: {type: string, format: uuid, readOnly: true}
        name: {type: string}
        born: {type: string, format: date, nullable: true}
        owner: {type: object, nullable: true, properties: {name: {type: string}}}
        tags: {type: array, items: {type: string}}
";

/// A mock of [`PETS`].
fn pets(test: &str) -> Mock {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{test}.yaml"));
    std::fs::write(&path, PETS).expect("written");
    let vendor = pipeline::vendor("pets", Input::Path(path));
    let mut pipeline = Pipeline::new(&vendor, &Options::default());
    let (_, contract) = pipeline.contract().expect("a contract");
    Mock::new(Contract::read(contract).expect("our own contract"))
}

fn ask(mock: &Mock, scenario: &str, method: &str, path: &str, body: &str) -> (Reply, Value) {
    let wanted = (!scenario.is_empty()).then_some((SCENARIO_HEADER, scenario));
    let headers = [("content-type", "application/json")].into_iter().chain(wanted);
    let headers = headers.map(|(name, value)| (name.parse().expect("a name"), value.parse().expect("a value")));
    let request = Incoming {
        method: method.to_owned(),
        path: path.to_owned(),
        query: String::new(),
        headers: headers.collect(),
        body: body.as_bytes().to_vec().into(),
    };
    let reply = mock.handle(&request);
    let body = serde_json::from_slice(&reply.body).unwrap_or_default();
    (reply, body)
}

#[test]
fn what_is_made_is_there_until_it_is_deleted() {
    let mock = pets("pets");
    let ask = |method: &str, path: &str, body: &str| {
        let (reply, body) = ask(&mock, "", method, path, body);
        (reply.status, body)
    };
    let made = ["Tom", "Ada", "Tom"].map(|name| ask("POST", "/pets", &format!("{{\"name\":\"{name}\"}}")).1);
    assert!(made[0] != made[1] && made[0] == made[2], "the same request, the same answer: {made:?}");
    let path = |made: &Value| format!("/pets/{}", made["id"].as_str().expect("an id"));
    assert_eq!(ask("GET", "/pets", "").1, Value::from(made[..2].to_vec()), "a list tells the same");
    for made in &made {
        assert_eq!(ask("GET", &path(made), "").1, *made, "read again, it is the same");
        assert_eq!(ask("GET", &format!("/v1{}", path(made)), "").1, *made, "and by the path of the server");
    }
    let ada = path(&made[1]);
    assert_eq!(ask("PATCH", &ada, "{\"name\":\"Bob\"}").0, 204);
    let bob = ask("GET", &ada, "").1;
    assert_eq!((&bob["name"], bob.get("tags")), (&"Bob".into(), made[1].get("tags")));
    assert_eq!(ask("DELETE", &ada, "").0, 204);
    assert_eq!((ask("GET", &ada, "").0, ask("DELETE", &ada, "").0), (404, 404));
    assert_eq!(ask("GET", "/pets", "").1, Value::from(made[..1].to_vec()));
    // What was always there is not known to be gone: the document has no answer for that.
    assert_eq!(
        (ask("DELETE", "/pets/7", "").0, ask("DELETE", "/pets/7", "").0, ask("GET", "/pets/7", "").0),
        (204, 204, 200)
    );
}

#[test]
fn a_scenario_is_counted_from_when_it_is_set_and_ends_when_it_is_said() {
    let mock = pets("pets-standing");
    let by_header = |scenario: &str| ask(&mock, scenario, "GET", "/pets/1", "").0.status;
    let asked = ["status=429 times=1", "status=429 times=1", "status=503 times=1", "status=503 times=1"];
    assert_eq!(asked.map(by_header), [429, 200, 503, 200]);

    let set = |operation: &str, scenario: &str| mock.set_scenario(operation, scenario.parse().ok());
    let get = |path: &str| ask(&mock, "", "GET", path, "").0.status;
    set("GET /pets/{id}", "status=409");
    for _ in 0..2 {
        set("", "status=418 times=1");
        assert_eq!((get("/pets/1"), get("/pets"), get("/pets")), (409, 418, 200));
    }
    mock.set_scenario("", None);
    assert_eq!((get("/pets/1"), get("/pets")), (200, 200));
}

#[test]
fn a_scenario_that_the_document_does_not_foresee_is_played_or_refused_for_its_reason() {
    let mock = pets("pets-scenarios");
    let get = |scenario: &str| ask(&mock, scenario, "GET", "/pets/1", "");
    for (scenario, status) in [("status=4XX", 400), ("status=5xx", 500), ("status=2XX", 200), ("status=418", 418)] {
        assert_eq!(get(scenario).0.status, status, "{scenario}");
    }
    assert_eq!(get("example=0").1["title"], "no such example");
    for scenario in ["status=600", "status=often", "status=6XX", "nonsense"] {
        let (reply, _) = get(scenario);
        let told = reply.header("intertie-problems").unwrap_or_default();
        assert!(reply.status == 400 && told.contains(scenario), "{scenario}: {reply:?}");
    }
    let (limited, body) = get("rate-limited=3");
    assert_eq!((limited.status, limited.header("retry-after")), (429, Some("3")));
    assert_eq!(body["title"], "Too Many Requests");
    let (nulls, body) = get("nulls full");
    assert!(body["born"].is_null() && body["owner"].is_null() && body["tags"].is_array(), "{body}");
    assert_eq!(nulls.header("intertie-edited"), Some("/born, /owner"));
    let (elsewhere, _) = ask(&mock, "", "GET", "/cats", "");
    assert!(elsewhere.header("intertie-problems").is_some_and(|told| told.contains("/cats")), "{elsewhere:?}");
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
