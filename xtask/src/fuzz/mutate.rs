//! Documents that are almost right: a real one with a few changes.

/// Numbers that are equal for an equal seed (`xorshift64*`).
pub(super) struct Random(u64);

impl Random {
    /// Starts at a seed.
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number below `end`; 0 when there is none.
    fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { usize::try_from(self.next() % end as u64).unwrap_or(0) }
    }
}

/// What goes wrong in documents, and what an enemy would write.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "null",
    "true",
    "-1",
    "1e400",
    "18446744073709551616",
    "\"\"",
    ":",
    ",",
    "\n",
    "\n  ",
    "- ",
    "&a ",
    "*a",
    "<<: *a",
    "\"$ref\"",
    "$ref: ",
    "\"#/components/schemas/\"",
    "#/definitions/",
    "file:///etc/passwd",
    "../../x.yaml",
    "http://127.0.0.1/",
    "\"type\"",
    "\"object\"",
    "\"array\"",
    "allOf",
    "oneOf",
    "anyOf",
    "\"properties\"",
    "\"items\"",
    "\"enum\"",
    "\"default\"",
    "\"required\"",
    "discriminator",
    "\"openapi\": \"3.1.0\"",
    "swagger: '2.0'",
    "\\u202e",
    "\u{202e}",
    "\u{0}",
    "*/",
    "\"\"\"",
    "r#\"",
    "{id}",
    "{",
    "//",
    "self",
    "crate",
    "x-enum-varnames",
    "9999999999999999999999",
    "additionalProperties",
    "\"nullable\": true",
    "\"format\": \"int32\"",
    "in: body",
    "~1",
    "~0",
    "%7B",
    "\u{feff}",
    "\t",
];

/// A document with one to eight changes.
pub(super) fn mutated(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut bytes = seeds[random.below(seeds.len())].clone();
    for _ in 0..=random.below(8) {
        let at = random.below(bytes.len());
        let length = span(&bytes, at, random);
        match random.below(7) {
            0 => drop(bytes.drain(at..at + length)),
            1 => insert(&mut bytes, at, PIECES[random.below(PIECES.len())].as_bytes()),
            2 => replace(&mut bytes, at, length, PIECES[random.below(PIECES.len())].as_bytes()),
            3 => {
                let part = bytes[at..at + length].to_vec();
                let to = random.below(bytes.len());
                insert(&mut bytes, to, &part);
            }
            4 => {
                let other = &seeds[random.below(seeds.len())];
                let from = random.below(other.len());
                let part = other[from..from + span(other, from, random)].to_vec();
                replace(&mut bytes, at, length, &part);
            }
            5 => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte = random.next().to_le_bytes()[0]),
            _ => nest(&mut bytes, at, random),
        }
    }
    bytes
}

/// How far a change reaches: usually a token or a line, sometimes far.
fn span(bytes: &[u8], at: usize, random: &mut Random) -> usize {
    let rest = bytes.len() - at;
    let reach = [1, 8, 60, 500, 20_000][random.below(5)];
    random.below(rest.min(reach) + 1)
}

fn insert(bytes: &mut Vec<u8>, at: usize, piece: &[u8]) {
    replace(bytes, at, 0, piece);
}

fn replace(bytes: &mut Vec<u8>, at: usize, length: usize, piece: &[u8]) {
    bytes.splice(at..at + length, piece.iter().copied());
}

/// Depth: of brackets, or of one schema in another.
fn nest(bytes: &mut Vec<u8>, at: usize, random: &mut Random) {
    let (open, close) = [("[", "]"), ("{\"a\":", "}"), ("{\"items\":{\"allOf\":[", "]}}"), ("- ", "")][random.below(4)];
    let depth = [3, 100, 2_000, 20_000][random.below(4)];
    let piece = format!("{}1{}", open.repeat(depth), close.repeat(depth));
    insert(bytes, at, piece.as_bytes());
}
