//! Mô hình "Dân vận khéo": who registered what for a year, what was promised, and what came of it.

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

use super::date::show;
use super::ids::{CommitmentId, ModelFieldId, ModelId, UnitId};
use super::problem::{Problem, Problems};
use super::unit::Unit;
use super::words::words;

/// Years that models can be of.
pub const YEARS: std::ops::RangeInclusive<i64> = 1990..=2100;

words! {
    ModelKind {
        Collective = "collective", "Tập thể";
        Individual = "individual", "Cá nhân";
    }
}

words! {
    /// Where a model stands on a day.
    ModelState {
        Registered = "registered", "Đã đăng ký";
        UnderWay = "under_way", "Đang thực hiện";
        Reviewed = "reviewed", "Đã đánh giá";
        Recognised = "recognised", "Được công nhận";
        NotRecognised = "not_recognised", "Không được công nhận";
        Withdrawn = "withdrawn", "Đã rút";
    }
}

words! {
    ModelOutcome {
        Recognised = "recognised", "Được công nhận";
        NotRecognised = "not_recognised", "Không được công nhận";
    }
}

words! {
    /// What the review proposes.
    ModelPraise {
        Commend = "commend", "Biểu dương";
        Reward = "reward", "Khen thưởng";
    }
}

words! {
    RecognitionLevel {
        Ward = "ward", "Cấp phường";
        District = "district", "Cấp quận";
        City = "city", "Cấp thành phố";
        Central = "central", "Cấp Trung ương";
    }
}

/// A field of work that models are sorted by; the list belongs to the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelField {
    pub id: ModelFieldId,
    pub ver: i64,
    pub position: i64,
    pub name: String,
}

impl ModelField {
    /// # Errors
    /// It has no name.
    pub fn check(&self) -> Result<(), Problem> {
        if self.name.is_empty() {
            return Err(Problem::new("name", "Hãy ghi tên lĩnh vực."));
        }
        Ok(())
    }
}

/// One registered model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkilfulModel {
    pub id: ModelId,
    pub ver: i64,
    pub unit_id: UnitId,
    pub year: i64,
    pub title: String,
    pub kind: ModelKind,
    /// Name of the collective or of the person.
    pub who: String,
    pub field_id: Option<ModelFieldId>,
    pub registered_on: NaiveDate,
    pub started_on: Option<NaiveDate>,
    pub reviewed_on: Option<NaiveDate>,
    /// What the review found.
    pub review: String,
    pub praise: Option<ModelPraise>,
    /// Day of the decision, whichever way it went.
    pub decided_on: Option<NaiveDate>,
    pub outcome: Option<ModelOutcome>,
    pub level: Option<RecognitionLevel>,
    pub decision_number: String,
    pub decided_by: String,
    /// Why it was not recognised.
    pub outcome_reason: String,
    pub withdrawn_on: Option<NaiveDate>,
    pub withdrawn_reason: String,
    pub note: String,
}

/// Something that a model promises.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    pub id: CommitmentId,
    pub ver: i64,
    pub model_id: ModelId,
    pub position: i64,
    pub text: String,
    pub due: Option<NaiveDate>,
    pub done_on: Option<NaiveDate>,
    pub result: String,
}

impl SkilfulModel {
    /// Where it stood on a day; none before it was registered.
    pub fn state_on(&self, day: NaiveDate) -> Option<ModelState> {
        let by = |at: Option<NaiveDate>| at.is_some_and(|at| at <= day);
        Some(if self.registered_on > day {
            return None;
        } else if by(self.withdrawn_on) {
            ModelState::Withdrawn
        } else if by(self.decided_on) {
            match self.outcome {
                Some(ModelOutcome::NotRecognised) => ModelState::NotRecognised,
                Some(ModelOutcome::Recognised) | None => ModelState::Recognised,
            }
        } else if by(self.reviewed_on) {
            ModelState::Reviewed
        } else if by(self.started_on) {
            ModelState::UnderWay
        } else {
            ModelState::Registered
        })
    }

    /// The day on which it came to the state of a day.
    pub fn since(&self, state: ModelState) -> Option<NaiveDate> {
        match state {
            ModelState::Registered => Some(self.registered_on),
            ModelState::UnderWay => self.started_on,
            ModelState::Reviewed => self.reviewed_on,
            ModelState::Recognised | ModelState::NotRecognised => self.decided_on,
            ModelState::Withdrawn => self.withdrawn_on,
        }
    }

    /// The stage that was written down last, beyond being registered.
    pub fn last_stage(&self) -> Option<ModelState> {
        if self.withdrawn_on.is_some() {
            Some(ModelState::Withdrawn)
        } else if let Some(outcome) = self.outcome {
            Some(match outcome {
                ModelOutcome::Recognised => ModelState::Recognised,
                ModelOutcome::NotRecognised => ModelState::NotRecognised,
            })
        } else if self.reviewed_on.is_some() {
            Some(ModelState::Reviewed)
        } else {
            self.started_on.map(|_| ModelState::UnderWay)
        }
    }

    /// The same with a stage taken back.
    #[must_use]
    pub fn without(&self, stage: ModelState) -> Self {
        let mut out = self.clone();
        match stage {
            ModelState::Registered => {}
            ModelState::UnderWay => out.started_on = None,
            ModelState::Reviewed => {
                out.reviewed_on = None;
                out.review = String::new();
                out.praise = None;
            }
            ModelState::Recognised | ModelState::NotRecognised => {
                out.decided_on = None;
                out.outcome = None;
                out.level = None;
                out.decision_number = String::new();
                out.decided_by = String::new();
                out.outcome_reason = String::new();
            }
            ModelState::Withdrawn => {
                out.withdrawn_on = None;
                out.withdrawn_reason = String::new();
            }
        }
        out
    }

    /// The quarter of the model's own year, 0 to 3, that a day counts to: earlier days to the first, later to the last.
    pub fn quarter(&self, day: NaiveDate) -> usize {
        match i64::from(day.year()).cmp(&self.year) {
            std::cmp::Ordering::Less => 0,
            std::cmp::Ordering::Greater => 3,
            std::cmp::Ordering::Equal => usize::try_from(day.month0() / 3).unwrap_or(0).min(3),
        }
    }

    /// "Cấp quận, Quyết định số 12-QĐ/QU ngày 20/12/2021 của Quận ủy".
    pub fn recognition(&self) -> String {
        let level = self.level.map_or("", RecognitionLevel::label);
        let number = match self.decision_number.as_str() {
            "" => "Quyết định chưa ghi số".to_owned(),
            number => format!("Quyết định số {number}"),
        };
        let day = self
            .decided_on
            .map_or_else(String::new, |day| format!(" ngày {}", show(day)));
        format!("{level}, {number}{day} của {}", self.decided_by)
    }

    /// # Errors
    /// All that is wrong, each by its field.
    pub fn check(&self, unit: &Unit, today: NaiveDate) -> Result<(), Problems> {
        let mut wrong = Vec::new();
        let mut say = |place: &str, words: String| wrong.push(Problem::new(place, words));
        if self.title.is_empty() {
            say("title", "Hãy ghi tên mô hình.".into());
        }
        if self.who.is_empty() {
            say("who", "Hãy ghi tên tập thể hoặc cá nhân đăng ký.".into());
        }
        if !YEARS.contains(&self.year) {
            say("year", "Hãy ghi năm của mô hình, ví dụ 2021.".into());
        }
        let year = i64::from(self.registered_on.year());
        if self.registered_on > today {
            say("registered_on", "Ngày đăng ký chưa đến.".into());
        } else if !(self.year - 1..=self.year).contains(&year) {
            say(
                "registered_on",
                format!(
                    "Mô hình của năm {} đăng ký trong năm đó hoặc năm trước; hãy sửa ngày hoặc năm.",
                    self.year
                ),
            );
        } else if !unit.exists_on(self.registered_on) {
            say(
                "unit_id",
                format!(
                    "{} không tồn tại ngày {}; hãy chọn đơn vị của ngày đó.",
                    unit.name,
                    show(self.registered_on)
                ),
            );
        }
        let mut last = ("ngày đăng ký", self.registered_on);
        for (place, name, day) in [
            ("started_on", "ngày bắt đầu thực hiện", self.started_on),
            ("reviewed_on", "ngày đánh giá", self.reviewed_on),
            ("decided_on", "ngày quyết định", self.decided_on),
            ("withdrawn_on", "ngày rút", self.withdrawn_on),
        ] {
            let Some(day) = day else { continue };
            if day > today {
                say(place, format!("Chưa đến {name} {}.", show(day)));
            } else if day < last.1 {
                let (before, on) = last;
                let name = super::text::upper_first(name);
                say(
                    place,
                    format!("{name} phải từ {before} {} trở đi.", show(on)),
                );
            }
            last = (name, last.1.max(day));
        }
        self.check_review(&mut say);
        self.check_end(&mut say);
        Problems::into_result(wrong)
    }

    fn check_review(&self, say: &mut impl FnMut(&str, String)) {
        if self.reviewed_on.is_some() && self.review.is_empty() {
            say("review", "Hãy ghi kết quả đánh giá.".into());
        }
        if self.reviewed_on.is_none() && (!self.review.is_empty() || self.praise.is_some()) {
            say("reviewed_on", "Hãy ghi ngày đánh giá.".into());
        }
        let decided = self.decided_on.is_some();
        if decided != self.outcome.is_some() {
            say(
                "decided_on",
                "Ngày quyết định và kết quả công nhận phải ghi cùng nhau.".into(),
            );
        }
        if decided && self.reviewed_on.is_none() {
            say(
                "reviewed_on",
                "Hãy ghi kết quả đánh giá trước khi ghi công nhận.".into(),
            );
        }
        match self.outcome {
            Some(ModelOutcome::Recognised) => {
                if self.level.is_none() {
                    say("level", "Hãy chọn cấp công nhận.".into());
                }
                if self.decided_by.is_empty() {
                    say("decided_by", "Hãy ghi cơ quan công nhận.".into());
                }
            }
            Some(ModelOutcome::NotRecognised) if self.outcome_reason.is_empty() => {
                say("outcome_reason", "Hãy ghi lý do không công nhận.".into());
            }
            Some(ModelOutcome::NotRecognised) | None => {}
        }
    }

    fn check_end(&self, say: &mut impl FnMut(&str, String)) {
        if self.withdrawn_on.is_none() {
            return;
        }
        if self.withdrawn_reason.is_empty() {
            say("withdrawn_reason", "Hãy ghi lý do rút.".into());
        }
        if self.decided_on.is_some() {
            say(
                "withdrawn_on",
                "Mô hình đã có quyết định công nhận hoặc không công nhận thì không rút được."
                    .into(),
            );
        }
    }
}

impl Commitment {
    /// # Errors
    /// It says nothing, or was done before the model or after today.
    pub fn check(&self, model: &SkilfulModel, today: NaiveDate) -> Result<(), Problem> {
        if self.text.is_empty() {
            return Err(Problem::new("text", "Hãy ghi nội dung cam kết."));
        }
        if self.done_on.is_some_and(|day| day > today) {
            return Err(Problem::new("done_on", "Ngày hoàn thành chưa đến."));
        }
        if self.done_on.is_none() && !self.result.is_empty() {
            return Err(Problem::new(
                "done_on",
                "Hãy ghi ngày hoàn thành của kết quả này.",
            ));
        }
        for (place, day) in [("due", self.due), ("done_on", self.done_on)] {
            if day.is_some_and(|day| day < model.registered_on) {
                return Err(Problem::new(
                    place,
                    format!("Ngày này trước ngày đăng ký {}.", show(model.registered_on)),
                ));
            }
        }
        Ok(())
    }
}
