//! `intertie update`. One program, because its tests build projects of users, and one builds while another links.
#![cfg(feature = "cli")]
#![allow(dead_code, reason = "other tests use the rest of `project`")]

mod contract;
mod hits;
mod joined;
#[path = "../project/mod.rs"]
mod project;
