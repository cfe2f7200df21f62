//! Shortcomings that come back: the same item or nearly the same words in an earlier visit of the unit or of the
//! units it took over from. The first finding is lần 1.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ids::{ShortcomingId, UnitId, VisitId};
use super::likeness::{Likeness, alike_among};

/// What a clerk decided about one shortcoming, against what the program would find by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepeatMark {
    pub shortcoming_id: ShortcomingId,
    pub ver: i64,
    /// The earlier one that it repeats; `None` says that it repeats nothing.
    pub of_id: Option<ShortcomingId>,
}

/// Why a shortcoming counts as a repeat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RepeatCause {
    Item,
    Text,
    Hand,
}

impl RepeatCause {
    pub fn code(self) -> &'static str {
        match self {
            Self::Item => "item",
            Self::Text => "text",
            Self::Hand => "hand",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Item => "cùng mục kiểm tra",
            Self::Text => "nội dung gần giống",
            Self::Hand => "nối bằng tay",
        }
    }
}

/// The place of a shortcoming in a row of repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repeat {
    /// 1 for the first finding.
    pub number: u32,
    /// The earlier one that it repeats, and why.
    pub of: Option<(ShortcomingId, RepeatCause)>,
}

impl Repeat {
    pub const FIRST: Self = Self {
        number: 1,
        of: None,
    };

    pub fn is_repeat(self) -> bool {
        self.number > 1
    }
}

/// "Lặp lại lần 2"; nothing for a first finding.
pub fn repeat_words(number: u32) -> Option<String> {
    (number > 1).then(|| format!("Lặp lại lần {number}"))
}

/// What has to be known of a shortcoming to tell whether it comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub id: ShortcomingId,
    pub visit_id: VisitId,
    pub visit_date: NaiveDate,
    pub unit_id: UnitId,
    /// Catalogue and code of its item, the same over the catalogue's versions.
    pub item: Option<String>,
    pub text: String,
    /// A withdrawn one was no finding: it repeats nothing and nothing repeats it.
    pub withdrawn: bool,
    pub mark: Option<RepeatMark>,
}

/// Which units a unit continues: itself and, through any number of steps, those it took over from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lineage {
    from: HashMap<UnitId, Vec<UnitId>>,
}

impl Lineage {
    /// From pairs (earlier, later).
    pub fn new(links: impl IntoIterator<Item = (UnitId, UnitId)>) -> Self {
        let mut from: HashMap<UnitId, Vec<UnitId>> = HashMap::new();
        for (earlier, later) in links {
            from.entry(later).or_default().push(earlier);
        }
        Self { from }
    }

    /// The unit and all before it, each once; a ring of links ends.
    pub fn of(&self, unit: UnitId) -> Vec<UnitId> {
        let mut out = vec![unit];
        let mut seen: HashSet<UnitId> = HashSet::from([unit]);
        let mut at = 0;
        while let Some(here) = out.get(at).copied() {
            at += 1;
            for earlier in self.from.get(&here).into_iter().flatten() {
                if seen.insert(*earlier) {
                    out.push(*earlier);
                }
            }
        }
        out
    }
}

/// The best earlier match for one key in one unit.
#[derive(Clone, Copy)]
struct Best {
    number: u32,
    id: ShortcomingId,
}

/// What a later finding is looked up by.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Trace {
    Item(String),
    Text(usize),
}

/// The place of each shortcoming, from all findings of the units concerned.
pub fn repeats(findings: &[Finding], lineage: &Lineage) -> HashMap<ShortcomingId, Repeat> {
    let (texts, alike) = texts(findings);
    let mut visits: BTreeMap<(NaiveDate, VisitId), Vec<usize>> = BTreeMap::new();
    for (place, finding) in findings.iter().enumerate() {
        let key = (finding.visit_date, finding.visit_id);
        visits.entry(key).or_default().push(place);
    }
    let mut known: HashMap<(Trace, UnitId), Best> = HashMap::new();
    let mut units: HashMap<UnitId, Vec<UnitId>> = HashMap::new();
    let mut out: HashMap<ShortcomingId, Repeat> = HashMap::with_capacity(findings.len());
    for places in visits.into_values() {
        let counted = places.iter().filter_map(|place| {
            let finding = findings.get(*place).filter(|finding| !finding.withdrawn)?;
            Some((finding, texts.get(*place).copied().flatten()))
        });
        let counted: Vec<(&Finding, Option<usize>)> = counted.collect();
        for (finding, text) in &counted {
            let before = units
                .entry(finding.unit_id)
                .or_insert_with(|| lineage.of(finding.unit_id));
            let near = text.and_then(|text| alike.get(text));
            let found = place_of(
                finding,
                before,
                near.map_or(&[], Vec::as_slice),
                &known,
                &out,
            );
            out.insert(finding.id, found);
        }
        // only now: what stands in the same visit repeats nothing of it
        for (finding, text) in counted {
            let number = out.get(&finding.id).map_or(1, |repeat| repeat.number);
            let item = finding.item.clone().map(Trace::Item);
            for trace in item.into_iter().chain(text.map(Trace::Text)) {
                let best = known.entry((trace, finding.unit_id)).or_insert(Best {
                    number,
                    id: finding.id,
                });
                if number >= best.number {
                    *best = Best {
                        number,
                        id: finding.id,
                    };
                }
            }
        }
    }
    out
}

fn place_of(
    finding: &Finding,
    units: &[UnitId],
    near: &[usize],
    known: &HashMap<(Trace, UnitId), Best>,
    out: &HashMap<ShortcomingId, Repeat>,
) -> Repeat {
    match &finding.mark {
        Some(RepeatMark { of_id: None, .. }) => return Repeat::FIRST,
        Some(RepeatMark {
            of_id: Some(of), ..
        }) => {
            // one that was withdrawn or removed since is no earlier finding any more
            if let Some(earlier) = out.get(of) {
                return Repeat {
                    number: earlier.number + 1,
                    of: Some((*of, RepeatCause::Hand)),
                };
            }
        }
        None => {}
    }
    let mut best: Option<(Best, RepeatCause)> = None;
    let mut look = |trace: Trace, cause: RepeatCause| {
        for unit in units {
            let Some(found) = known.get(&(trace.clone(), *unit)) else {
                continue;
            };
            if best.is_none_or(|(best, _)| best.number < found.number) {
                best = Some((*found, cause));
            }
        }
    };
    if let Some(item) = &finding.item {
        look(Trace::Item(item.clone()), RepeatCause::Item);
    }
    for text in near {
        look(Trace::Text(*text), RepeatCause::Text);
    }
    best.map_or(Repeat::FIRST, |(best, cause)| Repeat {
        number: best.number + 1,
        of: Some((best.id, cause)),
    })
}

/// Which words each finding has (the same number for the same words), and which words are nearly the same.
fn texts(findings: &[Finding]) -> (Vec<Option<usize>>, Vec<Vec<usize>>) {
    let mut by_text: HashMap<&str, usize> = HashMap::new();
    let mut by_words: HashMap<Likeness, usize> = HashMap::new();
    let mut all: Vec<Likeness> = Vec::new();
    let places = findings.iter().map(|finding| {
        if finding.withdrawn {
            return None;
        }
        if let Some(known) = by_text.get(finding.text.as_str()) {
            return Some(*known);
        }
        let words = Likeness::of(&finding.text);
        let next = all.len();
        let place = *by_words.entry(words).or_insert_with_key(|words| {
            all.push(words.clone());
            next
        });
        by_text.insert(&finding.text, place);
        Some(place)
    });
    let places = places.collect();
    let alike = alike_among(&all);
    (places, alike)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    fn finding(n: u128, visit: u128, unit: u128, item: &str, text: &str) -> Finding {
        let days = u32::try_from(visit % 28).unwrap() + 1;
        Finding {
            id: ShortcomingId(id(n)),
            visit_id: VisitId(id(visit)),
            visit_date: NaiveDate::from_ymd_opt(2023, 1, days).unwrap(),
            unit_id: UnitId(id(unit)),
            item: (!item.is_empty()).then(|| item.to_owned()),
            text: text.to_owned(),
            withdrawn: false,
            mark: None,
        }
    }

    fn numbers(findings: &[Finding], lineage: &Lineage) -> Vec<u32> {
        let found = repeats(findings, lineage);
        findings
            .iter()
            .map(|finding| found.get(&finding.id).map_or(0, |repeat| repeat.number))
            .collect()
    }

    #[test]
    fn the_same_item_in_a_later_visit_counts_on_but_not_in_the_same_one() {
        let list = [
            finding(1, 1, 1, "QC1-03", "Chưa niêm yết danh mục dự án"),
            finding(2, 1, 1, "QC1-03", "Thiếu biên bản kết thúc niêm yết"),
            finding(3, 2, 1, "QC1-03", "Ảnh chụp bảng tin không ghi ngày tháng"),
            finding(4, 3, 1, "QC1-03", "Bảng tin ở nơi dân khó thấy"),
            finding(5, 3, 1, "QC4-01", "Chưa tổ chức lấy phiếu tín nhiệm"),
        ];
        assert_eq!(numbers(&list, &Lineage::default()), [1, 1, 2, 3, 1]);
        let found = repeats(&list, &Lineage::default());
        let fourth = found.get(&list[3].id).unwrap();
        assert_eq!(fourth.of, Some((list[2].id, RepeatCause::Item)));
    }

    #[test]
    fn nearly_the_same_words_count_without_an_item() {
        let list = [
            finding(
                1,
                1,
                1,
                "",
                "Cần làm rõ hơn việc lưu trữ hồ sơ 6 quy chế dân chủ",
            ),
            finding(
                2,
                2,
                1,
                "CHUNG-04",
                "Chưa làm rõ việc lưu trữ hồ sơ 06 QCDC.",
            ),
            finding(3, 2, 2, "", "Chưa làm rõ việc lưu trữ hồ sơ 06 QCDC."),
        ];
        assert_eq!(numbers(&list, &Lineage::default()), [1, 2, 1]);
        let found = repeats(&list, &Lineage::default());
        let second = found.get(&list[1].id).unwrap();
        assert_eq!(second.of, Some((list[0].id, RepeatCause::Text)));
    }

    #[test]
    fn history_follows_a_unit_through_mergers_and_never_between_neighbours() {
        let unit = |n| UnitId(id(n));
        // 1 and 2 became 3; a part of 2 also went to 4
        let lineage = Lineage::new([
            (unit(1), unit(3)),
            (unit(2), unit(3)),
            (unit(2), unit(4)),
            (unit(3), unit(1)),
        ]);
        let list = [
            finding(1, 1, 1, "QC1-03", "Chưa niêm yết"),
            finding(2, 2, 2, "QC1-03", "Chậm trả lời đơn thư của công dân"),
            finding(3, 3, 3, "QC1-03", "Thiếu biên bản"),
            finding(4, 4, 4, "QC1-03", "Hộp thư góp ý hỏng"),
        ];
        let without_ring =
            Lineage::new([(unit(1), unit(3)), (unit(2), unit(3)), (unit(2), unit(4))]);
        assert_eq!(numbers(&list, &without_ring), [1, 1, 2, 2]);
        assert_eq!(lineage.of(unit(3)).len(), 3, "a ring of links ends");
    }

    #[test]
    fn a_clerk_links_and_unlinks_and_the_withdrawn_do_not_count() {
        let mut list = vec![
            finding(1, 1, 1, "QC1-03", "Chưa niêm yết danh mục dự án"),
            finding(2, 2, 1, "QC1-03", "Thiếu biên bản kết thúc niêm yết"),
            finding(3, 3, 1, "QC5-01", "Hộp thư góp ý hỏng"),
        ];
        let mark = |of_id, n| {
            Some(RepeatMark {
                shortcoming_id: ShortcomingId(id(n)),
                ver: 1,
                of_id,
            })
        };
        list[2].mark = mark(Some(list[1].id), 3);
        assert_eq!(numbers(&list, &Lineage::default()), [1, 2, 3]);
        list[1].mark = mark(None, 2);
        assert_eq!(numbers(&list, &Lineage::default()), [1, 1, 2]);
        list[1].withdrawn = true;
        assert_eq!(numbers(&list, &Lineage::default()), [1, 0, 1]);
    }

    #[test]
    fn order_of_the_list_does_not_matter() {
        let list: Vec<Finding> = (1..20_u128)
            .map(|n| finding(n, n, 1, "QC1-03", "Chưa niêm yết"))
            .collect();
        let mut turned = list.clone();
        turned.reverse();
        let lineage = Lineage::default();
        assert_eq!(repeats(&list, &lineage), repeats(&turned, &lineage));
        assert_eq!(repeats(&list, &lineage)[&list[18].id].number, 19);
    }
}
