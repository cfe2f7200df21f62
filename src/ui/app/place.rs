//! Places of the window.

use super::Route;

/// Whether two routes are the same screen, perhaps filtered differently.
pub(super) fn same_place(a: &Route, b: &Route) -> bool {
    match (a, b) {
        (Route::Visits(_), Route::Visits(_))
        | (Route::Shortcomings(_), Route::Shortcomings(_))
        | (Route::Papers(_) | Route::IssuedPaper(_), Route::Papers(_) | Route::IssuedPaper(_))
        | (Route::Reports(_), Route::Reports(_))
        | (Route::Programmes(_), Route::Programmes(_))
        | (Route::Models(_) | Route::Model(_), Route::Models(_) | Route::Model(_))
        | (Route::Figures(_), Route::Figures(_))
        | (Route::Search(_), Route::Search(_)) => true,
        (Route::Safety(a), Route::Safety(b)) => a.is_beside(b),
        (Route::Guiding(a), Route::Guiding(b)) => a.matrix == b.matrix,
        (Route::Archive(a), Route::Archive(b)) => a.is_beside(b),
        // another number or day of the same kind of paper
        (Route::Paper(a), Route::Paper(b)) => {
            std::mem::discriminant(a) == std::mem::discriminant(b)
        }
        _ => a == b,
    }
}
