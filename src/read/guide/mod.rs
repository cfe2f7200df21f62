//! The user's guide that the program carries: chapters as plain data, and finding in them.

mod parse;
mod pictures;

use std::sync::OnceLock;

use crate::domain::text::fold;

pub use pictures::{Picture, picture};

/// The page with which one begins; it is printed on one sheet.
pub const QUICK: &str = "bat-dau-nhanh";

macro_rules! chapters {
    ($($number:literal $name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../assets/guide/", $number, "-", $name, ".md")))),*]
    };
}

/// Names by which screens and links know the chapters, and their text.
const CHAPTERS: &[(&str, &str)] = chapters![
    "00" "bat-dau-nhanh",
    "01" "lan-dau",
    "02" "tong-quan",
    "03" "ke-hoach",
    "04" "ghi-cuoc",
    "05" "cham-phieu",
    "06" "ket-luan",
    "07" "khac-phuc",
    "08" "don-doc",
    "09" "bao-cao-thang",
    "10" "so-lieu",
    "11" "ho-so-luu",
    "12" "van-ban-chi-dao",
    "13" "dan-van-kheo",
    "14" "phoi-hop",
    "15" "danh-gia",
    "16" "don-vi",
    "17" "sap-xep",
    "18" "danh-muc",
    "19" "excel",
    "20" "sao-luu",
    "21" "mang-di",
    "22" "hai-nguoi",
    "23" "tim-phim",
    "24" "cai-dat",
    "25" "dong-lenh",
    "26" "su-co",
    "27" "cai-may",
];

/// The whole guide.
pub fn guide() -> &'static [Chapter] {
    static GUIDE: OnceLock<Vec<Chapter>> = OnceLock::new();
    GUIDE.get_or_init(|| {
        let chapters = CHAPTERS.iter();
        chapters
            .map(|(name, text)| parse::chapter(name, text))
            .collect()
    })
}

/// A chapter by its name.
pub fn chapter(name: &str) -> Option<&'static Chapter> {
    guide().iter().find(|chapter| chapter.name == name)
}

/// What is new, as the file of changes says it.
pub fn news() -> Chapter {
    let text = include_str!("../../../CHANGELOG.md");
    // what it says about its own form is not for the user
    let (_, news) = text.split_once("\n## ").unwrap_or_default();
    // the fonts of the screen have no arrow
    let news = format!("## {}", news.replace(" → ", ", "));
    let mut chapter = parse::chapter("co-gi-moi", &news);
    "Có gì mới".clone_into(&mut chapter.title);
    chapter
}

/// What the printed guide is called.
pub fn file_name(quick: bool) -> &'static str {
    if quick {
        "Bắt đầu nhanh.pdf"
    } else {
        "Hướng dẫn sử dụng.pdf"
    }
}

/// One chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    pub name: &'static str,
    pub title: String,
    pub parts: Vec<Part>,
}

/// A piece of a chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    Heading(String),
    Text(Vec<Word>),
    /// A numbered step.
    Step(usize, Vec<Word>),
    Point(Vec<Word>),
    /// What is seen on it, and the name of its file.
    Picture {
        caption: String,
        name: String,
    },
}

/// Words of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    Plain(String),
    Bold(String),
    /// What stands on a button, a tab, a field.
    Label(String),
    /// A key, or what is typed.
    Key(String),
    Link {
        text: String,
        chapter: String,
    },
}

impl Word {
    pub fn text(&self) -> &str {
        match self {
            Self::Plain(text)
            | Self::Bold(text)
            | Self::Label(text)
            | Self::Key(text)
            | Self::Link { text, .. } => text,
        }
    }
}

impl Part {
    /// Its words without marks.
    pub fn plain(&self) -> String {
        match self {
            Self::Heading(text) | Self::Picture { caption: text, .. } => text.clone(),
            Self::Text(words) | Self::Step(_, words) | Self::Point(words) => {
                words.iter().map(Word::text).collect()
            }
        }
    }
}

/// A place in the guide where words were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuideHit {
    pub chapter: &'static Chapter,
    /// The part that holds the words; none for the title.
    pub part: Option<usize>,
    /// The heading above it, or the title.
    pub heading: String,
    pub excerpt: String,
}

/// Places that hold all the words, whatever their marks and case: titles and headings first.
pub fn find(text: &str) -> Vec<GuideHit> {
    let wanted = fold(text);
    let wanted: Vec<&str> = wanted.split_whitespace().collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let holds = |text: &str| {
        let text = fold(text);
        wanted.iter().all(|word| text.contains(word))
    };
    let (mut heads, mut texts) = (Vec::new(), Vec::new());
    for chapter in guide() {
        let mut heading = chapter.title.clone();
        if holds(&chapter.title) {
            heads.push(GuideHit {
                chapter,
                part: None,
                heading: heading.clone(),
                excerpt: String::new(),
            });
        }
        for (index, part) in chapter.parts.iter().enumerate() {
            let words = part.plain();
            let is_heading = matches!(part, Part::Heading(_));
            if is_heading {
                heading.clone_from(&words);
            }
            if holds(&words) {
                let hit = GuideHit {
                    chapter,
                    part: Some(index),
                    heading: heading.clone(),
                    excerpt: if is_heading { String::new() } else { words },
                };
                if is_heading {
                    heads.push(hit);
                } else {
                    texts.push(hit);
                }
            }
        }
    }
    heads.append(&mut texts);
    heads
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    use super::*;

    fn folder() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/guide")
    }

    fn files(folder: &Path, ending: &str) -> BTreeSet<String> {
        std::fs::read_dir(folder)
            .unwrap()
            .filter_map(|entry| {
                let name = entry.unwrap().file_name().into_string().unwrap();
                name.strip_suffix(ending).map(str::to_owned)
            })
            .collect()
    }

    fn words() -> impl Iterator<Item = (&'static str, &'static Word)> {
        guide().iter().flat_map(|chapter| {
            let parts = chapter.parts.iter();
            parts
                .flat_map(|part| match part {
                    Part::Text(words) | Part::Step(_, words) | Part::Point(words) => {
                        words.as_slice()
                    }
                    Part::Heading(_) | Part::Picture { .. } => &[],
                })
                .map(|word| (chapter.name, word))
        })
    }

    #[test]
    fn every_file_is_a_chapter_and_every_picture_is_shown_and_there() {
        let named: BTreeSet<String> = files(&folder(), ".md")
            .into_iter()
            .map(|name| name.split_once('-').unwrap().1.to_owned())
            .collect();
        let known: BTreeSet<String> = guide().iter().map(|c| c.name.to_owned()).collect();
        assert_eq!(named, known);
        let shown: BTreeSet<String> = guide()
            .iter()
            .flat_map(|chapter| &chapter.parts)
            .filter_map(|part| match part {
                Part::Picture { name, .. } => Some(name.clone()),
                Part::Heading(_) | Part::Text(_) | Part::Step(..) | Part::Point(_) => None,
            })
            .collect();
        assert_eq!(shown, files(&folder().join("pictures"), ".png"));
        for name in &shown {
            let picture = picture(name).unwrap();
            let (width, height) = picture.size();
            assert!(
                (400..=1366).contains(&width) && (200..=768).contains(&height),
                "{name}"
            );
        }
    }

    #[test]
    fn every_link_leads_to_a_chapter_and_every_chapter_says_something() {
        let links = words().filter_map(|(from, word)| match word {
            Word::Link { chapter, .. } => Some((from, chapter)),
            Word::Plain(_) | Word::Bold(_) | Word::Label(_) | Word::Key(_) => None,
        });
        let mut count = 0;
        for (from, to) in links {
            count += 1;
            assert!(chapter(to).is_some(), "{from} leads to {to}");
        }
        assert!(count > 5);
        for chapter in guide() {
            assert!(!chapter.title.is_empty() && chapter.parts.len() > 3);
            for part in &chapter.parts {
                let plain = part.plain();
                assert!(
                    !plain.contains(['「', '」', '`', '[', ']']) && !plain.contains("**"),
                    "{}: marks are left in “{plain}”",
                    chapter.name
                );
            }
        }
    }

    /// Every text in quotes of the program, but for the tests.
    fn spoken() -> Vec<String> {
        let mut out = Vec::new();
        let mut folders: Vec<PathBuf> = ["ui", "domain", "read"]
            .iter()
            .map(|name| Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(name))
            .collect();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                if path.is_dir() {
                    if name != "guide" {
                        folders.push(path);
                    }
                } else if path.extension().is_some_and(|kind| kind == "rs")
                    && !name.contains("tests")
                {
                    let text = std::fs::read_to_string(&path).unwrap();
                    let code = text.split("\nmod tests {").next().unwrap();
                    let mut inside = false;
                    let mut said = String::new();
                    let mut letters = code.chars().peekable();
                    while let Some(letter) = letters.next() {
                        match letter {
                            '\\' if inside && letters.next() == Some('\n') => {
                                while letters.peek().is_some_and(|c| c.is_whitespace()) {
                                    letters.next();
                                }
                            }
                            '\\' if inside => {}
                            '"' if inside => {
                                out.push(std::mem::take(&mut said));
                                inside = false;
                            }
                            '"' => inside = true,
                            letter if inside => said.push(letter),
                            _ => {}
                        }
                    }
                }
            }
        }
        out
    }

    #[test]
    fn every_label_that_the_guide_names_is_on_a_screen() {
        let spoken = spoken();
        assert!(spoken.len() > 2000, "the source was not read");
        let known: BTreeSet<&str> = spoken
            .iter()
            .flat_map(|said| {
                // what is counted behind a label is no part of it: "Câu hỏi {}", "Điền từ phiếu (12)"
                let heads = [" {", " ("].map(|cut| said.split(cut).next().unwrap_or(said));
                std::iter::once(said.as_str()).chain(heads)
            })
            .collect();
        let mut missing = Vec::new();
        let mut count = 0;
        for (chapter, word) in words() {
            if let Word::Label(label) = word {
                count += 1;
                if !known.contains(label.as_str()) {
                    missing.push(format!("{chapter}: “{label}”"));
                }
            }
        }
        assert!(
            missing.is_empty(),
            "not on any screen:\n{}",
            missing.join("\n")
        );
        assert!(count > 200, "{count}");
    }

    #[test]
    fn what_is_new_is_read_whole() {
        let news = news();
        assert!(news.parts.len() > 20);
        let Part::Heading(version) = &news.parts[0] else {
            panic!("{:?}", news.parts[0]);
        };
        assert!(version.contains(env!("CARGO_PKG_VERSION")), "{version}");
        let plain: Vec<String> = news.parts.iter().map(Part::plain).collect();
        assert!(
            !plain
                .iter()
                .any(|text| text.contains("**") || text.starts_with('#'))
        );
    }

    #[test]
    fn words_are_found_without_marks() {
        let hits = find("cong van don doc");
        assert!(hits.len() > 2);
        assert_eq!(hits[0].chapter.name, "don-doc");
        assert!(hits.iter().any(|hit| !hit.excerpt.is_empty()));
        assert_eq!(find("  "), Vec::new());
        assert_eq!(find("zzzz khong co"), Vec::new());
    }
}
