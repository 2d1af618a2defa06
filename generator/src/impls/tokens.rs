//! What a body says, by its tokens: within macros, too, which have no other grammar.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::BTreeSet;

/// Whether something is still to be done.
pub(super) fn is_todo(body: &TokenStream) -> bool {
    let tokens: Vec<TokenTree> = body.clone().into_iter().collect();
    tokens.iter().enumerate().any(|(at, token)| match token {
        TokenTree::Ident(word) => (word == "todo" || word == "unimplemented") && is_punct(tokens.get(at + 1), '!'),
        TokenTree::Group(group) => is_todo(&group.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// The fields that are read (`.name` where no call follows), keys of maps in their quotes, and names that may be those of
/// functions.
pub(super) fn names(body: &TokenStream) -> BTreeSet<String> {
    let tokens: Vec<TokenTree> = body.clone().into_iter().collect();
    let mut found = BTreeSet::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => found.extend(names(&group.stream())),
            TokenTree::Ident(word) => {
                let after_dot = at > 0 && is_punct(tokens.get(at - 1), '.');
                let next = tokens.get(at + 1);
                let is_call =
                    matches!(next, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis);
                // `.collect::<T>()` is a call as well; so a method is neither a field nor a function of the file.
                let is_method = after_dot && (is_call || is_punct(next, ':'));
                found.extend((!is_method && (after_dot || is_call)).then(|| word.to_string()));
            }
            TokenTree::Literal(literal) => found.extend(Some(literal.to_string()).filter(|text| text.starts_with('"'))),
            TokenTree::Punct(_) => {}
        }
    }
    found
}

fn is_punct(token: Option<&TokenTree>, wanted: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
}
