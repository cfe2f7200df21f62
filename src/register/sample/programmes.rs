//! A made-up coordination programme with its tasks, inspections and dialogues, up to today.

use chrono::{Datelike as _, Days, NaiveDate};
use uuid::Uuid;

use crate::domain::{
    Dialogue, DialogueId, Inspection, Opinion, Programme, ProgrammeId, ProgrammeResult,
    ProgrammeResultKind, ProgrammeTask, Unit,
};
use crate::register::{DialogueEntry, ProgrammeEntry, Register, RegisterError, blank};

/// Text, owner, days after the first of January of last year that it is due, days until it was done.
const TASKS: [(&str, &str, u64, Option<u64>); 6] = [
    (
        "Triển khai chương trình đến các phường, phòng, ban",
        "Ban Dân vận Quận ủy",
        60,
        Some(52),
    ),
    (
        "Kiểm tra việc thực hiện quy chế dân chủ trong giải phóng mặt bằng",
        "UBND quận",
        300,
        Some(318),
    ),
    (
        "Sơ kết một năm thực hiện chương trình",
        "Ban Dân vận Quận ủy",
        355,
        Some(350),
    ),
    (
        "Vận động thanh niên lên đường nhập ngũ",
        "Ban Chỉ huy Quân sự quận",
        420,
        Some(410),
    ),
    (
        "Tuyên truyền phòng cháy, chữa cháy ở khu dân cư",
        "Công an quận",
        480,
        None,
    ),
    (
        "Tổ chức đối thoại giữa người đứng đầu cấp ủy với nhân dân ở các phường",
        "UBND quận",
        700,
        None,
    ),
];

const FIELDS: [(&str, &str); 3] = [
    (
        "Cải cách hành chính",
        "Nhắc nhở 02 đơn vị về niêm yết thủ tục hành chính",
    ),
    (
        "Trật tự xây dựng",
        "Lập biên bản 03 trường hợp, yêu cầu khắc phục",
    ),
    ("Vệ sinh môi trường", "Các đơn vị thực hiện cơ bản tốt"),
];

/// What was asked, who answers, the answer.
const OPINIONS: [(&str, &str, &str); 6] = [
    (
        "Đề nghị sửa chữa, nâng cấp mặt đường ngõ",
        "UBND phường",
        "Đã đưa vào kế hoạch duy tu của quý sau",
    ),
    (
        "Đề nghị công khai tiến độ giải quyết hồ sơ cấp giấy chứng nhận",
        "UBND quận",
        "Công khai hằng tuần tại bộ phận một cửa",
    ),
    (
        "Đề nghị lắp thêm camera an ninh",
        "Công an phường",
        "Lắp thêm ở 05 vị trí",
    ),
    (
        "Đề nghị bố trí điểm thu gom rác cồng kềnh",
        "UBND phường",
        "Bố trí 02 điểm, báo lịch qua tổ dân phố",
    ),
    (
        "Kiến nghị về mức bồi thường khi thu hồi đất",
        "UBND quận",
        "Giải thích theo phương án đã niêm yết",
    ),
    (
        "Đề nghị tăng giờ tiếp công dân",
        "UBND phường",
        "Tiếp thêm sáng thứ Bảy",
    ),
];

fn after(first: NaiveDate, days: u64, today: NaiveDate) -> Option<NaiveDate> {
    first
        .checked_add_days(Days::new(days))
        .filter(|day| *day <= today)
}

impl Register {
    /// Writes the programme down with all that happened up to today.
    pub(super) fn sample_programmes(
        &mut self,
        wards: &[Unit],
        today: NaiveDate,
    ) -> Result<(), RegisterError> {
        let year = i64::from(today.year()) - 1;
        let Some(first) = NaiveDate::from_ymd_opt(today.year() - 1, 1, 1) else {
            return Ok(());
        };
        let nil = ProgrammeId(Uuid::nil());
        let tasks = TASKS.iter().map(|(text, owner, due, done)| {
            let done_on = done.and_then(|days| after(first, days, today));
            ProgrammeTask {
                text: (*text).to_owned(),
                owner: (*owner).to_owned(),
                due: first.checked_add_days(Days::new(*due)),
                done_on,
                result: done_on
                    .map_or_else(String::new, |_| "Đã thực hiện theo kế hoạch".to_owned()),
                ..blank::task(nil)
            }
        });
        let entry = ProgrammeEntry {
            programme: Programme {
                title: format!(
                    "Chương trình phối hợp thực hiện công tác dân vận giai đoạn {year} - {}",
                    year + 5
                ),
                parties: [
                    "Ban Dân vận Quận ủy",
                    "UBND quận",
                    "Công an quận",
                    "Ban Chỉ huy Quân sự quận",
                ]
                .map(str::to_owned)
                .to_vec(),
                signed_on: Some(first),
                basis: "Thông tri của Ban Thường vụ Quận ủy về công tác dân vận của cơ quan nhà nước".to_owned(),
                ..blank::programme(&self.district()?, year)
            },
            tasks: tasks.collect(),
            results: vec![ProgrammeResult {
                kind: ProgrammeResultKind::Year,
                text: "Các cơ quan phối hợp thường xuyên, giao ban hằng quý; nhiệm vụ của năm cơ bản hoàn thành.".to_owned(),
                ..blank::result(nil, year)
            }],
        };
        let id = self.put_programme(&entry)?.value.0;
        for (turn, days) in (0..).zip([45_u64, 130, 215, 300, 390, 470, 560]) {
            let Some(day) = after(first, days, today) else {
                break;
            };
            let Some((field, result)) = FIELDS.get(turn % FIELDS.len()) else {
                break;
            };
            self.put_inspection(&Inspection {
                body: "UBND quận".to_owned(),
                field: (*field).to_owned(),
                units: 4 + i64::try_from(turn).unwrap_or(0) * 3 % 7,
                result: (*result).to_owned(),
                ..blank::inspection(Some(id), day)
            })?;
        }
        for (turn, ward) in wards.iter().step_by(3).take(5).enumerate() {
            let days = 100 + 130 * u64::try_from(turn).unwrap_or(0);
            let Some(day) = after(first, days, today).filter(|day| ward.exists_on(*day)) else {
                continue;
            };
            self.sample_dialogue(ward, (turn, day, id), today)?;
        }
        Ok(())
    }

    fn sample_dialogue(
        &mut self,
        ward: &Unit,
        (turn, day, programme): (usize, NaiveDate, ProgrammeId),
        today: NaiveDate,
    ) -> Result<(), RegisterError> {
        let asked = OPINIONS.iter().cycle().skip(turn * 2).take(3).enumerate();
        let opinions = asked.map(|(place, (text, answerer, answer))| {
            // the last of each dialogue waits, every other one of the rest came late
            let took = if (turn + place) % 2 == 0 { 21 } else { 38 };
            let answered_on = after(day, took, today).filter(|_| place < 2);
            Opinion {
                text: (*text).to_owned(),
                raised_by: format!("Đại diện tổ dân phố {}", turn + place + 2),
                answerer: (*answerer).to_owned(),
                due: day.checked_add_days(Days::new(30)),
                answered_on,
                answer: answered_on.map_or_else(String::new, |_| (*answer).to_owned()),
                ..blank::opinion(DialogueId(Uuid::nil()))
            }
        });
        let opinions = opinions.collect();
        self.put_dialogue(&DialogueEntry {
            dialogue: Dialogue {
                unit_id: Some(ward.id),
                title: "Đối thoại giữa người đứng đầu cấp ủy, chính quyền với nhân dân".to_owned(),
                chair: "Bí thư Đảng ủy, Chủ tịch UBND phường".to_owned(),
                place: "Hội trường UBND phường".to_owned(),
                attendees: Some(80 + 15 * i64::try_from(turn).unwrap_or(0)),
                ..blank::dialogue(Some(programme), day)
            },
            opinions,
        })?;
        Ok(())
    }
}
