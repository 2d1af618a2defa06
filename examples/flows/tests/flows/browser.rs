//! A browser without a window, driven over its debugging pipe: no crate and no download.

use serde_json::{Value, json};
use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Chromium with one page.
pub(crate) struct Browser {
    child: Child,
    into: File,
    from: File,
    session: Value,
    next: u64,
}

impl Browser {
    /// `None`, with a word of why, where there is no Chromium.
    pub(crate) fn open(folder: &Path, url: &str) -> Option<Self> {
        let is_there = Command::new("chromium").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        if !is_there.is_ok_and(|status| status.success()) {
            eprintln!("skipped: there is no `chromium`");
            return None;
        }
        let (into, from) = (folder.join("into"), folder.join("from"));
        let made = Command::new("mkfifo").arg(&into).arg(&from).status().expect("mkfifo runs");
        assert!(made.success());
        let mut command = Command::new("sh");
        command.arg("-c").arg(
            "exec chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --window-size=1200,700 \
             --remote-debugging-pipe --user-data-dir=\"$3\" about:blank 3<\"$1\" 4>\"$2\"",
        );
        command.arg("sh").arg(&into).arg(&from).arg(folder.join("profile"));
        command.env("HOME", folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().expect("chromium starts");
        // Each end of a pipe opens when the other does.
        let into = OpenOptions::new().write(true).open(into).expect("a pipe");
        let from = File::open(from).expect("a pipe");
        let mut browser = Self { child, into, from, session: Value::Null, next: 0 };
        let target = browser.ask("Target.createTarget", &json!({"url": url}));
        let attach = json!({"targetId": target["targetId"], "flatten": true});
        browser.session = browser.ask("Target.attachToTarget", &attach)["sessionId"].clone();
        Some(browser)
    }

    fn ask(&mut self, method: &str, parameters: &Value) -> Value {
        self.next += 1;
        let mut message = json!({"id": self.next, "method": method, "params": parameters});
        if self.session.is_string() {
            message["sessionId"] = self.session.clone();
        }
        self.into.write_all(format!("{message}\0").as_bytes()).expect("it listens");
        loop {
            let answer = self.message();
            if answer["id"] == self.next {
                assert!(answer["error"].is_null(), "{method}: {answer}");
                return answer["result"].clone();
            }
        }
    }

    /// Messages end with a zero byte.
    fn message(&mut self) -> Value {
        let mut bytes = Vec::new();
        let mut byte = [0];
        loop {
            self.from.read_exact(&mut byte).expect("it talks");
            if byte[0] == 0 {
                return serde_json::from_slice(&bytes).expect("JSON");
            }
            bytes.push(byte[0]);
        }
    }

    /// What an expression gives on the page.
    pub(crate) fn evaluate(&mut self, expression: &str) -> Value {
        let asked = json!({"expression": expression, "returnByValue": true});
        self.ask("Runtime.evaluate", &asked)["result"]["value"].clone()
    }

    /// Waits until an expression is true on the page.
    pub(crate) fn until(&mut self, expression: &str) {
        let began = Instant::now();
        while self.evaluate(expression) != Value::Bool(true) {
            assert!(
                began.elapsed() < Duration::from_secs(30),
                "{expression}: {}",
                self.evaluate("document.body.innerText")
            );
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// A key, as a person presses it.
    pub(crate) fn press(&mut self, key: &str, code: u32) {
        for kind in ["rawKeyDown", "char", "keyUp"] {
            let text = if key == "Enter" { "\r" } else { "" };
            let event = json!({"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "text": text});
            if kind != "char" || !text.is_empty() {
                self.ask("Input.dispatchKeyEvent", &event);
            }
        }
    }

    /// The page as a picture, into the folder that `INTERTIE_SCREENSHOTS` names, in light and in dark.
    pub(crate) fn picture(&mut self, name: &str) {
        let Some(folder) = std::env::var_os("INTERTIE_SCREENSHOTS") else { return };
        for scheme in ["light", "dark"] {
            let media = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
            self.ask("Emulation.setEmulatedMedia", &media);
            let shot = self.ask("Page.captureScreenshot", &json!({"format": "png"}));
            let bytes: intertie::Base64 = intertie::from_value(&shot["data"]).expect("base64");
            std::fs::write(Path::new(&folder).join(format!("{name}-{scheme}.png")), bytes.as_ref()).expect("a picture");
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
