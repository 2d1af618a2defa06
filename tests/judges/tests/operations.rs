//! The list of all generated operations is whole: `UPDATE_EXPECT=1` writes it anew.

use intertie_generator::Pipeline;
use intertie_generator::config::Config;
use intertie_generator::load::Options;
use intertie_judges::judged::repository;
use intertie_tests::expect::Expect;
use std::fmt::Write as _;

const HEAD: &str = "\
//! Every operation of every generated client. A test writes this list: `UPDATE_EXPECT=1`.

use crate::vendor::{Vendor, connect, entry};

macro_rules! vendors {
    ($($name:literal $module:ident { $($operation:ident)* })*) => {
        /// All of them.
        pub const ALL: &[fn() -> Vendor] = &[$($module),*];
        $(
            /// The client of this name.
            pub fn $module() -> Vendor {
                Vendor {
                    name: $name,
                    connect: connect::<::$module::Client>,
                    operations: vec![$(entry::<::$module::$operation>(stringify!($operation))),*],
                }
            }
        )*
    };
}

#[rustfmt::skip]
vendors! {
";

#[test]
fn the_list_of_operations_is_whole() {
    let config = Config::read(&repository().join("intertie.toml")).expect("it is in order");
    let mut text = HEAD.to_owned();
    for vendor in &config.vendors {
        let api = Pipeline::new(vendor, &Options::default()).api().expect("it is generated");
        let _ = writeln!(text, "    {:?} {} {{", vendor.name, vendor.name.replace('-', "_"));
        for operation in &api.operations {
            let _ = writeln!(text, "        {}", operation.name.as_str());
        }
        text += "    }\n";
    }
    text += "}\n";
    let mut expect = Expect::default();
    expect.file(&repository().join("tests/judges/src/operations.rs"), &text);
    expect.finish();
}
