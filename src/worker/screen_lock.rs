//! The passphrase of the window: made and tried on a thread of its own, because it takes its time and must not wait for
//! other work.

use std::sync::mpsc::{Receiver, channel};

use crate::domain::Passphrase;
use crate::store::padlock::Padlock;

/// What came of it: the padlock as text, or what is wrong in words.
pub type LockAnswer = Result<String, String>;

/// Makes a padlock for a new passphrase.
pub fn make(passphrase: Passphrase, wake: impl FnOnce() + Send + 'static) -> Receiver<LockAnswer> {
    aside(wake, move || {
        let padlock = Padlock::new(&passphrase).map_err(|error| error.to_string())?;
        serde_json::to_string(&padlock).map_err(|error| error.to_string())
    })
}

/// Tries a passphrase; an answer that is no error is the padlock that it opens.
pub fn try_open(
    padlock: String,
    passphrase: Passphrase,
    wake: impl FnOnce() + Send + 'static,
) -> Receiver<LockAnswer> {
    aside(wake, move || {
        let known: Padlock = serde_json::from_str(&padlock)
            .map_err(|_| "Khóa đã lưu trên máy này bị hỏng.".to_owned())?;
        known
            .try_open(&passphrase)
            .map_err(|error| error.to_string())?;
        Ok(padlock)
    })
}

fn aside(
    wake: impl FnOnce() + Send + 'static,
    work: impl FnOnce() -> LockAnswer + Send + 'static,
) -> Receiver<LockAnswer> {
    let (tell, told) = channel();
    let run = move || {
        // the window may be gone by now
        tell.send(work()).ok();
        wake();
    };
    // without a thread the channel closes, and the window says that it could not
    drop(std::thread::Builder::new().name("khoa".into()).spawn(run));
    told
}
