//! The few marks that a chapter is written with.
//!
//! `# title`, `## heading` or `### heading`, `1. step`, `- point`, `![caption](picture)`; within a line `**bold**`, `「label」`,
//! `` `key` ``, `[text](chapter)`. An empty line parts paragraphs.

use super::{Chapter, Part, Word};
use crate::domain::text::nfc;

pub(super) fn chapter(name: &'static str, text: &str) -> Chapter {
    let text = nfc(text);
    let mut title = String::new();
    let mut parts = Vec::new();
    let mut step = 0;
    for raw in text.lines() {
        let line = raw.trim();
        if raw.starts_with("  ")
            && let Some(Part::Point(said)) = parts.last_mut()
        {
            // a point that goes on
            push_plain(said, " ");
            said.extend(words(line));
            continue;
        }
        let number = line
            .split_once(". ")
            .filter(|(number, _)| number.chars().all(|c| c.is_ascii_digit()));
        if let Some(words) = line.strip_prefix("## ").or(line.strip_prefix("### ")) {
            step = 0;
            parts.push(Part::Heading(words.to_owned()));
        } else if let Some(words) = line.strip_prefix("# ") {
            words.clone_into(&mut title);
        } else if let Some((caption, file)) = line
            .strip_prefix("![")
            .and_then(|rest| rest.strip_suffix(')'))
            .and_then(|rest| rest.split_once("]("))
        {
            parts.push(Part::Picture {
                caption: caption.to_owned(),
                name: file.to_owned(),
            });
        } else if let Some(said) = line.strip_prefix("- ") {
            parts.push(Part::Point(words(said)));
        } else if let Some((_, said)) = number {
            step += 1;
            parts.push(Part::Step(step, words(said)));
        } else if !line.is_empty() {
            step = 0;
            parts.push(Part::Text(words(line)));
        }
    }
    Chapter { name, title, parts }
}

/// The marks that open and close words of a kind.
const MARKS: [(&str, &str); 4] = [("**", "**"), ("「", "」"), ("`", "`"), ("[", ")")];

fn words(line: &str) -> Vec<Word> {
    let mut out = Vec::new();
    let mut rest = line;
    loop {
        let next = MARKS
            .iter()
            .filter_map(|(open, close)| Some((rest.find(open)?, *open, *close)))
            .min_by_key(|(at, ..)| *at);
        let marked = next.and_then(|(at, open, close)| {
            let (before, after) = rest.split_at_checked(at)?;
            let inside = after.strip_prefix(open)?;
            let (inside, after) = inside.split_once(close)?;
            Some((before, word(open, inside)?, after))
        });
        let Some((before, word, after)) = marked else {
            push_plain(&mut out, rest);
            return out;
        };
        push_plain(&mut out, before);
        out.push(word);
        rest = after;
    }
}

fn push_plain(out: &mut Vec<Word>, text: &str) {
    if !text.is_empty() {
        out.push(Word::Plain(text.to_owned()));
    }
}

fn word(open: &str, inside: &str) -> Option<Word> {
    Some(match open {
        "**" => Word::Bold(inside.to_owned()),
        "「" => Word::Label(inside.to_owned()),
        "`" => Word::Key(inside.to_owned()),
        _ => {
            let (text, chapter) = inside.split_once("](")?;
            if chapter.contains("://") {
                return Some(Word::Plain(text.to_owned()));
            }
            Word::Link {
                text: text.to_owned(),
                chapter: chapter.to_owned(),
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_parts_and_words() {
        let read = chapter(
            "thu",
            "# Tên\n\nMở đầu **đậm**.\n\n## Đầu mục\n1. Bấm 「Ghi」, `Ctrl+N`.\n2. Xem [ở kia](lan-dau).\n\n- một\n![Hình: (1) ô](hinh)\n",
        );
        assert_eq!(read.title, "Tên");
        let plain = |text: &str| Word::Plain(text.to_owned());
        assert_eq!(
            read.parts,
            [
                Part::Text(vec![
                    plain("Mở đầu "),
                    Word::Bold("đậm".to_owned()),
                    plain(".")
                ]),
                Part::Heading("Đầu mục".to_owned()),
                Part::Step(
                    1,
                    vec![
                        plain("Bấm "),
                        Word::Label("Ghi".to_owned()),
                        plain(", "),
                        Word::Key("Ctrl+N".to_owned()),
                        plain(".")
                    ]
                ),
                Part::Step(
                    2,
                    vec![
                        plain("Xem "),
                        Word::Link {
                            text: "ở kia".to_owned(),
                            chapter: "lan-dau".to_owned()
                        },
                        plain(".")
                    ]
                ),
                Part::Point(vec![plain("một")]),
                Part::Picture {
                    caption: "Hình: (1) ô".to_owned(),
                    name: "hinh".to_owned()
                },
            ]
        );
    }

    #[test]
    fn a_mark_that_is_never_closed_is_a_letter() {
        assert_eq!(words("giá `5"), [Word::Plain("giá `5".to_owned())]);
        assert_eq!(words("[chưa)"), [Word::Plain("[chưa)".to_owned())]);
    }
}
