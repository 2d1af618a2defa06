//! Webhooks and callbacks: what the vendor sends.

use super::{Lower, docs};
use crate::document::{Operation, Webhook};
use crate::ir::names::Scope;
use crate::ir::{Event, VariantName};
use crate::resolve::{Media, Resolved, Use, preferred};

/// What the vendor sends in a request of its own.
pub(super) fn body(resolved: &Resolved, operation: &Operation) -> Option<Use> {
    let (media, coding) = preferred(&operation.body.as_ref()?.content)?;
    let structured = matches!(coding, Media::Json | Media::Form | Media::Multipart);
    media.schema.filter(|_| structured).map(|schema| resolved.use_of(schema))
}

/// What a callback is called: its name without the expression that says where it is sent.
pub(super) fn callback_word(name: &str) -> &str {
    let expression = [" {", " http", " /"].iter().filter_map(|start| name.find(start)).min();
    expression.map_or(name, |at| &name[..at])
}

/// Every webhook and callback of the slice; for a callback, the operation that asks for it.
pub(super) fn found(resolved: &Resolved) -> Vec<(&Webhook, Option<usize>)> {
    let webhooks = resolved.document.webhooks.iter().filter(|_| resolved.whole).map(|webhook| (webhook, None));
    let callbacks = resolved.operations.iter().enumerate().flat_map(|(at, &operation)| {
        resolved.document.operations[operation].callbacks.iter().map(move |callback| (callback, Some(at)))
    });
    webhooks.chain(callbacks).collect()
}

impl Lower<'_> {
    pub(super) fn events(&mut self) -> Vec<Event> {
        let resolved = self.resolved;
        let found = found(resolved);
        let word = |(webhook, callback_of): &(&Webhook, Option<usize>)| match callback_of {
            Some(_) => callback_word(&webhook.name).to_owned(),
            None => webhook.name.clone(),
        };
        let words: Vec<String> = found.iter().map(word).collect();
        let wires: Vec<&str> = words.iter().map(String::as_str).collect();
        let variants: Vec<VariantName> = Scope::new(&["Other", "Self"]).claim_all(&wires);
        let events = found.into_iter().zip(variants).map(|((webhook, callback_of), variant)| {
            let operation = &webhook.operation;
            Event {
                name: webhook.name.clone(),
                variant,
                body: body(resolved, operation).map(|place| self.item(&place)),
                docs: docs::summary_and_description(operation.summary.as_deref(), operation.description.as_deref()),
                origin: operation.origin.clone(),
                callback_of,
            }
        });
        events.collect()
    }
}
