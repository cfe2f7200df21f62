//! Units merged, split, renamed, ended: what one act of a reorganisation may say, and who answers for an ended unit.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::date::show;
use super::ids::UnitId;
use super::problem::Problem;
use super::unit::{Succession, SuccessionExtent, Unit};
use super::words::words;

words! {
    /// What happens to units on a day.
    ReformAct {
        Merge = "merge", "Hợp nhất, sáp nhập";
        Split = "split", "Chia tách";
        Rename = "rename", "Đổi tên";
        End = "end", "Kết thúc hoạt động";
    }
}

/// A unit that gives, and how much of it goes over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Giver {
    pub unit_id: UnitId,
    pub extent: SuccessionExtent,
}

/// A unit that takes over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taker {
    /// It begins on that day, under this name; an empty code is made from the name.
    New { name: String, code: String },
    /// It was there before and goes on.
    There(UnitId),
}

/// One act of a reorganisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reform {
    pub act: ReformAct,
    /// First day of what comes after; the old units exist up to the day before.
    pub on: NaiveDate,
    pub givers: Vec<Giver>,
    pub takers: Vec<Taker>,
    /// After a split the old unit goes on with the rest.
    pub stays: bool,
    /// Which taker answers for what is still open, by its place.
    pub answers: Option<usize>,
    /// The decision that it follows.
    pub basis: String,
    pub checked: bool,
}

impl Reform {
    /// Whether the act has the parts that its kind needs.
    ///
    /// # Errors
    /// Names what is missing or too much.
    pub fn check(&self) -> Result<(), Problem> {
        let givers: HashSet<UnitId> = self.givers.iter().map(|giver| giver.unit_id).collect();
        if givers.len() != self.givers.len() {
            return Err(Problem::new(
                "givers",
                "Có đơn vị cũ được chọn hai lần; hãy bỏ bớt.",
            ));
        }
        let mut there = HashSet::new();
        let mut names = HashSet::new();
        for taker in &self.takers {
            match taker {
                Taker::New { name, .. } => {
                    let name = super::text::fold(&super::text::clean(name));
                    if name.is_empty() {
                        return Err(Problem::new(
                            "takers",
                            "Hãy ghi tên đơn vị mới, ví dụ Phường Bồ Đề.",
                        ));
                    }
                    if !names.insert(name) {
                        return Err(Problem::new(
                            "takers",
                            "Hai đơn vị mới trùng tên; hãy sửa một tên.",
                        ));
                    }
                }
                Taker::There(id) => {
                    if givers.contains(id) {
                        return Err(Problem::new(
                            "takers",
                            "Một đơn vị vừa là đơn vị cũ vừa là đơn vị tiếp nhận; hãy bỏ ở một bên.",
                        ));
                    }
                    if !there.insert(*id) {
                        return Err(Problem::new(
                            "takers",
                            "Có đơn vị tiếp nhận được chọn hai lần; hãy bỏ bớt.",
                        ));
                    }
                }
            }
        }
        let into_new = matches!(self.takers.as_slice(), [Taker::New { .. }]);
        let wrong = match self.act {
            _ if self.givers.is_empty() => Some(("givers", "Hãy chọn đơn vị được sắp xếp.")),
            ReformAct::Merge if self.takers.len() != 1 => Some((
                "takers",
                "Hợp nhất, sáp nhập thì có đúng một đơn vị tiếp nhận.",
            )),
            ReformAct::Merge if self.givers.len() < 2 && into_new => Some((
                "givers",
                "Hợp nhất thành đơn vị mới cần từ hai đơn vị cũ trở lên. Chỉ một đơn vị thì chọn Đổi tên hoặc Chia tách.",
            )),
            ReformAct::Split | ReformAct::Rename | ReformAct::End if self.givers.len() != 1 => {
                Some((
                    "givers",
                    "Việc này làm cho từng đơn vị; hãy chọn một đơn vị.",
                ))
            }
            ReformAct::Split if self.takers.len() + usize::from(self.stays) < 2 => Some((
                "takers",
                "Chia tách cần từ hai đơn vị tiếp nhận trở lên, hoặc một khi đơn vị cũ vẫn còn.",
            )),
            ReformAct::Rename if !into_new => Some(("takers", "Hãy ghi tên mới của đơn vị.")),
            ReformAct::End if !self.takers.is_empty() => Some((
                "takers",
                "Kết thúc hoạt động thì không có đơn vị tiếp nhận. Có đơn vị tiếp nhận thì chọn Hợp nhất hoặc Chia tách.",
            )),
            ReformAct::Merge | ReformAct::Split | ReformAct::Rename | ReformAct::End => None,
        };
        match wrong {
            Some((place, words)) => Err(Problem::new(place, words)),
            None => Ok(()),
        }
    }

    /// Whether the old units end by it.
    pub fn ends(&self) -> bool {
        !(self.act == ReformAct::Split && self.stays)
    }

    /// The last day of the old units.
    pub fn last_day(&self) -> NaiveDate {
        self.on.pred_opt().unwrap_or(self.on)
    }

    /// Whether the unit can give on that day: it was there the day before, and nothing else ended it.
    ///
    /// # Errors
    /// It began later, or ended earlier or later than the act says.
    pub fn check_giver(&self, unit: &Unit) -> Result<(), Problem> {
        let wrong = |words: String| Err(Problem::new("on", words));
        let last = self.last_day();
        if let Some(from) = unit.valid_from.filter(|from| *from > last) {
            return wrong(format!(
                "{} có từ ngày {}, sau ngày {}; hãy chọn ngày sắp xếp muộn hơn hoặc đơn vị khác.",
                unit.name,
                show(from),
                show(last)
            ));
        }
        match unit.valid_to {
            None => Ok(()),
            // one reform of a day is often several acts: each of them may take its part
            Some(to)
                if to == last
                    && matches!(self.act, ReformAct::Merge | ReformAct::Split)
                    && self.ends() =>
            {
                Ok(())
            }
            Some(to) => wrong(format!(
                "{} đã ghi kết thúc hết ngày {}, không sắp xếp từ ngày {} được. Ghi nhầm thì bỏ liên kết cũ và sửa ngày ở “Sửa đơn vị” trước.",
                unit.name,
                show(to),
                show(self.on)
            )),
        }
    }

    /// Whether a unit that was there before can take over on that day.
    ///
    /// # Errors
    /// It did not exist then.
    pub fn check_taker(&self, unit: &Unit) -> Result<(), Problem> {
        if unit.exists_on(self.on) {
            return Ok(());
        }
        Err(Problem::new(
            "takers",
            format!(
                "{} không tồn tại vào ngày {}, không tiếp nhận được; hãy chọn đơn vị khác.",
                unit.name,
                show(self.on)
            ),
        ))
    }

    /// "Đã hợp nhất Phường A, Phường B thành Phường C từ 01/07/2025".
    pub fn words(&self, givers: &[&str], takers: &[&str]) -> String {
        let (givers, takers) = (givers.join(", "), takers.join(", "));
        let day = show(self.on);
        match self.act {
            ReformAct::Merge if matches!(self.takers.first(), Some(Taker::There(_))) => {
                format!("Đã sáp nhập {givers} vào {takers} từ {day}")
            }
            ReformAct::Merge => format!("Đã hợp nhất {givers} thành {takers} từ {day}"),
            ReformAct::Split if self.stays => format!("Đã tách {takers} từ {givers}, từ {day}"),
            ReformAct::Split => format!("Đã chia {givers} cho {takers} từ {day}"),
            ReformAct::Rename => format!("Đã đổi tên {givers} thành {takers} từ {day}"),
            ReformAct::End => format!("Đã ghi {givers} kết thúc hết {}", show(self.last_day())),
        }
    }
}

/// Who answers on a day for what a unit left open: itself while it exists, then those that took over, through any number
/// of acts. Where an act names one that answers, only that one. Empty where nobody took over.
pub fn answering<'a>(
    units: &'a [Unit],
    links: &[Succession],
    of: UnitId,
    day: NaiveDate,
) -> Vec<&'a Unit> {
    let mut seen = HashSet::new();
    let mut waiting = vec![of];
    let mut found = Vec::new();
    while let Some(id) = waiting.pop() {
        if !seen.insert(id) {
            continue;
        }
        let Some(unit) = units.iter().find(|unit| unit.id == id) else {
            continue;
        };
        if unit.valid_to.is_none_or(|to| day <= to) {
            found.push(unit);
            continue;
        }
        let after: Vec<&Succession> = links.iter().filter(|link| link.from_id == id).collect();
        let named = after.iter().any(|link| link.answers);
        waiting.extend(
            after
                .iter()
                .filter(|link| link.answers || !named)
                .map(|link| link.to_id),
        );
    }
    found.sort_by_cached_key(|unit| super::text::sort_key(&unit.name));
    found
}

/// A code for a unit of that name: first letters of its district, or the code of its ward, then its short name.
pub fn code_for(district: &str, ward: Option<&str>, short_name: &str) -> String {
    let name = super::text::fold(short_name).replace(' ', "-");
    let before = match ward {
        Some(ward) => ward.to_owned(),
        None => district
            .split('-')
            .filter_map(|word| word.chars().next())
            .collect(),
    };
    if before.is_empty() {
        name
    } else {
        format!("{before}-{name}")
    }
}

/// "Phường Phúc Đồng" is short "Phúc Đồng".
pub fn short_name(name: &str, kind: super::unit::UnitKind) -> String {
    use super::unit::UnitKind as K;
    let word = match kind {
        K::Ward | K::School => kind.label(),
        // "số 5" alone says nothing
        K::PartyCell | K::ResidentialGroup | K::Agency => return name.to_owned(),
    };
    let rest = name.strip_prefix(word).map(str::trim);
    rest.filter(|rest| !rest.is_empty())
        .unwrap_or(name)
        .to_owned()
}

#[cfg(test)]
mod tests;
