//! A call of the client with its types: the one place that is compiled once for each.

use super::outcome::{Outcome, Read};
use super::stage::Settings;
use crate::auth::BoxFuture;
use crate::client::Client;
use crate::codec::drift::Drift;
use crate::codec::{Decode, Encode, Table};
use crate::operation::Operation;
use crate::page::Paged;
use crate::spec::OperationSpec;
use crate::{Value, from_slice_with, from_value, to_value};
use std::fmt;
use std::marker::PhantomData;

/// A call of the generated client, and what it makes of each declared answer.
#[derive(Debug)]
pub struct Call {
    /// Its name in the client: `customers::create`.
    pub name: &'static str,
    /// The contract's name for it: `POST /v1/customers`.
    pub operation: &'static str,
    /// What each declared answer is read as.
    pub answers: &'static [Declared],
    pub(super) driver: &'static dyn Drive,
}

/// What an answer of a status is read as.
#[derive(Clone, Copy)]
pub struct Declared {
    /// `200`, `4XX` or `default`.
    pub status: &'static str,
    /// The case of the answer enum; empty: the type itself.
    pub case: &'static str,
    /// Reads the type; `None`: it is no JSON of a type.
    pub(super) read: Option<Reader>,
}

/// Reads a body as its type, and writes it again.
type Reader = fn(&[u8]) -> Result<Read, String>;

impl fmt::Debug for Declared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Declared").field("status", &self.status).field("case", &self.case).finish_non_exhaustive()
    }
}

/// A call that is no list.
pub const fn call<O: Operation + Decode>(
    name: &'static str,
    operation: &'static str,
    answers: &'static [Declared],
) -> Call {
    Call { name, operation, answers, driver: &const { Caller::<O>(PhantomData) } }
}

/// A call whose answers are pages.
pub const fn list<O: Paged + Decode>(
    name: &'static str,
    operation: &'static str,
    answers: &'static [Declared],
) -> Call {
    Call { name, operation, answers, driver: &const { Lister::<O>(PhantomData) } }
}

/// An answer that is JSON of a type.
pub const fn json<T: Decode + Encode + fmt::Debug>(status: &'static str, case: &'static str) -> Declared {
    Declared { status, case, read: Some(read::<T>) }
}

/// An answer without a body, or one that is no JSON.
pub const fn other(status: &'static str, case: &'static str) -> Declared {
    Declared { status, case, read: None }
}

pub(super) fn read<T: Decode + Encode + fmt::Debug>(body: &[u8]) -> Result<Read, String> {
    let mut drift = Vec::new();
    let mut observer = |found: Drift<'_>| drift.push((found.path.to_owned(), format!("{:?}", found.kind)));
    let value: T = from_slice_with(body, &mut observer).map_err(|error| error.to_string())?;
    let again = to_value(&value).map_err(|error| format!("it cannot be written again: {error}"))?;
    Ok(Read { value: again, shown: format!("{value:?}"), drift })
}

/// A call without its types.
pub(super) trait Drive: Sync + fmt::Debug {
    /// What the document says of it.
    fn spec(&self) -> &'static OperationSpec;
    /// Its members.
    fn table(&self) -> &'static Table;
    /// Sends the call with these values.
    fn send(&self, client: Client, values: Value, settings: Settings) -> BoxFuture<'static, Outcome>;
    /// How many items all its pages have; `None`: it is no list.
    fn items(
        &self,
        client: Client,
        values: Value,
        settings: Settings,
    ) -> Option<BoxFuture<'static, Result<usize, String>>>;
}

struct Caller<O>(PhantomData<fn() -> O>);

struct Lister<O>(PhantomData<fn() -> O>);

impl<O: Operation> fmt::Debug for Caller<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(O::SPEC.id)
    }
}

impl<O: Operation> fmt::Debug for Lister<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(O::SPEC.id)
    }
}

impl<O: Operation + Decode> Drive for Caller<O> {
    fn spec(&self) -> &'static OperationSpec {
        O::SPEC
    }

    fn table(&self) -> &'static Table {
        &const { O::TABLE }
    }

    fn send(&self, client: Client, values: Value, settings: Settings) -> BoxFuture<'static, Outcome> {
        Box::pin(async move {
            let operation: O = match from_value(&values) {
                Ok(operation) => operation,
                Err(error) => return Outcome::unsent(&error),
            };
            match settings.of(client.call(operation)).send_whole().await {
                Ok(response) => Outcome::answered(&response),
                Err(error) => Outcome::failed(&error),
            }
        })
    }

    fn items(&self, _: Client, _: Value, _: Settings) -> Option<BoxFuture<'static, Result<usize, String>>> {
        None
    }
}

impl<O: Paged + Decode> Drive for Lister<O> {
    fn spec(&self) -> &'static OperationSpec {
        O::SPEC
    }

    fn table(&self) -> &'static Table {
        Caller::<O>(PhantomData).table()
    }

    fn send(&self, client: Client, values: Value, settings: Settings) -> BoxFuture<'static, Outcome> {
        Caller::<O>(PhantomData).send(client, values, settings)
    }

    fn items(
        &self,
        client: Client,
        values: Value,
        settings: Settings,
    ) -> Option<BoxFuture<'static, Result<usize, String>>> {
        Some(Box::pin(async move {
            let operation: O = from_value(&values).map_err(|error| error.to_string())?;
            let mut pages = settings.of(client.call(operation)).pages();
            let mut count = 0;
            while let Some(page) = pages.try_next().await.map_err(|error| error.to_string())? {
                count += O::items(page).len();
            }
            Ok(count)
        }))
    }
}
