//! Requests of a document: good ones, and the same with one thing wrong.

use intertie::Value;
use intertie::mock::{Fill, Incoming, Mock, Place};

/// A request, and what is wrong with it; empty: nothing.
pub(crate) struct Probe {
    pub(crate) operation: String,
    pub(crate) wrong: &'static str,
    pub(crate) request: Incoming,
}

/// So many good requests, each with a broken one where its operation has anything that could be wrong.
pub(crate) fn probes(mock: &Mock, count: usize) -> Vec<Probe> {
    let operations = mock.contract().operations.len();
    let mut probes = Vec::new();
    for number in 0..count {
        let at = number % operations;
        let round = (number / operations) as u64;
        let fill = if round.is_multiple_of(2) { Fill::Required } else { Fill::Some };
        let sample = mock.sample(at, fill, None, round);
        let request = mock.request(at, &sample);
        let operation = mock.contract().operations[at].key();
        let (wrong, broken) = broken(mock, at, number, &request);
        probes.push(Probe { operation: operation.clone(), wrong: "", request });
        probes.push(Probe { operation, wrong, request: broken });
    }
    probes
}

/// Makes one thing wrong, where the operation has it.
type Way = fn(&Mock, usize, &Incoming) -> Option<(&'static str, Incoming)>;

/// The same with one thing wrong: another for each number, as far as the operation has it.
fn broken(mock: &Mock, at: usize, number: usize, good: &Incoming) -> (&'static str, Incoming) {
    let ways: [Way; 4] = [without_parameter, without_member, other_type, no_json];
    let mut tried = (0..ways.len()).filter_map(|offset| ways[(number + offset) % ways.len()](mock, at, good));
    tried
        .next()
        .unwrap_or_else(|| ("the path is none", Incoming { path: format!("/nowhere{}", good.path), ..good.clone() }))
}

fn without_parameter(mock: &Mock, at: usize, good: &Incoming) -> Option<(&'static str, Incoming)> {
    let required =
        mock.contract().operations[at].parameters.iter().find(|one| one.required && one.place == Place::Query)?;
    let written = required.name.replace('[', "%5B").replace(']', "%5D");
    let kept = good.query.split('&').filter(|pair| !pair.starts_with(&written)).collect::<Vec<_>>().join("&");
    Some(("a required parameter is missing", Incoming { query: kept, ..good.clone() }))
}

/// A JSON body, and the names of members that its schema requires.
fn body(mock: &Mock, at: usize, good: &Incoming) -> Option<(Value, Vec<String>)> {
    let body: Value = serde_json::from_slice(&good.body).ok()?;
    let declared = mock.contract().operations[at].body.as_ref()?;
    let schema = declared.content.iter().find(|(name, _)| name.starts_with("application/json"))?.1.schema.as_ref()?;
    let required = schema.get("required")?.as_array()?.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    body.is_object().then_some((body, required))
}

fn without_member(mock: &Mock, at: usize, good: &Incoming) -> Option<(&'static str, Incoming)> {
    let (mut body, required) = body(mock, at, good)?;
    let name = required.iter().find(|name| body.get(name.as_str()).is_some())?;
    body.as_object_mut()?.remove(name);
    Some(("a required member is missing", Incoming { body: body.to_string().into(), ..good.clone() }))
}

fn other_type(mock: &Mock, at: usize, good: &Incoming) -> Option<(&'static str, Incoming)> {
    let (mut body, required) = body(mock, at, good)?;
    let name = required
        .iter()
        .find(|name| body.get(name.as_str()).is_some_and(|value| value.is_string() || value.is_number()))?;
    body.as_object_mut()?.insert(name.clone(), serde_json::json!([[{ "no": "such" }]]));
    Some(("a member is of another type", Incoming { body: body.to_string().into(), ..good.clone() }))
}

fn no_json(_: &Mock, _: usize, good: &Incoming) -> Option<(&'static str, Incoming)> {
    let json = good.header("content-type")?.starts_with("application/json");
    json.then(|| ("the body is no JSON", Incoming { body: "{\"a\": ".into(), ..good.clone() }))
}
