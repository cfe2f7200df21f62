//! What is left behind when the program breaks, and finding it at the next start.

use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, TryLockError};

use crate::register::Clock;
use crate::store::files::write_atomic;

/// The report that waits for the next start, and the one that was shown.
const REPORT: &str = "su-co.txt";
const SHOWN: &str = "su-co-da-bao.txt";
const DRAFTS: &str = "dang-go-do.json";

/// Writes a report and what is being typed when any thread breaks; what was done before goes on.
pub fn watch(folder: PathBuf, drafts: Arc<Mutex<Vec<String>>>, clock: Clock) {
    let before = std::panic::take_hook();
    let clock = Mutex::new(clock);
    std::panic::set_hook(Box::new(move |info| {
        let at = clock.try_lock().map_or_else(
            |_| String::new(),
            |clock| clock().format("%d/%m/%Y %H:%M:%S").to_string(),
        );
        leave_behind(&folder, &report(info, &at), &drafts);
        before(info);
    }));
}

/// Where the program broke. Not the message: it may hold words of the file.
fn report(info: &PanicHookInfo<'_>, at: &str) -> String {
    let place = info.location().map_or_else(String::new, |place| {
        format!("{}:{}", place.file(), place.line())
    });
    let thread = std::thread::current();
    format!(
        "Báo cáo sự cố của Giám sát 6 QCDC (không có nội dung công việc)\n\
         Phiên bản: {}\nHệ điều hành: {} {}\nLúc: {at}\nLuồng: {}\nChỗ: {place}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        thread.name().unwrap_or("không tên"),
    )
}

fn leave_behind(folder: &Path, report: &str, drafts: &Mutex<Vec<String>>) {
    // nothing more can be done where even this fails
    std::fs::create_dir_all(folder).ok();
    write_atomic(&folder.join(REPORT), report.as_bytes()).ok();
    let drafts = match drafts.try_lock() {
        Ok(drafts) => drafts.clone(),
        Err(TryLockError::Poisoned(drafts)) => drafts.into_inner().clone(),
        Err(TryLockError::WouldBlock) => return,
    };
    if let Ok(bytes) = serde_json::to_vec_pretty(&drafts)
        && !drafts.is_empty()
    {
        write_atomic(&folder.join(DRAFTS), &bytes).ok();
    }
}

/// What the last run left behind: the report and the texts. It is handed out once.
pub fn left_behind(folder: &Path) -> Option<(PathBuf, Vec<String>)> {
    let (report, shown) = (folder.join(REPORT), folder.join(SHOWN));
    if !report.is_file() {
        return None;
    }
    std::fs::rename(&report, &shown).ok()?;
    let drafts = folder.join(DRAFTS);
    let texts = std::fs::read(&drafts).ok();
    let texts = texts.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    std::fs::remove_file(&drafts).ok();
    Some((shown, texts.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_behind_is_found_once_and_names_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let drafts = Arc::new(Mutex::new(vec!["Đồng chí A chưa báo cáo".to_owned()]));
        let at = chrono::DateTime::parse_from_rfc3339("2024-05-15T10:00:00+07:00").unwrap();
        assert_eq!(left_behind(folder.path()), None);
        let kept = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        watch(folder.path().to_owned(), drafts, Box::new(move || at));
        std::thread::Builder::new()
            .name("thử".into())
            .spawn(|| panic!("{}", "phường Phúc Đồng"))
            .unwrap()
            .join()
            .unwrap_err();
        std::panic::set_hook(kept);
        let (report, texts) = left_behind(folder.path()).unwrap();
        assert_eq!(texts, ["Đồng chí A chưa báo cáo"]);
        let words = std::fs::read_to_string(&report).unwrap();
        assert!(
            words.contains("crash.rs:") && words.contains("15/05/2024"),
            "{words}"
        );
        assert!(
            !words.contains("Phúc Đồng") && !words.contains("Đồng chí"),
            "{words}"
        );
        assert_eq!(left_behind(folder.path()), None);
    }
}
