//! Asking for a file: the system's own dialog, on its own thread so that no frame waits for it.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};

use eframe::egui::Context;

use crate::domain::passphrase::LOCKED;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Where to write; the name is what the dialog suggests.
    Save { name: String, kind: FileKind },
    /// Which file to read.
    Open { kind: FileKind },
    /// Into which folder to write.
    Folder { title: String },
}

/// Kinds of files that travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A paper.
    Pdf,
    /// A paper to go on writing.
    Word,
    /// A list.
    Excel,
    /// Deadlines for a calendar.
    Calendar,
    /// A visit for another program.
    VisitJson,
    /// Rows to be taken in.
    Table,
    /// A catalogue to be taken in.
    Catalogue,
    /// A catalogue for another program.
    CatalogueJson,
    /// Format rules of papers.
    Profile,
    /// A file that is kept with a visit.
    Attachment,
    /// Units of a district.
    District,
    /// A file of this program.
    Data,
    /// A copy for a laptop.
    Package,
    /// A file that only a passphrase opens.
    Locked,
    /// Not a file but a folder.
    Folder,
}

impl FileKind {
    const fn label(self) -> &'static str {
        match self {
            Self::Pdf => "Tệp PDF",
            Self::Word => "Tệp Word",
            Self::Excel => "Tệp Excel",
            Self::Calendar => "Tệp lịch",
            Self::VisitJson => "Tệp cuộc giám sát (JSON)",
            Self::Table => "Bảng (Excel, CSV)",
            Self::Catalogue => "Danh mục (Excel, JSON)",
            Self::CatalogueJson => "Tệp danh mục (JSON)",
            Self::Profile => "Tệp quy định thể thức (JSON)",
            Self::Attachment => "Ảnh, PDF, Word, Excel",
            Self::District => "Danh sách đơn vị của một quận (Excel, JSON)",
            Self::Data => "Tệp dữ liệu Giám sát 6 QCDC",
            Self::Package => "Gói mang đi",
            Self::Locked => "Tệp khóa bằng mật khẩu",
            Self::Folder => "Thư mục",
        }
    }

    const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Word => &["docx"],
            Self::Excel => &["xlsx"],
            Self::Calendar => &["ics"],
            Self::VisitJson | Self::CatalogueJson | Self::Profile => &["json"],
            Self::Table => &["xlsx", "csv", "txt"],
            Self::Catalogue | Self::District => &["xlsx", "json"],
            Self::Attachment => &[
                "jpg", "jpeg", "png", "webp", "pdf", "docx", "doc", "xlsx", "xls",
            ],
            Self::Data => &["qcdc", "qcdcpack", LOCKED],
            Self::Package => &["qcdcpack", LOCKED],
            Self::Locked => &[LOCKED],
            Self::Folder => &[],
        }
    }
}

/// Puts the question and answers on the channel: the path, or nothing when the dialog was closed.
pub type Picker = Box<dyn FnMut(Pick, Sender<Option<PathBuf>>)>;

/// A question that is open.
#[derive(Debug)]
pub struct Asked<T> {
    answer: Receiver<Option<PathBuf>>,
    /// What the path is for.
    pub purpose: T,
}

/// What became of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Still open.
    Waiting,
    /// Closed without a choice.
    Nothing,
    /// A path.
    Path(PathBuf),
}

impl<T> Asked<T> {
    /// Puts a question.
    pub fn new(picker: &mut Picker, pick: Pick, purpose: T) -> Self {
        let (sender, answer) = channel();
        picker(pick, sender);
        Self { answer, purpose }
    }

    /// Looks for the answer.
    pub fn poll(&self) -> Answer {
        use std::sync::mpsc::TryRecvError;
        match self.answer.try_recv() {
            Ok(Some(path)) => Answer::Path(path),
            Ok(None) | Err(TryRecvError::Disconnected) => Answer::Nothing,
            Err(TryRecvError::Empty) => Answer::Waiting,
        }
    }
}

/// The system's own dialogs.
pub fn native(ctx: &Context) -> Picker {
    let ctx = ctx.clone();
    Box::new(move |pick, sender| {
        let ctx = ctx.clone();
        let ask = move || {
            let path = match pick {
                Pick::Save { name, kind } => dialog(kind)
                    .set_file_name(name)
                    .save_file()
                    .map(|path| with_extension(path, kind)),
                Pick::Open {
                    kind: FileKind::Folder,
                } => rfd::FileDialog::new().pick_folder(),
                Pick::Open { kind } => dialog(kind).pick_file(),
                Pick::Folder { title } => rfd::FileDialog::new().set_title(title).pick_folder(),
            };
            // the window may be gone by now
            drop(sender.send(path));
            ctx.request_repaint();
        };
        // without a thread the channel closes and the question counts as not answered
        drop(
            std::thread::Builder::new()
                .name("chon-tep".into())
                .spawn(ask),
        );
    })
}

fn dialog(kind: FileKind) -> rfd::FileDialog {
    rfd::FileDialog::new().add_filter(kind.label(), kind.extensions())
}

fn with_extension(path: PathBuf, kind: FileKind) -> PathBuf {
    match kind.extensions() {
        [first, ..] if kind == FileKind::Package && path.extension().is_none() => {
            path.with_extension(first)
        }
        [only] if path.extension().is_none() => path.with_extension(only),
        _ => path,
    }
}

/// Says in a box of the system's own why the window cannot open.
pub fn tell_failure(text: &str) {
    rfd::MessageDialog::new()
        .set_level(rfd::MessageLevel::Error)
        .set_title("Giám sát 6 QCDC")
        .set_description(text)
        .show();
}

/// The address by which the system opens a file.
pub fn address(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let mut address = String::from(if path.starts_with('/') {
        "file://"
    } else {
        "file:///"
    });
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/:-_.~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            let hex = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
            address.push('%');
            address.push(hex(byte >> 4).to_ascii_uppercase());
            address.push(hex(byte & 15).to_ascii_uppercase());
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_comes_once_and_a_lost_dialog_counts_as_closed() {
        let mut picker: Picker = Box::new(|pick, sender| {
            if let Pick::Save { name, .. } = pick {
                sender.send(Some(PathBuf::from(name))).unwrap();
            }
        });
        let save = Pick::Save {
            name: "ket-luan.pdf".into(),
            kind: FileKind::Pdf,
        };
        let asked = Asked::new(&mut picker, save, ());
        assert_eq!(asked.poll(), Answer::Path("ket-luan.pdf".into()));
        let open = Pick::Open {
            kind: FileKind::VisitJson,
        };
        assert_eq!(Asked::new(&mut picker, open, ()).poll(), Answer::Nothing);
    }

    #[test]
    fn a_file_has_an_address() {
        let unix = address(Path::new("/nhà/Kết luận 1.pdf"));
        assert_eq!(unix, "file:///nh%C3%A0/K%E1%BA%BFt%20lu%E1%BA%ADn%201.pdf");
        let windows = address(Path::new("C:\\a b.pdf"));
        assert_eq!(windows, "file:///C:/a%20b.pdf");
    }

    #[test]
    fn a_missing_extension_is_added() {
        let path = with_extension("Kết luận".into(), FileKind::Pdf);
        assert_eq!(path, PathBuf::from("Kết luận.pdf"));
    }
}
