//! Schemes and requirements of the profile, instead of the document's or beside them.

use super::super::docs;
use super::select::Selector;
use super::unmatched;
use crate::ir::{Api, Security, SecurityKind, SecurityScheme};
use crate::profile::{Alternative, Auth, Own, Scheme};
use crate::toml_text::nearest;
use std::collections::HashSet;

pub(super) fn apply(api: &mut Api, auth: &Auth, selector: &mut Selector<'_>) {
    let declared: Vec<String> = api.security_schemes.iter().map(|scheme| scheme.name.clone()).collect();
    auth.schemes.iter().for_each(|scheme| add(api, scheme));
    if let Some(require) = &auth.require {
        let require = requirements(require, api, selector);
        if auth.own == Own::Replace {
            replace_own(api, &require);
        }
        api.security = require;
    }
    for entry in &auth.operations {
        let require = requirements(&entry.require, api, selector);
        let which = selector.which(&entry.operations);
        for position in selector.positions(&which) {
            api.operations[position].security = Some(require.clone());
        }
    }
    refuse_unused(auth, &declared, selector);
    forget_unused(api, auth);
}

fn add(api: &mut Api, scheme: &Scheme) {
    let docs = docs::text(Some(&scheme.docs));
    let made = SecurityScheme { name: scheme.name.value.clone(), kind: scheme.kind.clone(), docs };
    match api.security_schemes.iter_mut().find(|known| known.name == made.name) {
        Some(known) => *known = made,
        None => api.security_schemes.push(made),
    }
}

/// The alternatives; a name that is no scheme is an error.
fn requirements(alternatives: &[Alternative], api: &Api, selector: &mut Selector<'_>) -> Vec<Security> {
    let known: Vec<&str> = api.security_schemes.iter().map(|scheme| scheme.name.as_str()).collect();
    for name in alternatives.iter().flat_map(|one| &one.all).filter(|name| !known.contains(&name.value.as_str())) {
        let help = match nearest(&name.value, &known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("declare it: `[auth.schemes.{}]`", name.value),
        };
        let message = format!("there is no security scheme `{}`", name.value);
        selector.sink.push(unmatched(&name.place, message, help));
    }
    let has_scopes = |name: &str| {
        let scheme = api.security_schemes.iter().find(|scheme| scheme.name == name);
        scheme.is_some_and(|s| matches!(s.kind, SecurityKind::OAuth2(_) | SecurityKind::OpenIdConnect(_)))
    };
    let needed = |one: &Alternative| {
        let scopes = |name: &str| if has_scopes(name) { one.scopes.clone() } else { Vec::new() };
        one.all.iter().map(|name| (name.value.clone(), scopes(&name.value))).collect()
    };
    alternatives.iter().map(needed).collect()
}

/// Operations with requirements of their own get the profile's, with the scopes that the document states for a scheme of
/// the same name. Anonymous ones stay anonymous.
fn replace_own(api: &mut Api, require: &[Security]) {
    for operation in &mut api.operations {
        let Some(own) = operation.security.as_ref().filter(|own| own.iter().any(|needed| !needed.is_empty())) else {
            continue;
        };
        let scoped = |(name, scopes): &(String, Vec<String>)| {
            let stated = own.iter().flatten().find(|(known, stated)| known == name && !stated.is_empty());
            (name.clone(), stated.map_or_else(|| scopes.clone(), |(_, stated)| stated.clone()))
        };
        let mut new: Vec<Security> = require.iter().map(|needed| needed.iter().map(scoped).collect()).collect();
        if own.iter().any(Vec::is_empty) && !new.iter().any(Vec::is_empty) {
            new.push(Vec::new());
        }
        operation.security = (new != require).then_some(new);
    }
}

/// A scheme that no requirement names and the document does not declare does nothing.
fn refuse_unused(auth: &Auth, declared: &[String], selector: &mut Selector<'_>) {
    for scheme in &auth.schemes {
        let name = &scheme.name.value;
        let used = auth.require.iter().flatten().chain(auth.operations.iter().flat_map(|entry| &entry.require));
        let used = used.flat_map(|one| &one.all).any(|known| &known.value == name);
        if !used && !declared.contains(name) {
            let message = format!("the scheme `{name}` is needed by nothing");
            let help = format!("name it in `require`; the document declares {}", list(declared));
            selector.sink.push(unmatched(&scheme.name.place, message, help));
        }
    }
}

fn list(names: &[String]) -> String {
    if names.is_empty() { "no scheme".to_owned() } else { names.join(", ") }
}

/// Where the profile says what calls need, schemes that none needs are wrong ones of the document.
fn forget_unused(api: &mut Api, auth: &Auth) {
    if auth.require.is_none() {
        return;
    }
    let own = api.operations.iter().filter_map(|operation| operation.security.as_ref()).flatten();
    let all = api.security.iter().chain(own).flatten();
    let needed: HashSet<String> = all.map(|(name, _)| name.clone()).collect();
    api.security_schemes.retain(|scheme| needed.contains(&scheme.name));
}
