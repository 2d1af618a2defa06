//! scratch
use intertie::codec::*;
use std::hint::black_box;
#[derive(Clone, PartialEq)]
struct It {
    id: String,
    a: Option<String>,
    b: i64,
    c: Option<bool>,
    d: Option<String>,
    e: f64,
    f: Vec<String>,
    g: Option<i64>,
    h: String,
    i: Option<String>,
    j: Option<i64>,
    k: String,
}
impl Object for It {
    const TABLE: Table = table(
        "It",
        &[
            required("id"),
            optional("a"),
            required("b"),
            optional("c"),
            optional("d"),
            required("e"),
            required("f"),
            optional("g"),
            required("h"),
            optional("i"),
            optional("j"),
            required("k"),
        ],
    );
    fn get(&self, at: usize) -> &dyn Encode {
        match at {
            0 => &self.id,
            1 => &self.a,
            2 => &self.b,
            3 => &self.c,
            4 => &self.d,
            5 => &self.e,
            6 => &self.f,
            7 => &self.g,
            8 => &self.h,
            9 => &self.i,
            10 => &self.j,
            _ => &self.k,
        }
    }
    fn get_mut(&mut self, at: usize) -> &mut dyn Decode {
        match at {
            0 => &mut self.id,
            1 => &mut self.a,
            2 => &mut self.b,
            3 => &mut self.c,
            4 => &mut self.d,
            5 => &mut self.e,
            6 => &mut self.f,
            7 => &mut self.g,
            8 => &mut self.h,
            9 => &mut self.i,
            10 => &mut self.j,
            _ => &mut self.k,
        }
    }
}
impl Decode for It {
    fn blank() -> Self {
        It {
            id: String::new(),
            a: None,
            b: 0,
            c: None,
            d: None,
            e: 0.0,
            f: vec![],
            g: None,
            h: String::new(),
            i: None,
            j: None,
            k: String::new(),
        }
    }
    fn decode(&mut self, input: &mut dyn Input) -> Result<bool> {
        object::read(self, input)
    }
}
#[derive(Clone, PartialEq)]
struct Page {
    data: Vec<It>,
    has_more: bool,
}
impl Object for Page {
    const TABLE: Table = table("Page", &[required("data"), required("has_more")]);
    fn get(&self, at: usize) -> &dyn Encode {
        match at {
            0 => &self.data,
            _ => &self.has_more,
        }
    }
    fn get_mut(&mut self, at: usize) -> &mut dyn Decode {
        match at {
            0 => &mut self.data,
            _ => &mut self.has_more,
        }
    }
}
impl Decode for Page {
    fn blank() -> Self {
        Page { data: vec![], has_more: false }
    }
    fn decode(&mut self, input: &mut dyn Input) -> Result<bool> {
        object::read(self, input)
    }
}
intertie::objects! { It, Page }

/// the sink that picks: key path, last item
struct Pick<'a> {
    path: &'a [&'a str],
    found: Option<String>,
}
impl Sink for Pick<'_> {
    fn null(&mut self) -> Result<(), EncodeError> {
        Ok(())
    }
    fn bool(&mut self, v: bool) -> Result<(), EncodeError> {
        self.found = Some(v.to_string());
        Ok(())
    }
    fn int(&mut self, v: i128) -> Result<(), EncodeError> {
        self.found = Some(v.to_string());
        Ok(())
    }
    fn float(&mut self, _: f64) -> Result<(), EncodeError> {
        Ok(())
    }
    fn str(&mut self, v: &str) -> Result<(), EncodeError> {
        self.found = Some(v.to_owned());
        Ok(())
    }
    fn array(&mut self, items: &dyn Sequence) -> Result<(), EncodeError> {
        let last = items.len().unwrap_or(0);
        let mut n = 0;
        items.each(&mut |it| {
            n += 1;
            if n == last { it.encode(self) } else { Ok(()) }
        })
    }
    fn object(&mut self, members: &dyn Members) -> Result<(), EncodeError> {
        let Some((first, rest)) = self.path.split_first() else { return Ok(()) };
        members.each(&mut |e| {
            if e.key == *first {
                let mut p = Pick { path: rest, found: None };
                e.value.encode(&mut p)?;
                self.found = p.found;
            }
            Ok(())
        })
    }
}
fn cpu() -> f64 {
    let s = std::fs::read_to_string("/proc/self/stat").unwrap();
    let v: Vec<&str> = s.rsplit(')').next().unwrap().split_whitespace().collect();
    (v[11].parse::<f64>().unwrap() + v[12].parse::<f64>().unwrap()) / 100.0
}
fn main() {
    let item = |n: usize| serde_json::json!({"id": format!("ch_{n:024}"), "a":"some text that is a bit longer","b":123456,"c":true,"d":null,"e":1.5,"f":["x","yy","zzz"],"g":n,"h":"description of the thing, with \"quotes\"","i":"2026-01-02T03:04:05Z","j":99,"k":"end"});
    let text = serde_json::json!({"data": (0..100).map(item).collect::<Vec<_>>(), "has_more": true}).to_string();
    println!("{} bytes", text.len());
    let n = 3000;
    for _ in 0..5 {
        let t = cpu();
        for _ in 0..n {
            black_box(intertie::from_str::<Page>(black_box(&text)).unwrap());
        }
        let d = cpu() - t;
        let t = cpu();
        for _ in 0..n {
            black_box(intertie::page::scan_for_bench(black_box(text.as_bytes())));
        }
        let a = cpu() - t;
        let page = intertie::from_str::<Page>(&text).unwrap();
        let t = cpu();
        for _ in 0..n * 20 {
            let mut p = Pick { path: &["data", "id"], found: None };
            black_box(&page).encode(&mut p).unwrap();
            black_box(&p.found);
            let mut p = Pick { path: &["has_more"], found: None };
            black_box(&page).encode(&mut p).unwrap();
            black_box(&p.found);
        }
        let b = (cpu() - t) / 20.0;
        println!(
            "decode {:.1} us, scan {:.1} us, pick from Encode {:.2} us",
            d / n as f64 * 1e6,
            a / n as f64 * 1e6,
            b / n as f64 * 1e6
        );
    }
}
