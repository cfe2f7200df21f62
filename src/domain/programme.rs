//! Chương trình phối hợp: what several bodies agreed on; their unannounced inspections; dialogues with the people.

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

use super::date::show;
use super::due::{DueStanding, DueState};
use super::ids::{
    DialogueId, InspectionId, OpinionId, ProgrammeId, ProgrammeResultId, ProgrammeTaskId, UnitId,
};
use super::problem::{Problem, Problems};
use super::skilful_model::YEARS;
use super::words::words;

words! {
    /// What a result is of.
    ProgrammeResultKind {
        Year = "year", "Kết quả";
        Midterm = "midterm", "Sơ kết";
        Final = "final", "Tổng kết";
    }
}

/// A programme that several bodies signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Programme {
    pub id: ProgrammeId,
    pub ver: i64,
    pub title: String,
    /// Code of the district whose bodies signed it.
    pub district: String,
    pub parties: Vec<String>,
    pub year_from: i64,
    pub year_to: i64,
    pub signed_on: Option<NaiveDate>,
    /// The paper that it rests on.
    pub basis: String,
    pub note: String,
}

impl Programme {
    /// "2021–2026".
    pub fn span(&self) -> String {
        format!("{}–{}", self.year_from, self.year_to)
    }

    /// # Errors
    /// All that is wrong, each by its field.
    pub fn check(&self) -> Result<(), Problems> {
        let mut wrong = Vec::new();
        if self.title.is_empty() {
            wrong.push(Problem::new("title", "Hãy ghi tên chương trình."));
        }
        if self.parties.len() < 2 {
            wrong.push(Problem::new(
                "parties",
                "Chương trình phối hợp có từ hai cơ quan trở lên; ghi mỗi cơ quan một dòng.",
            ));
        }
        if !YEARS.contains(&self.year_from) {
            wrong.push(Problem::new("year_from", "Hãy ghi năm đầu, ví dụ 2021."));
        } else if !YEARS.contains(&self.year_to) || self.year_to < self.year_from {
            wrong.push(Problem::new(
                "year_to",
                format!("Năm cuối phải từ {} trở đi.", self.year_from),
            ));
        }
        Problems::into_result(wrong)
    }
}

/// Something that the programme asks of someone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeTask {
    pub id: ProgrammeTaskId,
    pub ver: i64,
    pub programme_id: ProgrammeId,
    pub position: i64,
    pub text: String,
    pub owner: String,
    pub due: Option<NaiveDate>,
    pub done_on: Option<NaiveDate>,
    pub result: String,
}

impl ProgrammeTask {
    pub fn standing(&self, as_of: NaiveDate) -> DueStanding {
        DueStanding::on(as_of, self.due, self.done_on)
    }

    /// Whether it belongs to the work of a year: due in it, done in it, or open without a deadline.
    pub fn is_of_year(&self, year: i64) -> bool {
        let within = |day: Option<NaiveDate>| day.is_some_and(|day| i64::from(day.year()) == year);
        let open_before =
            self.done_on.is_none() && self.due.is_some_and(|due| i64::from(due.year()) < year);
        within(self.due)
            || within(self.done_on)
            || open_before
            || (self.due.is_none() && self.done_on.is_none())
    }

    /// # Errors
    /// It says nothing, nobody does it, or its days cannot be.
    pub fn check(&self, today: NaiveDate) -> Result<(), Problem> {
        if self.text.is_empty() {
            return Err(Problem::new("text", "Hãy ghi nội dung nhiệm vụ."));
        }
        if self.owner.is_empty() {
            return Err(Problem::new("owner", "Hãy ghi cơ quan chủ trì."));
        }
        done(self.done_on, &self.result, today)
    }
}

fn done(done_on: Option<NaiveDate>, result: &str, today: NaiveDate) -> Result<(), Problem> {
    if done_on.is_some_and(|day| day > today) {
        return Err(Problem::new("done_on", "Ngày hoàn thành chưa đến."));
    }
    if done_on.is_none() && !result.is_empty() {
        return Err(Problem::new(
            "done_on",
            "Hãy ghi ngày hoàn thành của kết quả này.",
        ));
    }
    Ok(())
}

/// What came of a programme in a year, or its midterm and final reviews.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeResult {
    pub id: ProgrammeResultId,
    pub ver: i64,
    pub programme_id: ProgrammeId,
    pub kind: ProgrammeResultKind,
    pub year: i64,
    /// Day of the conference or of the paper.
    pub held_on: Option<NaiveDate>,
    pub text: String,
    /// Number of the paper, as it is cited.
    pub paper: String,
}

impl ProgrammeResult {
    /// # Errors
    /// It says nothing, or its year lies outside the programme.
    pub fn check(&self, programme: &Programme) -> Result<(), Problem> {
        if self.text.is_empty() {
            return Err(Problem::new("text", "Hãy ghi kết quả."));
        }
        if !(programme.year_from..=programme.year_to + 1).contains(&self.year) {
            return Err(Problem::new(
                "year",
                format!("Năm này nằm ngoài chương trình {}.", programme.span()),
            ));
        }
        Ok(())
    }
}

/// A round of unannounced inspections (kiểm tra đột xuất).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inspection {
    pub id: InspectionId,
    pub ver: i64,
    pub programme_id: Option<ProgrammeId>,
    pub begun_on: NaiveDate,
    /// The last day; it says to which year the round counts.
    pub ended_on: NaiveDate,
    /// Who inspected.
    pub body: String,
    pub field: String,
    /// How many times a unit was inspected (lượt đơn vị).
    pub units: i64,
    pub unit_names: String,
    pub result: String,
    pub note: String,
}

impl Inspection {
    /// "05/03/2024", "01/01/2016 – 10/11/2021".
    pub fn days(&self) -> String {
        if self.begun_on == self.ended_on {
            show(self.begun_on)
        } else {
            format!("{} – {}", show(self.begun_on), show(self.ended_on))
        }
    }

    /// # Errors
    /// All that is wrong, each by its field.
    pub fn check(&self, today: NaiveDate) -> Result<(), Problems> {
        let mut wrong = Vec::new();
        if self.body.is_empty() {
            wrong.push(Problem::new("body", "Hãy ghi cơ quan kiểm tra."));
        }
        if self.field.is_empty() {
            wrong.push(Problem::new("field", "Hãy ghi lĩnh vực kiểm tra."));
        }
        if !(1..=100_000).contains(&self.units) {
            wrong.push(Problem::new(
                "units",
                "Hãy ghi số lượt đơn vị được kiểm tra, từ 1 trở lên.",
            ));
        }
        if self.ended_on > today {
            wrong.push(Problem::new("ended_on", "Ngày kiểm tra chưa đến."));
        } else if self.ended_on < self.begun_on {
            wrong.push(Problem::new(
                "ended_on",
                format!("Ngày cuối phải từ ngày {} trở đi.", show(self.begun_on)),
            ));
        }
        Problems::into_result(wrong)
    }
}

/// A conference at which people speak with the head of a committee or authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialogue {
    pub id: DialogueId,
    pub ver: i64,
    pub programme_id: Option<ProgrammeId>,
    /// None for one of the whole district.
    pub unit_id: Option<UnitId>,
    pub held_on: NaiveDate,
    pub title: String,
    pub chair: String,
    pub place: String,
    pub attendees: Option<i64>,
    pub note: String,
}

impl Dialogue {
    /// # Errors
    /// All that is wrong, each by its field.
    pub fn check(&self) -> Result<(), Problems> {
        let mut wrong = Vec::new();
        if self.title.is_empty() {
            wrong.push(Problem::new("title", "Hãy ghi nội dung đối thoại."));
        }
        if self
            .attendees
            .is_some_and(|count| !(0..=1_000_000).contains(&count))
        {
            wrong.push(Problem::new("attendees", "Số người dự không dùng được."));
        }
        Problems::into_result(wrong)
    }
}

/// What was asked at a dialogue, and the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    pub id: OpinionId,
    pub ver: i64,
    pub dialogue_id: DialogueId,
    pub position: i64,
    pub text: String,
    /// Who asked, as an office or a group.
    pub raised_by: String,
    /// Who has to answer.
    pub answerer: String,
    pub due: Option<NaiveDate>,
    pub answered_on: Option<NaiveDate>,
    pub answer: String,
}

impl Opinion {
    pub fn standing(&self, as_of: NaiveDate) -> DueStanding {
        DueStanding::on(as_of, self.due, self.answered_on)
    }

    /// # Errors
    /// It says nothing, or its days cannot be.
    pub fn check(&self, dialogue: &Dialogue, today: NaiveDate) -> Result<(), Problem> {
        if self.text.is_empty() {
            return Err(Problem::new("text", "Hãy ghi ý kiến, kiến nghị."));
        }
        if self.answered_on.is_some_and(|day| day > today) {
            return Err(Problem::new("answered_on", "Ngày trả lời chưa đến."));
        }
        if self.answered_on.is_none() != self.answer.is_empty() {
            let place = if self.answer.is_empty() {
                "answer"
            } else {
                "answered_on"
            };
            return Err(Problem::new(
                place,
                "Ngày trả lời và nội dung trả lời phải ghi cùng nhau.",
            ));
        }
        for (place, day) in [("due", self.due), ("answered_on", self.answered_on)] {
            if day.is_some_and(|day| day < dialogue.held_on) {
                return Err(Problem::new(
                    place,
                    format!("Ngày này trước ngày đối thoại {}.", show(dialogue.held_on)),
                ));
            }
        }
        if self.due.is_some() && self.answerer.is_empty() {
            return Err(Problem::new("answerer", "Hãy ghi cơ quan phải trả lời."));
        }
        Ok(())
    }
}

/// How an opinion stands, in words: "Trả lời chậm 3 ngày", "Chưa trả lời".
pub fn answer_words(standing: DueStanding) -> String {
    match standing.state {
        DueState::Done => "Đã trả lời".to_owned(),
        DueState::DoneLate => format!("Trả lời chậm {} ngày", standing.days),
        DueState::Late => format!("Quá hạn {} ngày", standing.days),
        DueState::Soon => "Sắp đến hạn trả lời".to_owned(),
        DueState::Open | DueState::NoDay => "Chưa trả lời".to_owned(),
    }
}
