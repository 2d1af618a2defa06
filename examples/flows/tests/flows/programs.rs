//! The program of each flow: one command, and each vendor has acted once.

use crate::folder::Folder;
use flow_examples::mock::Mock;
use std::path::Path;
use std::process::Command;

/// Runs it, and gives what the vendors have done.
fn effects(program: &str) -> Vec<String> {
    let folder = Folder::new();
    let home = folder.file().parent().map(Path::to_owned).expect("a folder");
    let ran = Command::new(program).env("TMPDIR", home).output().expect("it runs");
    let text = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert!(ran.status.success(), "{text}{}", String::from_utf8_lossy(&ran.stderr));
    let (_, done) = text.split_once("the vendors have done:\n").expect("it says what was done");
    done.lines().map(|line| line.trim().to_owned()).collect()
}

#[test]
fn each_flow_runs_by_one_command_and_acts_once() {
    let programs: [(&str, &[&str]); 6] = [
        (
            env!("CARGO_BIN_EXE_order"),
            &[
                "1 x fedex: label 1001",
                "1 x stripe: charge 1001",
                "1 x twilio: message +44 20 7946 0000 Order 1001: your parcel 794600000001 is on its way.",
            ],
        ),
        (
            env!("CARGO_BIN_EXE_lead"),
            &[
                "1 x hubspot: contact grace@example.com",
                "1 x mailchimp: member grace@example.com",
                "1 x slack: message New lead: Grace Hopper (Navy &amp; Sons), contact 101",
            ],
        ),
        (
            env!("CARGO_BIN_EXE_meeting"),
            &[
                "1 x google-calendar: event PROJ-7: Ship it",
                "1 x google-calendar: join PROJ-7: Ship it",
                "1 x jira: link PROJ-7 zoom-meeting=89000000001",
                "1 x zoom: meeting PROJ-7: Ship it",
            ],
        ),
        (
            env!("CARGO_BIN_EXE_locate"),
            &[
                "1 x google-maps: look up 12 st james's square, sw1y 4jh, london, gb",
                "1 x hubspot: coordinates 201",
                "1 x hubspot: coordinates 202",
            ],
        ),
        (env!("CARGO_BIN_EXE_moved"), &["1 x stripe: customer cus_1 12 ST JAMES'S SQUARE"]),
        (
            env!("CARGO_BIN_EXE_paid"),
            &["1 x mailchimp: stock mug-blue", "1 x paypal: invoice 1001", "1 x paypal: send INV2-0001"],
        ),
    ];
    for (program, wanted) in programs {
        assert_eq!(effects(program), wanted, "{program}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_program_that_the_docs_show_pays_once_however_often_it_runs() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| std::fs::read_to_string(home.join(path)).expect("it is there");
    let program = read("src/bin/pay.rs");
    let (_, shown) = program.split_once("\n\n").expect("a line on what it is");
    assert!(read("../../docs/flows.md").contains(&format!("```rust,ignore\n{shown}```\n")), "not what flows.md shows");

    let (mock, folder) = (Mock::start().await.expect("a mock"), Folder::new());
    let home = folder.file().parent().map(Path::to_owned).expect("a folder");
    for _ in 0..2 {
        let mut program = Command::new(env!("CARGO_BIN_EXE_pay"));
        program.current_dir(&home).env("STRIPE_KEY", "sk_test").env("STRIPE_URL", format!("{}/stripe", mock.address()));
        let ran = tokio::task::spawn_blocking(move || program.output()).await.expect("no panic").expect("it runs");
        let told = String::from_utf8_lossy(&ran.stdout).into_owned();
        assert!(told.starts_with("paid: pi_"), "{told}{}", String::from_utf8_lossy(&ran.stderr));
    }
    assert_eq!(mock.effects().into_iter().collect::<Vec<_>>(), [("stripe: charge 1001".to_owned(), 1)]);
    assert_eq!(std::fs::read_to_string(home.join("paid.txt")).expect("written").lines().count(), 1);
}
