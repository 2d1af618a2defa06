//! Reports: each form of one example, a stranger's text in each, and the page in a browser.

use super::documents::{api, changes, of_value};
use intertie_generator::diag::print::Places;
use intertie_generator::diag::{Place, Sink};
use intertie_generator::diff::accept::Accepted;
use intertie_generator::diff::report::{self, Colour, Coverage, Report};
use intertie_generator::diff::{self, Changes, Kind, Level};
use intertie_generator::load::{Input, Locator, Options, load};
use intertie_generator::pointer::Pointer;
use intertie_tests::expect::Expect;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A place without a file.
struct Nowhere;
impl Places for Nowhere {
    fn place(&mut self, _: &Pointer) -> Option<Place> {
        None
    }
}

/// Places of a file of the example, named from the repository's root.
struct Within<'d>(Locator<'d>, &'static str);
impl Places for Within<'_> {
    fn place(&mut self, pointer: &Pointer) -> Option<Place> {
        self.0.place_of(pointer).map(|place| Place { file: self.1.to_owned(), ..place })
    }
}

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/diff/example").join(name)
}

/// The example's report, with what is accepted, handed to a function.
fn with_example<T>(run: impl FnOnce(&Report<'_>) -> T) -> T {
    with_covered(None, run)
}

/// The same with what tests exercised.
fn with_covered<T>(coverage: Option<Coverage>, run: impl FnOnce(&Report<'_>) -> T) -> T {
    let accepted = Accepted::parse(Path::new("intertie.accept.toml"), ACCEPTED).expect("it is right");
    let input = |name: &str| Input::Path(example(name));
    let read = |name: &str| load(&input(name), &Options::default(), &mut Sink::default()).expect("it is YAML");
    let (old, new) = (read("old.yaml"), read("new.yaml"));
    let lowered = |name: &str| api(input(name)).unwrap_or_else(|found| panic!("{:?}", found.all()));
    let changes = diff::diff(&lowered("old.yaml"), &lowered("new.yaml"));
    let mut before = Within(Locator::new(&old), "specs/acme/2026-05.yaml");
    let mut after = Within(Locator::new(&new), "specs/acme/2026-11.yaml");
    let mut report = Report::new(Some("acme".to_owned()), &changes, &mut before, &mut after);
    assert_eq!(report.worst(), Some(Level::Breaking));
    report.accept(&accepted, (2026, 11, 26));
    report.coverage = coverage;
    run(&report)
}

const ACCEPTED: &str = "[[accept]]\nvendor = 'acme'\nkind = 'operation-removed'\noperation = 'POST /customers/{id}/merge'\n\
    reason = 'we never merge'\nuntil = 2027-01-31\n[[accept]]\nvendor = 'acme'\nkind = 'format-added'\nreason = 'gone'\n";

#[test]
fn every_form_tells_the_example() {
    let mut expect = Expect::default();
    with_example(|report| {
        for (name, text) in [
            ("report.txt", report::text(report, Level::Docs, Colour::None)),
            ("report.json", report::json(report)),
            ("report.md", report::markdown(report)),
            ("report.github", report::github(report, Level::Dangerous)),
            ("report.xml", report::junit(report, Level::Breaking)),
            ("report.html", report::html(report)),
        ] {
            expect.file(&example(name), &text);
        }
    });
    expect.finish();
}

#[test]
fn the_page_shades_what_tests_exercised() {
    let coverage = json!([
        { "operation": "GET /invoices", "requests": 3, "statuses": {}, "members": [3, 4] },
        { "operation": "POST /invoices", "requests": 0, "statuses": {}, "members": [0, 9] },
    ]);
    let coverage = Coverage::read(&coverage.to_string()).expect("coverage");
    let page = with_covered(Some(coverage), report::html);
    let item = |class: &str, share: &str, title: &str| {
        format!(" class=\"{class}\" style=\"--share: {share}%\" title=\"{title}\">")
    };
    let exercised = item("covered", "75", "3 requests, 3 of 4 members and values of answers");
    assert!(page.contains(&format!("<li id=\"op-1\"{exercised}<a href=\"#op-1\"")), "{page}");
    // What was not asked for, and what nobody says anything of.
    assert_eq!(page.matches(&item("uncovered", "0", "not exercised")).count(), 4, "{page}");
    assert!(!with_example(report::html).contains("covered"));
    for text in ["{}", "[{}]", "no"] {
        assert!(Coverage::read(text).is_err(), "{text}");
    }
}

#[test]
fn the_json_is_what_its_schema_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/diff.schema.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).expect("it is there")).expect("it is JSON");
    let text = with_example(report::json);
    fits(&schema, &schema, &serde_json::from_str(&text).expect("it is JSON"), "#");
    let listed: Vec<&str> =
        schema["$defs"]["kind"]["enum"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let mut kinds: Vec<String> = Kind::all().map(|kind| kind.to_string()).collect();
    kinds.sort();
    assert_eq!(listed, kinds, "the schema lists every kind, sorted");
}

/// The keywords that the schema uses.
fn fits(root: &Value, schema: &Value, value: &Value, at: &str) {
    if let Some(name) = schema["$ref"].as_str() {
        return fits(root, root.pointer(&name[1..]).unwrap_or_else(|| panic!("{name}")), value, at);
    }
    if let Some(types) = schema.get("type") {
        let name = match value {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "integer",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        };
        let is_one = types == name || types.as_array().is_some_and(|types| types.contains(&json!(name)));
        assert!(is_one, "{at}: {value} is no {types}");
    }
    if let Some(known) = schema["enum"].as_array() {
        assert!(known.contains(value), "{at}: {value} is none of {known:?}");
    }
    if let Value::Object(members) = value {
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            assert!(members.contains_key(name), "{at}: {name} is missing");
        }
        for (name, member) in members {
            let inner = schema["properties"].get(name).unwrap_or_else(|| panic!("{at}: {name} is not in the schema"));
            fits(root, inner, member, &format!("{at}/{name}"));
        }
    }
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        fits(root, &schema["items"], item, &format!("{at}/{index}"));
    }
}

/// What would run, end a span, start an annotation or move a cursor.
const HOSTILE: &str = "</script><script>alert(1)</script>`x` ](javascript:alert(1)) <img src=x onerror=alert(1)>\"'&\n::error::x\u{1b}[2J\u{202e}";

fn hostile() -> Changes {
    let document = |extra: &str| {
        let mut members = serde_json::Map::new();
        members
            .insert(format!("{HOSTILE}{extra}"), json!({"type": "string", "description": format!("{HOSTILE}{extra}")}));
        let content = json!({"application/json": {"schema": {"type": "object", "properties": members}}});
        let mut paths = serde_json::Map::new();
        let operation = json!({"operationId": HOSTILE, "tags": [HOSTILE], "responses": {"200": {"description": "ok", "content": content}}});
        paths.insert(format!("/{HOSTILE}"), json!({"get": operation, "put": operation}));
        json!({"openapi": "3.1.0", "info": {"title": HOSTILE, "version": format!("{HOSTILE}{extra}")}, "paths": paths})
    };
    changes(&document("a"), &document("b"))
}

#[test]
fn no_text_of_a_document_acts_in_a_report() {
    let changes = hostile();
    assert!(changes.findings.len() > 2);
    let report = Report::new(None, &changes, &mut Nowhere, &mut Nowhere);
    let html = report::html(&report);
    assert_eq!(html.matches("<script>").count(), 1, "only our own");
    assert!(!html.contains("<img") && html.contains("&lt;img"));
    let xml = report::junit(&report, Level::Docs);
    assert!(!xml.contains("<script") && !xml.contains("<img"));
    let github = report::github(&report, Level::Docs);
    assert!(
        github.lines().all(|line| line.starts_with("::error ")
            || line.starts_with("::warning ")
            || line.starts_with("::notice "))
    );
    let text = report::text(&report, Level::Docs, Colour::None);
    for form in [&html, &xml, &github, &text, &report::markdown(&report)] {
        assert!(!form.contains('\u{1b}') && !form.contains('\u{202e}'), "{form}");
    }
    serde_json::from_str::<Value>(&report::json(&report)).expect("it is JSON");
}

#[test]
fn markdown_keeps_a_strangers_words_in_code_spans() {
    let changes = hostile();
    let markdown = report::markdown(&Report::new(None, &changes, &mut Nowhere, &mut Nowhere));
    // With every code span taken out nothing of the document is left.
    let mut rest = markdown.as_str();
    let mut outside = String::new();
    while let Some(start) = rest.find('`') {
        outside.push_str(&rest[..start]);
        let fence = rest[start..].chars().take_while(|c| *c == '`').count();
        let inner = &rest[start + fence..];
        let mark = "`".repeat(fence);
        let mut at = 0;
        let end = loop {
            let found = inner[at..].find(&mark).expect("a span ends") + at;
            let length = inner[found..].chars().take_while(|c| *c == '`').count();
            if length == fence {
                break found;
            }
            at = found + length;
        };
        rest = &inner[end + fence..];
    }
    outside.push_str(rest);
    assert!(!outside.contains("script") && !outside.contains("alert"), "{outside}");
}

#[test]
fn two_runs_give_the_same_bytes() {
    let text =
        || with_example(|report| [report::json(report), report::html(report), report::markdown(report)].concat());
    assert_eq!(text(), text());
}

#[test]
fn two_apis_of_one_document_are_the_same() {
    let document: Value = json!({"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}});
    assert_eq!(diff::diff(&of_value(&document), &of_value(&document)).findings, []);
}

fn chromium() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|path| path.is_file())
}

/// The page after a script did what a person would do with mouse and keyboard.
fn after(browser: &Path, name: &str, page: &str, script: &str) -> String {
    let folder = std::env::temp_dir().join(format!("intertie-report-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    let file = folder.join("report.html");
    let script =
        format!("<script>addEventListener('load', () => setTimeout(() => {{ {script} }}, 50));</script></body>");
    std::fs::write(&file, page.replace("</body>", &script)).expect("a file can be written");
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--virtual-time-budget=3000"])
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .args(["--dump-dom"])
        .arg(format!("file://{}", file.display()))
        .output()
        .expect("the browser runs");
    let _ = std::fs::remove_dir_all(&folder);
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The kinds of the findings that are shown.
fn shown(page: &str) -> Vec<String> {
    let articles = page.split("<article ").skip(1).filter(|article| {
        let tag = article.split('>').next().unwrap_or_default();
        !tag.contains("hidden")
    });
    let kind = |article: &str| {
        let link = article.split("<a href=\"#f-").nth(1).unwrap_or_default();
        link.split('>').nth(1).unwrap_or_default().split('<').next().unwrap_or_default().to_owned()
    };
    articles.map(kind).collect()
}

#[test]
fn the_page_filters_searches_and_follows_links_in_a_browser() {
    let Some(browser) = chromium() else {
        println!("skipped: no Chromium on PATH");
        return;
    };
    let page = with_example(report::html);
    let all = shown(&after(&browser, "all", &page, ""));
    assert!(all.len() > 10, "{all:?}");
    let breaking = after(&browser, "level", &page, "document.querySelector('input[value=breaking]').click();");
    let expected = page.matches("data-level=\"breaking\"").count();
    assert!(expected > 0 && expected < all.len());
    assert_eq!(shown(&breaking).len(), expected);
    assert!(breaking.contains(&format!(">{expected} findings</output>")), "the count is told");
    let search = "const box = document.getElementById('search'); box.value = 'MEMO request'; \
                  box.dispatchEvent(new Event('input', {bubbles: true}));";
    assert_eq!(shown(&after(&browser, "search", &page, search)), ["max-length-lowered"]);
    let follow =
        "[...document.querySelectorAll('nav a')].find((a) => a.textContent === 'POST /invoices/{id}/void').click();";
    let followed = after(&browser, "link", &page, follow);
    assert_eq!(shown(&followed), ["operation-added"]);
    assert!(followed.contains("<code id=\"which\">POST /invoices/{id}/void</code>"));
    let key = "document.dispatchEvent(new KeyboardEvent('keydown', {key: '/', bubbles: true})); \
               document.title = document.activeElement.id;";
    assert!(after(&browser, "key", &page, key).contains("<title>search</title>"), "a key leads to the search");
    let opened =
        after(&browser, "open", &page, "document.querySelectorAll('details.ops').forEach((d) => { d.open = true; });");
    assert!(opened.contains("<li><a href=\"#op-"), "a finding names all that it reaches");
}
