//! The few calls of the system that safe Rust has no door to. Each `unsafe` block holds one call and says why it is
//! sound; everything else of the program forbids `unsafe`. Elsewhere than on Windows most of them answer "no".

use std::path::Path;

#[cfg(windows)]
mod windows;

/// The name that the driver gives the OpenGL it draws with ("llvmpipe …" draws on the processor).
///
/// Ask while the context is the current one of this thread: when the window is made, or while it is drawn.
pub fn opengl_name(gl: &glow::Context) -> String {
    use glow::HasContext as _;
    // SAFETY: `glow` asks for a context that is current; the window system makes it so before it hands the context
    // out, and reading a string changes nothing in it.
    unsafe { gl.get_parameter_string(glow::RENDERER) }
}

/// Writes into the console that the program was started from, if it was and nobody took the output elsewhere.
/// A program without a console of its own has none before this.
pub fn use_console_of_caller() -> bool {
    #[cfg(windows)]
    return windows::use_console_of_caller();
    #[cfg(not(windows))]
    false
}

/// Whether a drive, given by its root (`Z:\`), lies on another computer.
pub fn is_remote_drive(root: &Path) -> bool {
    #[cfg(windows)]
    return windows::is_remote_drive(root);
    #[cfg(not(windows))]
    {
        let _ = root;
        false
    }
}

/// What a file's own program is asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Show it.
    Open,
    /// Print it on the default printer.
    Print,
}

/// Hands a file to the program that Windows knows for it; whether one took it.
pub fn hand_over(file: &Path, verb: Verb) -> bool {
    #[cfg(windows)]
    return windows::hand_over(file, verb);
    #[cfg(not(windows))]
    {
        let _ = (file, verb);
        false
    }
}

/// Lets a window of another program come to the front: only the program that the user has just started may say so.
pub fn let_others_come_to_front() {
    #[cfg(windows)]
    windows::let_others_come_to_front();
}
