//! What generated mappings stand on: how a field says that it cannot be made.

mod refused;

pub use refused::{At, Reason, Refused};

/// What a method of a mapping gives.
pub type Result<T, E = Refused> = std::result::Result<T, E>;

/// The result of a conversion that read the member at `pointer` of the source's document.
pub fn from<T>(pointer: &'static str, result: Result<T>) -> Result<T> {
    result.map_err(|why| why.read(pointer))
}

/// The result of a method that makes `field` of a target: for generated code.
#[doc(hidden)]
pub fn at<T>(mapping: &'static str, field: &'static str, target: &'static str, made: Result<T>) -> Result<T> {
    made.map_err(|why| why.at(&At { mapping, field, target }))
}

/// The value, or [`Reason::Missing`]: for a target that must be there and a source that may not be.
pub fn required<T>(value: Option<T>) -> Result<T> {
    value.ok_or_else(Refused::missing)
}

/// What an async mapping makes of each item, one after another; the first that cannot be made is the end.
pub async fn each<'s, S, T, F>(items: &'s [S], make: impl Fn(&'s S) -> F) -> Result<Vec<T>>
where
    F: Future<Output = Result<T>>,
{
    let mut list = Vec::with_capacity(items.len());
    for item in items {
        list.push(make(item).await?);
    }
    Ok(list)
}
