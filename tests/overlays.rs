//! The overlays of `specs/`: each mends the vendor's own documents, all of it applies, and it makes the difference that it is
//! there for.
//!
//! The vendors' own documents are not part of this repository; `INTERTIE_SHARED` says where they are.

use intertie_generator::diag::Severity;
use intertie_generator::ir::text::dump;
use intertie_generator::load::Input;
use intertie_tests::pipeline::{self, Outcome};
use intertie_tests::vendors_own;
use std::path::{Path, PathBuf};

/// A vendor with an overlay, the documents that it is for, and what the client has with it and not without.
struct Mended {
    vendor: &'static str,
    documents: &'static [&'static str],
    gained: &'static [&'static str],
    /// Whether the document has warnings that the overlay takes away.
    quiets: bool,
}

const OVERLAYS: &[Mended] = &[
    Mended {
        vendor: "hubspot",
        documents: &[
            "hubspot/CRM_Companies_v3_companies.json",
            "hubspot/CRM_Contacts_2026-09_contacts.json",
            "hubspot/CRM_Contacts_v3_contacts.json",
            "hubspot/CRM_Deals_v3_deals.json",
        ],
        gained: &[
            "  associations \"associations\": Option<Vec<PublicAssociationsForObject>>\n",
            "  after \"after\": Option<String>\n",
            "  filter_groups \"filterGroups\": Option<Vec<FilterGroup>>\n",
        ],
        quiets: false,
    },
    Mended {
        vendor: "hubspot",
        documents: &[
            "hubspot/CRM_Companies_v3_companies.json",
            "hubspot/CRM_Contacts_v3_contacts.json",
            "hubspot/CRM_Deals_v3_deals.json",
        ],
        gained: &["  properties \"properties\": Map<Option<String>> required\n"],
        quiets: false,
    },
    Mended {
        vendor: "zoom",
        documents: &["zoom/zoom_meetings_v2.json"],
        gained: &["  weekly_days \"weekly_days\": Option<String>\n"],
        quiets: false,
    },
    Mended { vendor: "fedex", documents: &["fedex/track_v1_TrackingNumbers-Resource.json"], gained: &[], quiets: true },
    Mended {
        vendor: "slack",
        documents: &["slack/slack_web_openapi_v2_without_examples.json"],
        gained: &["  image \"image\" body: Option<File>\n", "  body \"multipart/form-data\" Multipart required []\n"],
        quiets: false,
    },
];

#[test]
fn each_overlay_mends_the_vendors_own_documents() {
    let Some(root) = vendors_own::specs() else { return };
    for mended in OVERLAYS {
        for document in mended.documents {
            let [without, with] = [false, true].map(|overlaid| run(mended.vendor, &root.join(document), overlaid));
            let [before, after] = [&without, &with].map(|outcome| {
                let wrong = outcome.findings.all().iter().find(|found| found.severity == Severity::Error);
                dump(outcome.api.as_ref().unwrap_or_else(|| panic!("{document}: {wrong:?}")))
            });
            for gained in mended.gained {
                assert!(after.contains(gained), "{document}: not in the client: {gained}");
                let more = after.matches(gained).count() > before.matches(gained).count();
                assert!(more, "{document}: as often without the overlay: {gained}");
            }
            let [before, after] = [&without, &with].map(|outcome| outcome.findings.count(Severity::Warning));
            assert_eq!(after < before, mended.quiets, "{document}: {before} warnings, {after} with the overlay");
        }
    }
}

#[test]
fn the_chapter_of_vendors_says_of_each_whether_it_has_an_overlay() {
    let text = std::fs::read_to_string(repository().join("docs/vendors.md")).expect("it is there");
    let chapter = text.split("\n## Overlays").nth(1).expect("a section about overlays");
    let mut vendors = 0;
    for folder in intertie_tests::fixtures::list(&repository().join("specs")) {
        let name = folder.file_name().expect("a folder").to_string_lossy().into_owned();
        let (profile, overlay) = (folder.join("vendor.toml").exists(), folder.join("overlay.yaml").exists());
        let row = chapter.lines().find(|line| line.contains(&format!("| `{name}` |")));
        assert_eq!(row.is_some(), profile, "{name}: a row for each vendor, and only for those");
        let tested = OVERLAYS.iter().any(|mended| mended.vendor == name);
        assert_eq!(overlay, tested, "{name}: an overlay and its test");
        if let Some(row) = row {
            assert_eq!(!row.contains("| none:"), overlay, "{row}");
            vendors += 1;
        }
    }
    assert_eq!(vendors, 14);
}

fn run(vendor: &str, document: &Path, overlaid: bool) -> Outcome {
    let folder = repository().join("specs").join(vendor);
    let mut vendor = pipeline::vendor(vendor, Input::Path(document.to_owned()));
    vendor.profile = Some(folder.join("vendor.toml"));
    vendor.overlay = overlaid.then(|| Input::Path(folder.join("overlay.yaml")));
    pipeline::run(&vendor)
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_owned()
}
