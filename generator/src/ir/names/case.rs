//! Spelled text -> its words, joined in a case. The text is ASCII, which [`spell`](super::words::spell) sees to: so this
//! looks at bytes, and does without the tables of Unicode.

use super::Case;

/// The words of `text` in the case of a name.
pub(super) fn join(text: &str, case: Case) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for run in text.split(|c: char| !c.is_ascii_alphanumeric()) {
        each_word(run, |word| match case {
            Case::Pascal => {
                out.push_str(&word[..1]);
                let first = out.len() - 1;
                out[first..].make_ascii_uppercase();
                push_lowercase(&mut out, &word[1..]);
            }
            Case::Snake | Case::Module => {
                if !out.is_empty() {
                    out.push('_');
                }
                push_lowercase(&mut out, word);
            }
        });
    }
    out
}

fn push_lowercase(out: &mut String, text: &str) {
    let start = out.len();
    out.push_str(text);
    out[start..].make_ascii_lowercase();
}

/// The words of letters and digits: a capital after a small letter starts one, and so does the last of several capitals
/// before a small letter. `HTTPServer2Id` is `HTTP`, `Server2`, `Id`. Digits belong to what stands before them.
fn each_word(run: &str, mut take: impl FnMut(&str)) {
    let bytes = run.as_bytes();
    let mut start = 0;
    // The last letter of the word so far.
    let mut last = None;
    for at in 0..bytes.len().saturating_sub(1) {
        let (this, next) = (bytes[at], bytes[at + 1]);
        let letter = if this.is_ascii_alphabetic() { Some(this) } else { last };
        let end = if letter.is_some_and(|c| c.is_ascii_lowercase()) && next.is_ascii_uppercase() {
            at + 1
        } else if last.is_some_and(|c| c.is_ascii_uppercase()) && this.is_ascii_uppercase() && next.is_ascii_lowercase()
        {
            at
        } else {
            last = letter;
            continue;
        };
        take(&run[start..end]);
        (start, last) = (end, None);
    }
    if start < run.len() {
        take(&run[start..]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_at_signs_and_where_the_case_changes() {
        for (text, snake, pascal) in [
            ("HTTPServer2Id", "http_server2_id", "HttpServer2Id"),
            ("createdAt", "created_at", "CreatedAt"),
            ("v1_api  keys", "v1_api_keys", "V1ApiKeys"),
            ("A", "a", "A"),
            ("ABc", "a_bc", "ABc"),
            ("x86Asm", "x86_asm", "X86Asm"),
            ("X86Asm", "x86_asm", "X86Asm"),
            ("X86ASm", "x86a_sm", "X86aSm"),
            ("3DS2", "3ds2", "3ds2"),
            ("3dS", "3d_s", "3dS"),
            ("__", "", ""),
        ] {
            assert_eq!(join(text, Case::Snake), snake, "{text}");
            assert_eq!(join(text, Case::Pascal), pascal, "{text}");
        }
    }
}
