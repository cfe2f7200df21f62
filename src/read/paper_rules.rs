//! What the file itself says about the look of its papers.

/// The office's own rules and habits; the ones that ship with the program hold for the rest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PaperRules {
    /// Format profiles of the office, as their files were taken over.
    pub profiles: Vec<String>,
    /// Papers are printed on both sides: margins of back sides are mirrored.
    pub two_sided: bool,
}
