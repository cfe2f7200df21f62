//! Made-up mô hình Dân vận khéo of two years: most under way or recognised, some late. The same for the same seed.

use chrono::{Datelike as _, Days, NaiveDate};
use uuid::Uuid;

use crate::domain::{
    Commitment, CommitmentId, ModelId, ModelKind, ModelOutcome, ModelPraise, RecognitionLevel,
    SkilfulModel, Unit,
};
use crate::register::random::Random;
use crate::register::skilful_model::{ModelEntry, blank_model};

/// Keeps these dice apart from those of the visits.
const DICE: u64 = 0x4d4f_4445_4c53;

/// Field, title, what is promised.
const MODELS: &[(&str, &str, [&str; 2])] = &[
    (
        "Giải phóng mặt bằng và chỉnh trang đô thị",
        "Vận động nhân dân bàn giao mặt bằng trước thời hạn",
        [
            "100% hộ trong diện thu hồi đất được đối thoại trực tiếp",
            "Không còn hộ phải cưỡng chế",
        ],
    ),
    (
        "Vệ sinh môi trường, trật tự đô thị",
        "Tuyến phố văn minh, không lấn chiếm vỉa hè",
        [
            "100% hộ mặt phố ký cam kết",
            "Mỗi tháng một buổi tổng vệ sinh",
        ],
    ),
    (
        "Quốc phòng – an ninh",
        "Tổ dân phố không có tệ nạn, cháy nổ",
        [
            "Lắp đủ bình chữa cháy ở các ngõ sâu",
            "Phát huy tổ liên gia tự quản",
        ],
    ),
    (
        "Kinh tế",
        "Vận động hộ kinh doanh nộp thuế đúng hạn",
        [
            "Niêm yết công khai mức thuế khoán",
            "95% hộ nộp thuế đúng hạn",
        ],
    ),
    (
        "Văn hóa – xã hội",
        "Giúp hộ cận nghèo có sinh kế bền vững",
        [
            "Hỗ trợ vốn cho các hộ đã rà soát",
            "Không phát sinh hộ tái nghèo",
        ],
    ),
    (
        "Xây dựng hệ thống chính trị",
        "Chi bộ nắm và giải quyết ý kiến nhân dân trong ngày",
        [
            "Sổ ghi ý kiến nhân dân ở nhà sinh hoạt",
            "100% ý kiến được trả lời",
        ],
    ),
];

const COLLECTIVES: &[&str] = &[
    "Chi bộ 3",
    "Hội Liên hiệp Phụ nữ phường",
    "Ủy ban MTTQ Việt Nam phường",
    "Chi bộ 7",
    "Hội Cựu chiến binh phường",
    "Đoàn Thanh niên phường",
    "Tổ dân vận tổ dân phố 5",
];

const PERSONS: &[&str] = &[
    "Bí thư Chi bộ 9",
    "Tổ trưởng tổ dân phố 2",
    "Chi hội trưởng phụ nữ số 4",
];

const REVIEWS: &[&str] = &[
    "Hoàn thành các nội dung đăng ký, được nhân dân đồng thuận",
    "Hoàn thành phần lớn nội dung, cách làm có thể nhân rộng",
    "Có kết quả bước đầu, cần tiếp tục theo dõi",
];

/// The models of the year before today's and of today's.
pub(super) fn entries(wards: &[Unit], today: NaiveDate, seed: u64) -> Vec<ModelEntry> {
    let mut random = Random::new(seed ^ DICE);
    let mut out = Vec::new();
    for year in today.year() - 1..=today.year() {
        for (place, unit) in wards.iter().enumerate() {
            for number in 0..random.between(2, 5) {
                let turn = place * 2 + usize::try_from(number).unwrap_or(0);
                let (length, delay) = (random.between(80, 260), random.between(0, 150));
                let Some(on) = NaiveDate::from_ymd_opt(year, 1, 6)
                    .and_then(|first| first.checked_add_days(Days::new(delay)))
                    .filter(|on| *on <= today && unit.exists_on(*on))
                else {
                    continue;
                };
                let one = (on, length, number == 3);
                out.extend(entry(unit, turn, one, today, &mut random));
            }
        }
    }
    out
}

fn entry(
    unit: &Unit,
    turn: usize,
    (on, length, single): (NaiveDate, u64, bool),
    today: NaiveDate,
    random: &mut Random,
) -> Option<ModelEntry> {
    let (field, title, promises) = MODELS.get(turn % MODELS.len())?;
    let single = single || turn % 5 == 4;
    let names = if single { PERSONS } else { COLLECTIVES };
    let after = |days: u64| {
        on.checked_add_days(Days::new(days))
            .filter(|day| *day <= today)
    };
    let dice = random.below(100);
    let mut model = SkilfulModel {
        kind: if single {
            ModelKind::Individual
        } else {
            ModelKind::Collective
        },
        who: (*names.get(turn % names.len())?).to_owned(),
        title: (*title).to_owned(),
        started_on: after(20),
        ..blank_model(unit.id, i64::from(on.year()), on)
    };
    if turn % 9 == 4 {
        model.withdrawn_on = after(60);
        if model.withdrawn_on.is_some() {
            "Nhập nội dung vào mô hình của phường".clone_into(&mut model.withdrawn_reason);
        }
    } else {
        judge(&mut model, after(length), dice, today);
    }
    let commitments = promises.iter().zip([length / 3, length]);
    let commitments = commitments
        .map(|(text, days)| promise(text, on, days, (dice + days) % 7 == 3, today))
        .collect();
    Some(ModelEntry {
        unit_code: unit.code.clone(),
        field: (*field).to_owned(),
        model,
        commitments,
    })
}

fn judge(model: &mut SkilfulModel, reviewed: Option<NaiveDate>, dice: u64, today: NaiveDate) {
    let Some(day) = reviewed else { return };
    model.reviewed_on = Some(day);
    let review = usize::try_from(dice).unwrap_or(0) % REVIEWS.len();
    REVIEWS
        .get(review)
        .copied()
        .unwrap_or_default()
        .clone_into(&mut model.review);
    model.praise = match dice {
        0..55 => Some(ModelPraise::Reward),
        55..80 => Some(ModelPraise::Commend),
        _ => None,
    };
    let decided = day
        .checked_add_days(Days::new(25))
        .filter(|day| *day <= today);
    let Some(decided) = decided else { return };
    if dice < 70 {
        model.decided_on = Some(decided);
        model.outcome = Some(ModelOutcome::Recognised);
        model.level = Some(if dice < 15 {
            RecognitionLevel::District
        } else {
            RecognitionLevel::Ward
        });
        let (number, by) = if dice < 15 {
            (format!("{}-QĐ/QU", dice + 110), "Ban Thường vụ Quận ủy")
        } else {
            (format!("{}-QĐ/ĐU", dice + 20), "Đảng ủy phường")
        };
        model.decision_number = number;
        by.clone_into(&mut model.decided_by);
    } else if dice < 76 {
        model.decided_on = Some(decided);
        model.outcome = Some(ModelOutcome::NotRecognised);
        "Chưa hoàn thành nội dung đã đăng ký".clone_into(&mut model.outcome_reason);
        model.praise = None;
    }
}

fn promise(text: &str, on: NaiveDate, days: u64, late: bool, today: NaiveDate) -> Commitment {
    let due = on.checked_add_days(Days::new(days));
    let done_on = due
        .and_then(|due| due.checked_sub_days(Days::new(days % 9)))
        .filter(|day| !late && *day <= today);
    Commitment {
        id: CommitmentId(Uuid::nil()),
        ver: 0,
        model_id: ModelId(Uuid::nil()),
        position: 0,
        text: text.to_owned(),
        due,
        done_on,
        result: if done_on.is_some() {
            "Đã hoàn thành theo đăng ký".to_owned()
        } else {
            String::new()
        },
    }
}
