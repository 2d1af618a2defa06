//! What an edit does, and the level that follows from it and from the direction of what it is about.

/// How much an edit matters to a user of the generated client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Only words changed, or something that nothing uses.
    Docs,
    /// There is more than before, and all that was still holds.
    Additive,
    /// It compiles and may behave differently.
    Dangerous,
    /// Calls fail, answers lack what they promised, or code does not compile.
    Breaking,
}

impl Level {
    /// All, the gravest first.
    pub const ALL: [Self; 4] = [Self::Breaking, Self::Dangerous, Self::Additive, Self::Docs];

    /// Its stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Dangerous => "dangerous",
            Self::Additive => "additive",
            Self::Docs => "docs",
        }
    }
}

/// Which way what changed travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// From the user to the vendor.
    Request,
    /// From the vendor to the user: answers and events.
    Answer,
    /// Both ways.
    Both,
    /// It is about a call, or the API, as a whole.
    Call,
    /// No operation reaches it.
    Unused,
}

impl Direction {
    /// Its stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Answer => "answer",
            Self::Both => "both",
            Self::Call => "call",
            Self::Unused => "unused",
        }
    }
}

/// What an edit does to what can be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Effect {
    /// Fewer values are allowed.
    Narrower,
    /// More values are allowed.
    Wider,
    /// Other values are allowed, some of before among them perhaps.
    Shifts,
    /// No value of before is allowed.
    Replaced,
    /// A list that clients keep open has one more.
    Listed,
    /// A list that clients keep open has one less.
    Unlisted,
    /// It must be there now.
    Promised,
    /// It need not be there any more.
    Unpromised,
    /// It may be null now.
    Nullable,
    /// It may not be null any more.
    NeverNull,
    /// Something new can be said.
    Appears,
    /// Something can no longer be said.
    Vanishes,
    /// Requests may not say it any more; answers do as before.
    LeavesRequests,
    /// Requests may say it, too.
    EntersRequests,
    /// Answers do not say it any more; requests do as before.
    LeavesAnswers,
    /// Answers say it, too.
    EntersAnswers,
    /// What is not said means something else.
    Meaning,
    /// Calls need another proof of who makes them.
    Access,
    /// Calls go elsewhere.
    Elsewhere,
    /// It has an end.
    Ends,
    /// It is called differently in the document.
    Name,
    /// The vendor advises for or against it, and that is all.
    Advice,
    /// Words for people.
    Prose,
}

/// What an edit does to the client's Rust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Rust {
    /// Nothing in Rust stands for it, or that was not compared.
    Untold,
    /// The same type as before.
    Same,
    /// Another type.
    Type(String, String),
    /// It is gone.
    Gone,
    /// It is called differently.
    Renamed,
    /// Calls that were complete lack an argument.
    Asked,
}

/// The level of an edit, and why.
pub(super) fn level(effect: Effect, direction: Direction, rust: &Rust) -> (Level, String) {
    let wire = match direction {
        Direction::Unused => return (Level::Docs, "no operation reaches it".to_owned()),
        Direction::Call => call(effect),
        Direction::Request => request(effect),
        Direction::Answer => answer(effect, rust),
        Direction::Both => {
            let (request, answer) = (request(effect), answer(effect, rust));
            if answer.0 > request.0 { answer } else { request }
        }
    };
    match rust {
        _ if wire.0 == Level::Breaking => (wire.0, wire.1.to_owned()),
        Rust::Type(before, after) => (Level::Breaking, format!("its Rust type changes from {before} to {after}")),
        Rust::Gone => (Level::Breaking, "its Rust name is gone".to_owned()),
        Rust::Renamed => (Level::Breaking, "its Rust name changes".to_owned()),
        Rust::Asked => (Level::Breaking, "Rust code that makes it lacks an argument".to_owned()),
        Rust::Untold | Rust::Same => (wire.0, wire.1.to_owned()),
    }
}

fn request(effect: Effect) -> (Level, &'static str) {
    use Effect as E;
    match effect {
        E::Narrower | E::Unlisted => (Level::Breaking, "what a request may say shrinks"),
        E::Shifts | E::Replaced => (Level::Breaking, "what a request may say is not what it was"),
        E::Wider | E::Listed | E::Nullable | E::EntersRequests | E::Appears => {
            (Level::Additive, "a request may say more")
        }
        E::Promised | E::NeverNull => (Level::Breaking, "a request must say more"),
        E::Unpromised => (Level::Additive, "a request need not say it any more"),
        E::Vanishes | E::LeavesRequests => (Level::Breaking, "a request may not say it any more"),
        E::LeavesAnswers | E::EntersAnswers => (Level::Docs, "requests say what they did"),
        E::Meaning => (Level::Dangerous, "a request that leaves it out means something else"),
        E::Access | E::Elsewhere | E::Ends | E::Name | E::Advice | E::Prose => call(effect),
    }
}

fn answer(effect: Effect, rust: &Rust) -> (Level, &'static str) {
    use Effect as E;
    match effect {
        E::Narrower => (Level::Additive, "an answer says nothing that it did not say before"),
        E::Wider | E::Shifts => (Level::Dangerous, "what an answer may say grows"),
        E::Replaced => (Level::Breaking, "an answer says something else"),
        E::Listed => (Level::Additive, "the client keeps values that it does not know"),
        E::Unlisted => (Level::Additive, "an answer says less than it might"),
        E::Promised | E::NeverNull => (Level::Additive, "an answer promises more"),
        E::Unpromised | E::Nullable if *rust == Rust::Same => {
            (Level::Additive, "to the client absent and null are one, and it was ready for that")
        }
        E::Unpromised | E::Nullable => (Level::Breaking, "what an answer promises shrinks"),
        E::Appears | E::EntersAnswers => (Level::Additive, "an answer says more"),
        E::Vanishes | E::LeavesAnswers => (Level::Breaking, "an answer does not say it any more"),
        E::LeavesRequests | E::EntersRequests => (Level::Docs, "answers say what they did"),
        E::Meaning => (Level::Docs, "answers say it or leave it out as before"),
        E::Access | E::Elsewhere | E::Ends | E::Name | E::Advice | E::Prose => call(effect),
    }
}

fn call(effect: Effect) -> (Level, &'static str) {
    use Effect as E;
    match effect {
        E::Narrower | E::Unlisted | E::Vanishes | E::LeavesRequests | E::LeavesAnswers | E::Unpromised => {
            (Level::Breaking, "it is there no more")
        }
        E::Shifts | E::Replaced => (Level::Breaking, "it is not what it was"),
        E::Wider | E::Listed | E::Appears | E::Promised | E::Nullable | E::NeverNull => {
            (Level::Additive, "there is more than before")
        }
        E::EntersRequests | E::EntersAnswers => (Level::Additive, "there is more than before"),
        E::Meaning => (Level::Dangerous, "the same call means something else"),
        E::Access => (Level::Dangerous, "calls need another proof of who makes them"),
        E::Elsewhere => (Level::Dangerous, "calls go elsewhere"),
        E::Ends => (Level::Dangerous, "there is a date on which it ends"),
        E::Name => (Level::Docs, "only the document calls it differently"),
        E::Advice => (Level::Docs, "the vendor advises; nothing else changed"),
        E::Prose => (Level::Docs, "only words changed"),
    }
}
