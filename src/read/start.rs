//! What the first start asks.

/// A district whose wards ship with the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct District {
    pub code: String,
    /// "Quận Long Biên".
    pub name: String,
}
