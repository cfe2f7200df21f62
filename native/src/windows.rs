//! The calls on Windows.

use std::os::windows::ffi::OsStrExt as _;
use std::os::windows::io::AsRawHandle as _;
use std::path::Path;
use std::ptr::{null, null_mut};

use windows_sys::Win32::Storage::FileSystem::GetDriveTypeW;
use windows_sys::Win32::System::Com::{
    COINIT_APARTMENTTHREADED, COINIT_DISABLE_OLE1DDE, CoInitializeEx, CoUninitialize,
};
use windows_sys::Win32::System::Console::{ATTACH_PARENT_PROCESS, AttachConsole};
use windows_sys::Win32::UI::Shell::ShellExecuteW;
use windows_sys::Win32::UI::WindowsAndMessaging::{
    ASFW_ANY, AllowSetForegroundWindow, SW_SHOWNORMAL,
};

use super::Verb;

/// Of `winbase.h`; the feature of `windows-sys` that holds it brings much else.
const DRIVE_REMOTE: u32 = 4;
/// `ShellExecuteW` answers more than this when it worked.
const WORKED: isize = 32;

fn wide(text: &std::ffi::OsStr) -> Vec<u16> {
    text.encode_wide().chain([0]).collect()
}

pub(super) fn use_console_of_caller() -> bool {
    // redirected output stays where it was sent
    if !std::io::stdout().as_raw_handle().is_null() {
        return false;
    }
    // SAFETY: takes a number and touches no memory of ours.
    unsafe { AttachConsole(ATTACH_PARENT_PROCESS) != 0 }
}

pub(super) fn is_remote_drive(root: &Path) -> bool {
    let root = wide(root.as_os_str());
    // SAFETY: `root` ends with a zero and lives until the call returns.
    unsafe { GetDriveTypeW(root.as_ptr()) == DRIVE_REMOTE }
}

pub(super) fn hand_over(file: &Path, verb: Verb) -> bool {
    let verb = match verb {
        Verb::Open => "open",
        Verb::Print => "print",
    };
    let (verb, file) = (wide(verb.as_ref()), wide(file.as_os_str()));
    let how = COINIT_APARTMENTTHREADED | COINIT_DISABLE_OLE1DDE;
    // SAFETY: no pointer is handed over; what it begins is ended below on the same thread.
    let begun = unsafe { CoInitializeEx(null(), how.cast_unsigned()) } >= 0;
    // SAFETY: both texts end with a zero and live until the call returns; the other pointers may be null.
    let answer = unsafe {
        ShellExecuteW(
            null_mut(),
            verb.as_ptr(),
            file.as_ptr(),
            null(),
            null(),
            SW_SHOWNORMAL,
        )
    };
    if begun {
        // SAFETY: matches the successful `CoInitializeEx` above.
        unsafe { CoUninitialize() };
    }
    answer as isize > WORKED
}

pub(super) fn let_others_come_to_front() {
    // SAFETY: takes a number and touches no memory of ours.
    unsafe { AllowSetForegroundWindow(ASFW_ANY) };
}
