use std::time::Instant;
fn main() {
    use intertie_generator::{diag::Sink, load::*};
    for a in std::env::args().skip(1) {
        let mut s = Sink::default();
        let t = Instant::now();
        let input = if let Some((k, n)) = a.split_once('*') {
            let n: usize = n.parse().unwrap();
            let text = match k {
                "flow" => format!("openapi: 3.0.0\nx: {}{}", "[".repeat(n), "]".repeat(n)),
                "open" => format!("x: {}", "[".repeat(n)),
                "item" => format!("x:\n {}a", "- ".repeat(n)),
                "comma" => format!("x: {}", "[a,".repeat(n)),
                _ => panic!(),
            };
            Input::Bytes { name: "x".into(), bytes: text.into() }
        } else {
            Input::from(a.as_str())
        };
        let d = load(&input, &Options::default(), &mut s);
        println!("{a}: {:?} {:?} {:?}", t.elapsed(), d.map(|d| d.sources.len()).ok(), s.found().len());
    }
}
