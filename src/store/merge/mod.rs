//! A copy of the file that was taken along comes back: three-way by key and field, in one transaction, nobody
//! overwritten silently.

mod apply;
mod aside;
mod conflict;
mod deletes;
mod diff;
mod known;
mod package;
mod reduce;
mod returned;
mod tables;
mod title;
mod units;

pub use apply::{Coming, Merged, TableCount};
pub use conflict::{Side, all as conflicts, open_count, resolve, take_outs};
pub use package::{FILE_ID, PackError, PackInfo, Package, TAKE_OUT, is_package, make, open};
pub use tables::{Fields, GROUPS, NOT_MERGED, OTHER_TABLES, SAME, STEPS, group_of};
pub use title::{named, reference_table, title_of as title};
