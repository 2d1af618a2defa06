//! What a vendor may change, each as edits of the documents in `changes/`, for which `changes/mine.rs` is written.

use super::project::Project;
use std::path::Path;

/// A text in a file, and what stands there afterwards.
type Edit = (&'static str, &'static str, &'static str);

/// One change.
pub(crate) struct Change {
    pub(crate) name: &'static str,
    /// What the vendor does.
    edits: &'static [Edit],
    /// What `intertie.toml` then has to say, where the mappings name what is no longer there.
    mended: &'static [Edit],
    /// Whether nobody has to do anything.
    pub(crate) compiles: bool,
}

impl Change {
    /// The project after the change, its configuration as it was. Tests run at the same time, so each has its own.
    pub(crate) fn unmended(&self, test: &str) -> Project {
        let project = Project::of(Path::new("changes"), &format!("{test}/{}", self.name));
        for (file, from, to) in self.edits {
            project.edit(file, from, to);
        }
        project
    }

    /// The project after the change.
    pub(crate) fn project(&self, test: &str) -> Project {
        let project = self.unmended(test);
        for (file, from, to) in self.mended {
            project.edit(file, from, to);
        }
        project
    }

    /// Whether the mappings name what is no longer there.
    pub(crate) fn renames(&self) -> bool {
        !self.mended.is_empty()
    }
}

/// Every kind.
pub(crate) const CHANGES: &[Change] = &[
    hits(
        "new_required_field",
        &[(
            "crm.yaml",
            "required: [emailAddress, name, category, home]\n      properties:\n",
            "required: [emailAddress, name, category, home, vat]\n      properties:\n        vat: { type: string }\n",
        )],
    ),
    hits("required_now", &[("crm.yaml", "required: [emailAddress, name,", "required: [emailAddress, tax, name,")]),
    Change {
        compiles: true,
        ..hits("new_optional_field", &[("crm.yaml", "        tags:", "        phone: { type: string }\n        tags:")])
    },
    hits("removed_source_field", &[("shop.yaml", "        full_name: { type: string }\n", "")]),
    hits("removed_source_of_a_default", &[("shop.yaml", "        email: { type: string }\n", "")]),
    hits("removed_target_field", &[("crm.yaml", "        tax: { type: string }\n", "")]),
    hits("changed_source_type", &[("shop.yaml", "full_name: { type: string }", "full_name: { type: integer }")]),
    hits("changed_target_type", &[("crm.yaml", "name: { type: string }", "name: { type: integer }")]),
    hits("widened_source_enum", &[("shop.yaml", "[person, company]", "[person, company, school]")]),
    Change {
        compiles: true,
        ..hits(
            "widened_target_enum",
            &[("crm.yaml", "[PERSON, COMPANY, PARTNER]", "[PERSON, COMPANY, PARTNER, SCHOOL]")],
        )
    },
    hits("narrowed_target_enum", &[("crm.yaml", "[PERSON, COMPANY, PARTNER]", "[PERSON, PARTNER]")]),
    Change {
        mended: &[("intertie.toml", "shop.Lead", "shop.Prospect")],
        ..hits(
            "renamed_schema",
            &[("shop.yaml", "schemas/Lead", "schemas/Prospect"), ("shop.yaml", "    Lead:", "    Prospect:")],
        )
    },
    Change {
        mended: &[("intertie.toml", "crm.FindContact", "crm.SearchContacts")],
        ..hits("renamed_operation", &[("crm.yaml", "findContact", "searchContacts")])
    },
];

/// A change after which the people's file does not compile.
const fn hits(name: &'static str, edits: &'static [Edit]) -> Change {
    Change { name, edits, mended: &[], compiles: false }
}
