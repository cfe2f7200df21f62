//! Made-up papers with the letterhead of Long Biên, for tests.

use chrono::NaiveDate;
use qcdc::documents::content::{Block, Letterhead, Meta, Paper, Signature, Span};
use qcdc::documents::profile::Profile;

pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// A paper with everything but its text.
pub fn paper(blocks: Vec<Block>) -> Paper {
    let date = day(2022, 12, 30);
    Paper {
        profile: Profile::for_issue_date(date).unwrap().clone(),
        two_sided: false,
        letterhead: Letterhead {
            superior: "Quận ủy Long Biên".into(),
            issuer: "Ban Dân vận".into(),
            number_line: "Số 12-TB/BDVQU".into(),
            place_date: "Long Biên, ngày 30 tháng 12 năm 2022".into(),
        },
        kind: Some("Thông báo".into()),
        subject: Some(
            "Kết luận giám sát việc thực hiện 06 quy chế dân chủ ở cơ sở tại phường Cự Khối".into(),
        ),
        letter_subject: None,
        blocks,
        signature: Some(Signature {
            right_lines: vec!["K/T Trưởng ban".into()],
            title_lines: vec!["Phó Trưởng ban".into()],
            name: "Nguyễn Thị Hồng Vân".into(),
        }),
        recipients: vec![
            "Thường trực Quận ủy (để báo cáo)".into(),
            "Đảng ủy phường Cự Khối (để thực hiện)".into(),
            "Các đồng chí thành viên đoàn giám sát".into(),
            "Lưu Ban Dân vận Quận ủy".into(),
        ],
        meta: Meta {
            title: "Thông báo số 12-TB/BDVQU".into(),
            subject: "Kết luận giám sát việc thực hiện 06 QCDC tại phường Cự Khối".into(),
            date,
        },
        mark: None,
    }
}

/// A conclusion of about two pages.
pub fn conclusion() -> Paper {
    paper(vec![
        Block::text(
            "Thực hiện Kế hoạch số 18-KH/BDVQU ngày 10/01/2022 của Ban Dân vận Quận ủy về giám sát việc thực hiện 06 quy chế dân chủ ở cơ sở năm 2022; ngày 15 tháng 12 năm 2022, Đoàn giám sát do đồng chí Nguyễn Thị Hồng Vân, Phó Trưởng ban Dân vận Quận ủy làm Trưởng đoàn đã giám sát tại Đảng ủy phường Cự Khối.",
        ),
        Block::text(
            "Sau khi nghe báo cáo của Đảng ủy phường, xem hồ sơ minh chứng và ý kiến của các thành viên Đoàn, Ban Dân vận Quận ủy thông báo kết luận giám sát như sau:",
        ),
        Block::heading(1, "I- Kết quả đạt được, ưu điểm"),
        Block::heading(2, "1. Quy chế dân chủ trong công tác giải phóng mặt bằng"),
        Block::text(
            "Đảng ủy phường đã ban hành đủ văn bản lãnh đạo; công khai phương án bồi thường, hỗ trợ, tái định cư của 04 dự án tại trụ sở và 14 nhà văn hóa tổ dân phố; tổ chức 06 hội nghị đối thoại với 213 hộ dân, giải quyết xong 28/31 kiến nghị.",
        ),
        Block::Paragraph {
            spans: vec![
                Span::plain("Mô hình "),
                Span::bold("“Dân vận khéo”"),
                Span::plain(" trong vận động nhân dân bàn giao mặt bằng tuyến đường "),
                Span::italic("(dài 1,2 km, qua 03 tổ dân phố)"),
                Span::plain(
                    " được Quận ủy biểu dương, có thể nhân rộng ra các phường khác trên địa bàn quận.",
                ),
            ],
        },
        Block::heading(2, "2. Quy chế dân chủ trong quản lý vệ sinh môi trường"),
        Block::text(
            "Phường duy trì nền nếp việc tổng vệ sinh sáng thứ Bảy hằng tuần, có sự tham gia của các đoàn thể chính trị - xã hội và nhân dân; không còn điểm tập kết rác tự phát, 100 % hộ chăn nuôi nhỏ lẻ trong khu dân cư đã ký cam kết.",
        ),
        Block::heading(1, "II- Tồn tại, hạn chế và nguyên nhân"),
        Block::heading(2, "1. Tồn tại, hạn chế"),
        Block::text("Còn 02 tồn tại cần khắc phục:"),
        Block::item(
            "Chưa niêm yết công khai kết quả giải quyết kiến nghị của nhân dân sau hội nghị đối thoại quý III/2022 tại trụ sở Ủy ban nhân dân phường và nhà văn hóa các tổ dân phố số 05, 07;",
        ),
        Block::item(
            "Sổ theo dõi tiếp công dân của 03 tổ dân phố ghi chưa đủ, chưa có chữ ký xác nhận của tổ trưởng, việc lưu trữ hồ sơ 06 QCDC theo từng quy chế chưa khoa học.",
        ),
        Block::heading(2, "2. Nguyên nhân"),
        Block::text(
            "a) Nguyên nhân khách quan: khối lượng công việc giải phóng mặt bằng lớn, địa bàn rộng, nhiều dự án triển khai cùng lúc; đội ngũ cán bộ tổ dân phố phần lớn kiêm nhiệm.",
        ),
        Block::text(
            "b) Nguyên nhân chủ quan: công tác kiểm tra, đôn đốc của khối dân vận phường đối với các tổ dân phố chưa thường xuyên; việc phân công người phụ trách hồ sơ chưa rõ.",
        ),
        Block::heading(1, "III- Kết luận, yêu cầu"),
        Block::text(
            "1. Giao Ủy ban nhân dân phường Cự Khối niêm yết công khai kết quả giải quyết kiến nghị, chậm nhất ngày 28/02/2023; minh chứng: biên bản niêm yết và ảnh chụp tại các địa điểm đã nêu.",
        ),
        Block::text(
            "2. Giao Khối Dân vận Đảng ủy phường hoàn thiện sổ theo dõi tiếp công dân và hồ sơ 06 QCDC, chậm nhất ngày 31/3/2023; minh chứng: sổ đã bổ sung và mục lục hồ sơ từng quy chế.",
        ),
        Block::text(
            "Đề nghị Đảng ủy phường Cự Khối chỉ đạo thực hiện và gửi báo cáo khắc phục về Ban Dân vận Quận ủy chậm nhất ngày 05 tháng 4 năm 2023.",
        ),
    ])
}
