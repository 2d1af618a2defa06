//! FedEx: labels, found again by number or by the reference on them. It keeps no idempotency keys.

use super::call::{Call, Reply};
use serde_json::{Value, json};

/// What was shipped: number and reference.
#[derive(Default)]
pub(super) struct Parcels(Vec<(String, String)>);

impl Parcels {
    pub(super) fn answer(&mut self, call: &Call) -> Reply {
        match call.operation().as_str() {
            "POST /oauth/token" => Reply::ok(json!({"access_token": "t", "token_type": "bearer", "expires_in": 3600})),
            "POST /ship/v1/shipments" => self.ship(&call.json()),
            "POST /address/v1/addresses/resolve" => resolve(&call.json()),
            "PUT /ship/v1/shipments/cancel" => {
                let number = call.json()["trackingNumber"].as_str().unwrap_or_default().to_owned();
                self.0.retain(|(own, _)| *own != number);
                Reply::ok(json!({"output": {"cancelledShipment": true}})).doing(format!("cancel {number}"))
            }
            "POST /track/v1/trackingnumbers" => {
                let body = call.json();
                let wanted = &body["trackingInfo"][0]["trackingNumberInfo"]["trackingNumber"];
                self.found(|(number, _)| *wanted == number.as_str())
            }
            "POST /track/v1/referencenumbers" => {
                let body = call.json();
                let wanted = &body["referencesInformation"]["value"];
                self.found(|(_, reference)| *wanted == reference.as_str())
            }
            _ => Reply::refused(404, json!({"errors": [{"code": "NOT.FOUND.ERROR"}]})),
        }
    }

    fn ship(&mut self, body: &Value) -> Reply {
        let parcel = &body["requestedShipment"]["requestedPackageLineItems"][0];
        let reference = parcel["customerReferences"][0]["value"].as_str().unwrap_or_default().to_owned();
        if reference.starts_with("unshippable") {
            let error = json!({"code": "SERVICE.PACKAGECOMBINATION.INVALID", "message": "Invalid service."});
            return Reply::refused(400, json!({"errors": [error]}));
        }
        let number = format!("7946{:08}", self.0.len() + 1);
        self.0.push((number.clone(), reference.clone()));
        let shipment = json!({"masterTrackingNumber": number, "serviceType": "FEDEX_INTERNATIONAL_PRIORITY"});
        Reply::ok(json!({"transactionId": "x", "output": {"transactionShipments": [shipment]}}))
            .doing(format!("label {reference}"))
    }

    fn found(&self, is_wanted: impl Fn(&(String, String)) -> bool) -> Reply {
        let result = self.0.iter().find(|parcel| is_wanted(parcel)).map_or_else(
            || json!({"error": {"code": "TRACKING.TRACKINGNUMBER.NOTFOUND"}}),
            |(number, _)| {
                json!({"trackingNumberInfo": {"trackingNumber": number},
                    "latestStatusDetail": {"code": "OC", "statusByLocale": "Label created"}})
            },
        );
        Reply::ok(json!({"output": {"completeTrackResults": [{"trackResults": [result]}]}}))
    }
}

/// As FedEx writes it: in capitals. Nobody lives in Nowhere.
fn resolve(body: &Value) -> Reply {
    let address = &body["addressesToValidate"][0]["address"];
    let capital = |text: &Value| text.as_str().unwrap_or_default().to_uppercase();
    let lines: Vec<_> = address["streetLines"].as_array().into_iter().flatten().map(capital).collect();
    let resolved = match capital(&address["city"]).as_str() {
        "NOWHERE" => json!({"classification": "UNKNOWN"}),
        city => json!({"streetLinesToken": lines, "city": city, "classification": "RESIDENTIAL"}),
    };
    Reply::ok(json!({"output": {"resolvedAddresses": [resolved]}}))
}
