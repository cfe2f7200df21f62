//! Who edits a file that others reach: what the window asks.

use super::message::{Done, Failure};
use crate::register::{Changes, Register};

/// What can be done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeaseCommand {
    /// Becomes the editor.
    Take,
    /// Becomes the editor by itself once the file is free, or no more.
    Wait(bool),
    /// Lets another one edit.
    GiveUp,
}

pub(super) fn run(register: &mut Register, command: LeaseCommand) -> Result<Done, Failure> {
    let message = match command {
        LeaseCommand::Take => {
            register.take_lease()?;
            "Đã nhận quyền sửa tệp"
        }
        LeaseCommand::Wait(wanted) => {
            register.wait_for_lease(wanted);
            if wanted {
                "Sẽ tự nhận quyền sửa khi tệp trống"
            } else {
                "Không tự nhận quyền sửa nữa"
            }
        }
        LeaseCommand::GiveUp => {
            register.give_lease_up()?;
            "Đã trả quyền sửa; máy này chỉ xem"
        }
    };
    Ok(Done {
        message: message.to_owned(),
        changes: Changes::ALL,
        made: None,
        undoable: false,
    })
}
