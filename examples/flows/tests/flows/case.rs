//! The flows that the kill tests kill, and what must hold for them afterwards.

use flow_examples::mock::{Call, Mock};
use flow_examples::order::Order;
use std::collections::BTreeMap;

/// An order to London.
pub(crate) fn order(number: &str) -> Order {
    Order {
        number: number.into(),
        name: "Ada Lovelace".into(),
        email: "ada@example.com".into(),
        phone: "+442079460000".into(),
        amount: 4200,
        currency: "EUR".into(),
        grams: 1200,
        street: vec!["12 St James's Square".into()],
        city: "London".into(),
        region: None,
        postal_code: "SW1Y 4JH".into(),
        country: "GB".into(),
    }
}

/// A flow, and of each step the vendor and the operation that it is.
pub(crate) struct Case {
    pub(crate) id: &'static str,
    pub(crate) steps: &'static [(&'static str, &'static str, &'static str)],
    pub(crate) effects: &'static [&'static str],
}

pub(crate) const ORDER: Case = Case {
    id: "order-1",
    steps: &[
        ("charge", "stripe", "POST /v1/payment_intents"),
        ("label", "fedex", "POST /ship/v1/shipments"),
        ("track", "fedex", "POST /track/v1/trackingnumbers"),
        ("tell", "twilio", "POST /2010-04-01/Accounts/AC00000000000000000000000000000000/Messages.json"),
    ],
    effects: &[
        "fedex: label order-1",
        "stripe: charge order-1",
        "twilio: message +442079460000 Order order-1: your parcel 794600000001 is on its way.",
    ],
};

pub(crate) const LEAD: Case = Case {
    id: "lead-1",
    steps: &[
        ("contact", "hubspot", "POST /crm/v3/objects/contacts/batch/upsert"),
        ("member", "mailchimp", "PUT /lists/a1b2c3d4e5/members/1bdc10ce5711b5ffd6c9c1ae1e4e3b96"),
        ("tell", "slack", "POST /chat.postMessage"),
    ],
    effects: &[
        "hubspot: contact lead-1@example.com",
        "mailchimp: member lead-1@example.com",
        "slack: message New lead: Grace Hopper, contact 101",
    ],
};

impl Case {
    /// The calls that a vendor got for a step.
    pub(crate) fn calls(&self, mock: &Mock, step: &str) -> Vec<Call> {
        let (_, vendor, operation) = self.steps.iter().find(|(name, ..)| *name == step).expect("a step");
        let is_it = |call: &Call| call.vendor == *vendor && is_same(&call.operation(), operation);
        mock.calls().into_iter().filter(is_it).collect()
    }

    pub(crate) fn check(&self, mock: &Mock, lines: &[String], killed_in: Option<&str>) {
        let place = format!("{} killed in {killed_in:?}: {lines:?}", self.id);
        let once: BTreeMap<_, _> = self.effects.iter().map(|effect| ((*effect).to_owned(), 1)).collect();
        assert_eq!(mock.effects(), once, "{place}");
        for (step, ..) in self.steps {
            let calls = self.calls(mock, step);
            let most = if killed_in == Some(step) { 2 } else { 1 };
            assert!((1..=most).contains(&calls.len()), "`{step}` was called {} times: {place}", calls.len());
            let first = &calls[0];
            assert!(calls.iter().all(|call| call.key == first.key && call.body == first.body), "{place}");
        }
    }

    /// After a kill within a step.
    pub(crate) fn check_in(&self, mock: &Mock, lines: &[String], step: &str) {
        if self.id != LEAD.id || step == "tell" {
            return self.check(mock, lines, Some(step));
        }
        // Both branches were under way.
        let once: BTreeMap<_, _> = self.effects.iter().map(|effect| ((*effect).to_owned(), 1)).collect();
        assert_eq!(mock.effects(), once, "{step}: {lines:?}");
        assert_eq!(self.calls(mock, "tell").len(), 1);
    }
}

/// The last part of a path may be a digest.
pub(crate) fn is_same(operation: &str, wanted: &str) -> bool {
    let cut = |text: &str| text.rsplit_once('/').map(|(start, _)| start.to_owned()).unwrap_or_default();
    operation == wanted || (wanted.contains("/members/") && cut(operation) == cut(wanted))
}
