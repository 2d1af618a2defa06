//! Addresses of contacts at HubSpot, and where they are by Google Maps, which counts every look-up.

use super::call::{Call, Reply};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// How long Google's answers may be kept, in seconds.
const KEEP: u32 = 86_400;

/// The contacts' coordinates.
#[derive(Default)]
pub(super) struct Places(BTreeMap<String, Value>);

impl Places {
    pub(super) fn contact(&mut self, call: &Call) -> Reply {
        let id = call.path.rsplit('/').next().unwrap_or_default().to_owned();
        match call.method.as_str() {
            "GET" => Reply::ok(contact(&id, &address(&id))),
            "PATCH" => {
                let properties = call.json()["properties"].clone();
                let reply = Reply::ok(contact(&id, &properties));
                // Said again, it is the same.
                let is_new = self.0.insert(id.clone(), properties.clone()) != Some(properties);
                if is_new { reply.doing(format!("coordinates {id}")) } else { reply }
            }
            _ => Reply::refused(404, json!({})),
        }
    }
}

/// Two write one address in two ways, one lives nowhere, all others have no address.
fn address(id: &str) -> Value {
    match id {
        "201" => json!({"address": "12 St James's Square", "zip": "SW1Y 4JH", "city": "London", "country": "GB"}),
        "202" => json!({"address": " 12 st James's  square", "zip": "SW1Y 4JH", "city": "LONDON", "country": "GB"}),
        "203" => json!({"address": "1 Some Street", "city": "Nowhere", "country": null}),
        _ => json!({"address": null, "city": ""}),
    }
}

fn contact(id: &str, properties: &Value) -> Value {
    let time = "2026-11-26T10:00:00Z";
    json!({"id": id, "archived": false, "createdAt": time, "updatedAt": time, "properties": properties})
}

pub(super) fn geocode(call: &Call) -> Reply {
    let address = call.asked("address").unwrap_or_default();
    let lookup = format!("look up {address}");
    if address.contains("nowhere") {
        return Reply::ok(json!({"results": [], "status": "ZERO_RESULTS"})).kept(KEEP).doing(lookup);
    }
    let (at, corner) = (json!({"lat": 51.507_25, "lng": -0.135_9}), json!({"lat": 51.5, "lng": -0.1}));
    let geometry =
        json!({"location": at, "location_type": "ROOFTOP", "viewport": {"northeast": corner, "southwest": corner}});
    let result = json!({
        "address_components": [], "formatted_address": "12 St James's Square, London SW1Y 4JH, UK", "geometry": geometry,
        "place_id": "ChIJ_of_the_square", "types": ["street_address"],
    });
    Reply::ok(json!({"results": [result], "status": "OK"})).kept(KEEP).doing(lookup)
}
