//! Pointers back to lines.

use super::Loaded;
use intertie_generator::load::Locator;
use intertie_generator::pointer::Pointer;

#[track_caller]
fn places(text: &str, wanted: &[(&str, usize, usize)]) {
    let loaded = Loaded::text(text);
    let mut locator = Locator::new(loaded.doc());
    for (pointer, line, column) in wanted {
        let place = locator.place_of(&Pointer::parse(pointer).unwrap()).unwrap();
        assert_eq!((place.line, place.column), (*line, *column), "{pointer}");
    }
}

#[test]
fn json() {
    places(
        "{\n  \"openapi\": \"3.0.0\",\n  \"a\\u002fb\": [1, {\"c\": \"}]\\\"\", \"d\": {}}],\n\t\"é\": {\"ü\": 1, \"z\": 2}\n}",
        &[
            ("#", 1, 1),
            ("#/openapi", 2, 3),
            ("#/a~1b", 3, 3),
            ("#/a~1b/0", 3, 16),
            ("#/a~1b/1", 3, 19),
            ("#/a~1b/1/d", 3, 33),
            ("#/é/z", 4, 16),
            ("#/gone", 1, 1),
            ("#/a~1b/1/gone/further", 3, 19),
        ],
    );
}

#[test]
fn block_yaml() {
    let text = "# comment\n---\nopenapi: 3.0.0\npaths:\n  \"/a/{b}\":\n    get:\n      # another: one\n      description: |\n        \
                x: 1\n\n        get: no\n      parameters:\n      - name: a\n        in: query\n      - {name: b, in: path, \
                schema: {type: 'it''s'}}\n      -\n        name: c\n      tags: [a,\n        b]\n      summary: two: not\n";
    let text = text.replace("two: not", "'two: not'");
    places(
        &text,
        &[
            ("#", 3, 1),
            ("#/paths", 4, 1),
            ("#/paths/~1a~1{b}", 5, 3),
            ("#/paths/~1a~1{b}/get/description", 8, 7),
            ("#/paths/~1a~1{b}/get/parameters/0", 13, 9),
            ("#/paths/~1a~1{b}/get/parameters/0/in", 14, 9),
            ("#/paths/~1a~1{b}/get/parameters/1/schema/type", 15, 38),
            ("#/paths/~1a~1{b}/get/parameters/2/name", 17, 9),
            ("#/paths/~1a~1{b}/get/tags/1", 19, 9),
            ("#/paths/~1a~1{b}/get/summary", 20, 7),
            ("#/paths/~1a~1{b}/get/gone", 6, 5),
        ],
    );
}

#[test]
fn anchors_tags_and_windows() {
    places(
        "openapi: 3.0.0\r\nx-a: &a !t\r\n  k: 1\r\nx-b: *a\r\nx-c: !!map {k: 2}\r\n'x-d' : [[1, 2], [3]]\r\n",
        &[("#/x-a/k", 3, 3), ("#/x-b", 4, 1), ("#/x-b/k", 3, 3), ("#/x-c/k", 5, 13), ("#/x-d/1/0", 6, 19)],
    );
}
