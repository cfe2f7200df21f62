//! The words of made-up visits: findings, strengths, reasons. `{phường}` stands for the ward's name.

use crate::domain::{RatingValue, Shortcoming, VisitId};
use RatingValue::{NotMet, PartlyMet};

/// An item that was found wanting, with what follows from it.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::register) struct Finding {
    pub item: &'static str,
    pub value: RatingValue,
    pub comment: &'static str,
    pub description: &'static str,
    pub cause_own: &'static str,
    pub order: &'static str,
    pub owner: &'static str,
    pub evidence: &'static str,
}

const WARD_OFFICE: &str = "UBND {phường}";
const STEERING: &str = "Ban Chỉ đạo thực hiện QCDC ở cơ sở {phường}";
const FRONT: &str = "Ủy ban MTTQ Việt Nam {phường}";
const COMMITTEE: &str = "Đảng ủy {phường}";

pub(in crate::register) const FINDINGS: &[Finding] = &[
    Finding {
        item: "CHUNG-04",
        value: PartlyMet,
        comment: "Mới có hồ sơ của 04/06 QCDC; hồ sơ QC2 và QC4 thiếu mục lục, văn bản năm nay chưa cập nhật.",
        description: "Việc lưu trữ hồ sơ 06 QCDC chưa đầy đủ, chưa sắp xếp riêng theo từng quy chế",
        cause_own: "Chưa phân công rõ người lưu trữ hồ sơ từng quy chế.",
        order: "Lập đủ 06 cặp hồ sơ, có mục lục, cập nhật văn bản đến thời điểm báo cáo.",
        owner: STEERING,
        evidence: "Mục lục từng cặp hồ sơ, ảnh chụp tủ hồ sơ.",
    },
    Finding {
        item: "CHUNG-10",
        value: PartlyMet,
        comment: "Số liệu trong báo cáo và phụ lục lệch nhau 12 lượt; chưa có số liệu thực hiện Thông tri của Ban Thường vụ Quận ủy.",
        description: "Số liệu báo cáo kết quả thực hiện văn bản chỉ đạo về công tác dân vận còn thiếu, chưa khớp với phụ lục",
        cause_own: "Cán bộ tổng hợp chưa đối chiếu với sổ gốc trước khi gửi báo cáo.",
        order: "Rà soát, bổ sung số liệu còn thiếu và gửi lại báo cáo hoàn chỉnh.",
        owner: COMMITTEE,
        evidence: "Báo cáo bổ sung có phụ lục số liệu.",
    },
    Finding {
        item: "CHUNG-06",
        value: NotMet,
        comment: "Từ đầu năm chưa tổ chức hội nghị đối thoại; kế hoạch đề ra 02 hội nghị.",
        description: "Chưa tổ chức hội nghị đối thoại định kỳ giữa người đứng đầu cấp ủy, chính quyền với Nhân dân theo kế hoạch",
        cause_own: "Chưa chủ động bố trí thời gian, chưa chuẩn bị nội dung đối thoại.",
        order: "Tổ chức hội nghị đối thoại, ban hành thông báo kết luận và theo dõi việc giải quyết kiến nghị.",
        owner: COMMITTEE,
        evidence: "Kế hoạch, biên bản và thông báo kết luận hội nghị.",
    },
    Finding {
        item: "CHUNG-16",
        value: PartlyMet,
        comment: "02 đoàn thể gửi báo cáo tháng chậm từ 05 đến 10 ngày.",
        description: "Một số đoàn thể gửi báo cáo kết quả giám sát 06 QCDC hằng tháng còn chậm",
        cause_own: "Chưa thống nhất ngày chốt số liệu giữa các đoàn thể.",
        order: "Thống nhất ngày gửi báo cáo, phân công người đôn đốc, báo cáo đúng hạn trong 03 tháng liên tiếp.",
        owner: FRONT,
        evidence: "Sổ theo dõi báo cáo tháng.",
    },
    Finding {
        item: "CHUNG-15",
        value: PartlyMet,
        comment: "Ban Thanh tra nhân dân có giám sát nhưng 01 kiến nghị quá 20 ngày chưa được trả lời.",
        description: "Kiến nghị của Ban Thanh tra nhân dân chưa được trả lời đúng thời hạn",
        cause_own: "Chưa mở sổ theo dõi kiến nghị.",
        order: "Trả lời bằng văn bản kiến nghị còn tồn; mở sổ theo dõi việc giải quyết kiến nghị.",
        owner: WARD_OFFICE,
        evidence: "Văn bản trả lời, sổ theo dõi kiến nghị.",
    },
    Finding {
        item: "QC1-03",
        value: PartlyMet,
        comment: "Phương án bồi thường được niêm yết nhưng thiếu biên bản kết thúc niêm yết của 01 dự án.",
        description: "Hồ sơ niêm yết dự thảo phương án bồi thường, hỗ trợ, tái định cư thiếu biên bản kết thúc niêm yết",
        cause_own: "Cán bộ địa chính chưa nắm chắc trình tự niêm yết.",
        order: "Bổ sung biên bản kết thúc niêm yết; rà soát toàn bộ hồ sơ niêm yết của các dự án trong năm.",
        owner: WARD_OFFICE,
        evidence: "Biên bản kết thúc niêm yết có xác nhận của MTTQ phường.",
    },
    Finding {
        item: "QC1-10",
        value: NotMet,
        comment: "03 đơn kiến nghị về giải phóng mặt bằng quá hạn, chưa có văn bản trả lời.",
        description: "Giải quyết đơn, kiến nghị về giải phóng mặt bằng còn chậm, chưa công khai kết quả",
        cause_own: "Việc phối hợp giữa bộ phận địa chính và bộ phận tiếp công dân chưa chặt chẽ.",
        order: "Giải quyết dứt điểm các đơn còn tồn, trả lời người có đơn và công khai kết quả.",
        owner: WARD_OFFICE,
        evidence: "Văn bản trả lời, sổ theo dõi đơn thư.",
    },
    Finding {
        item: "QC1-08",
        value: PartlyMet,
        comment: "Khối Dân vận chưa được cung cấp danh sách các hộ chưa nhận tiền bồi thường.",
        description: "Việc cung cấp hồ sơ, văn bản bồi thường cho Khối Dân vận, MTTQ và các đoàn thể chưa kịp thời",
        cause_own: "Chưa có quy định về thời hạn cung cấp thông tin.",
        order: "Cung cấp đầy đủ hồ sơ để phối hợp vận động; thống nhất quy chế cung cấp thông tin.",
        owner: WARD_OFFICE,
        evidence: "Phiếu giao nhận hồ sơ.",
    },
    Finding {
        item: "QC2-07",
        value: PartlyMet,
        comment: "Danh sách công trình vi phạm niêm yết từ quý trước, chưa cập nhật kết quả xử lý.",
        description: "Công khai danh sách công trình vi phạm trật tự xây dựng và kết quả xử lý chưa kịp thời",
        cause_own: "Chưa phân công người cập nhật bảng tin.",
        order: "Cập nhật danh sách và kết quả xử lý trên bảng tin, cổng thông tin của phường hằng tháng.",
        owner: WARD_OFFICE,
        evidence: "Ảnh chụp bảng niêm yết có ghi ngày.",
    },
    Finding {
        item: "QC2-04",
        value: PartlyMet,
        comment: "02 hồ sơ cấp giấy chứng nhận lần đầu niêm yết 12 ngày, thiếu 03 ngày so với quy định.",
        description: "Niêm yết kết quả kiểm tra hồ sơ cấp giấy chứng nhận lần đầu chưa đủ 15 ngày",
        cause_own: "Chưa theo dõi chặt chẽ thời hạn niêm yết.",
        order: "Niêm yết lại đủ thời hạn đối với hồ sơ còn thiếu; lập sổ theo dõi niêm yết.",
        owner: WARD_OFFICE,
        evidence: "Biên bản niêm yết, sổ theo dõi.",
    },
    Finding {
        item: "QC3-06",
        value: PartlyMet,
        comment: "Ban Giám sát đầu tư của cộng đồng có kế hoạch, chưa ghi nhật ký giám sát của 02 công trình.",
        description: "Ban Giám sát đầu tư của cộng đồng chưa ghi đầy đủ nhật ký giám sát, chưa báo cáo định kỳ",
        cause_own: "Thành viên mới chưa được tập huấn.",
        order: "Tổ chức tập huấn, lập đủ nhật ký giám sát và báo cáo kết quả quý.",
        owner: FRONT,
        evidence: "Nhật ký giám sát, báo cáo quý.",
    },
    Finding {
        item: "QC3-09",
        value: NotMet,
        comment: "Công trình cải tạo nhà sinh hoạt cộng đồng đã bàn giao nhưng chưa công khai quyết toán.",
        description: "Chưa công khai kết quả nghiệm thu, quyết toán công trình có Nhân dân đóng góp",
        cause_own: "Hồ sơ quyết toán hoàn thành chậm.",
        order: "Công khai kết quả nghiệm thu, quyết toán tại trụ sở phường và nhà sinh hoạt cộng đồng.",
        owner: WARD_OFFICE,
        evidence: "Biên bản niêm yết, ảnh chụp.",
    },
    Finding {
        item: "QC4-07",
        value: PartlyMet,
        comment: "Có công khai tại trụ sở phường; 05 tổ dân phố chưa niêm yết kết quả thu, chi các quỹ.",
        description: "Một số tổ dân phố chưa công khai kết quả thu, chi các quỹ",
        cause_own: "Tổ trưởng tổ dân phố chưa được hướng dẫn biểu mẫu.",
        order: "Hướng dẫn biểu mẫu và niêm yết kết quả thu, chi các quỹ tại tất cả tổ dân phố.",
        owner: FRONT,
        evidence: "Ảnh chụp bảng niêm yết tại từng tổ dân phố.",
    },
    Finding {
        item: "QC4-02",
        value: PartlyMet,
        comment: "Công khai dự toán đầu năm đầy đủ; quý II công khai chậm 15 ngày.",
        description: "Công khai tình hình thực hiện dự toán theo quý còn chậm",
        cause_own: "Kế toán kiêm nhiệm nhiều việc, chưa bám lịch công khai.",
        order: "Công khai bổ sung và thực hiện đúng lịch công khai các quý tiếp theo.",
        owner: WARD_OFFICE,
        evidence: "Quyết định công khai, biên bản niêm yết.",
    },
    Finding {
        item: "QC5-01",
        value: PartlyMet,
        comment: "06 thủ tục hành chính niêm yết theo quyết định đã hết hiệu lực; mã QR dẫn đến trang cũ.",
        description: "Niêm yết thủ tục hành chính tại bộ phận một cửa chưa cập nhật kịp thời",
        cause_own: "Chưa rà soát khi có quyết định công bố mới.",
        order: "Rà soát, thay thế các thủ tục đã hết hiệu lực, cập nhật mã QR.",
        owner: WARD_OFFICE,
        evidence: "Danh mục thủ tục sau rà soát, ảnh chụp bảng niêm yết.",
    },
    Finding {
        item: "QC5-04",
        value: PartlyMet,
        comment: "Tỷ lệ hồ sơ trực tuyến ghi trong báo cáo không khớp với số lượng hồ sơ trên phần mềm.",
        description: "Số liệu hồ sơ thủ tục hành chính chưa khớp giữa báo cáo và phần mềm một cửa",
        cause_own: "Tổng hợp thủ công, chưa kiểm tra chéo.",
        order: "Đối chiếu lại số liệu với phần mềm, báo cáo bổ sung và nêu rõ mẫu số của từng tỷ lệ.",
        owner: WARD_OFFICE,
        evidence: "Bảng đối chiếu số liệu.",
    },
    Finding {
        item: "QC5-10",
        value: PartlyMet,
        comment: "Qua quan sát, một số công chức chưa đeo thẻ khi tiếp công dân; chưa có biên bản kiểm tra nội bộ.",
        description: "Việc thực hiện quy định văn hóa công sở, 02 bộ Quy tắc ứng xử có lúc chưa nghiêm",
        cause_own: "Công tác kiểm tra, nhắc nhở chưa thường xuyên.",
        order: "Tổ chức kiểm tra đột xuất ít nhất 01 lần/tháng, nhắc nhở và lưu biên bản.",
        owner: WARD_OFFICE,
        evidence: "Biên bản kiểm tra nội bộ.",
    },
    Finding {
        item: "QC5-14",
        value: NotMet,
        comment: "09 hồ sơ trễ hạn trong kỳ, chưa có văn bản xin lỗi.",
        description: "Hồ sơ giải quyết trễ hạn chưa có văn bản xin lỗi, hẹn lại ngày trả kết quả",
        cause_own: "Bộ phận một cửa chưa thực hiện đúng quy trình.",
        order: "Ban hành văn bản xin lỗi đối với hồ sơ trễ hạn; quán triệt quy trình trong bộ phận một cửa.",
        owner: WARD_OFFICE,
        evidence: "Bản sao văn bản xin lỗi.",
    },
    Finding {
        item: "QC6-06",
        value: PartlyMet,
        comment: "Còn 03 hộ chăn nuôi nhỏ lẻ trong khu dân cư chưa ký cam kết.",
        description: "Việc chấm dứt chăn nuôi trong khu dân cư còn chậm so với phương án",
        cause_own: "Công tác vận động chưa quyết liệt.",
        order: "Vận động, ký cam kết với các hộ còn lại; công khai lộ trình và chính sách hỗ trợ.",
        owner: WARD_OFFICE,
        evidence: "Bản cam kết, biên bản họp dân.",
    },
    Finding {
        item: "QC6-02",
        value: PartlyMet,
        comment: "04 tổ dân phố chưa lưu biên bản hội nghị định kỳ của cộng đồng dân cư.",
        description: "Biên bản, nghị quyết hội nghị của cộng đồng dân cư ở một số tổ dân phố chưa được lưu đầy đủ",
        cause_own: "Chưa thống nhất mẫu biên bản.",
        order: "Bổ sung biên bản, nghị quyết; ban hành mẫu thống nhất cho các tổ dân phố.",
        owner: STEERING,
        evidence: "Bản sao biên bản, nghị quyết.",
    },
    Finding {
        item: "QC6-08",
        value: PartlyMet,
        comment: "Kết quả xử lý vi phạm trật tự đô thị mới công khai 02/06 tháng.",
        description: "Công khai kết quả kiểm tra, xử lý vi phạm trật tự đô thị, vệ sinh môi trường chưa thường xuyên",
        cause_own: "Chưa đưa nội dung công khai vào lịch công tác tháng.",
        order: "Công khai kết quả xử lý hằng tháng trên bảng tin và hệ thống loa truyền thanh.",
        owner: WARD_OFFICE,
        evidence: "Ảnh chụp bảng tin, nội dung phát thanh.",
    },
];

/// Item and what was done well.
pub(in crate::register) const STRENGTHS: &[(&str, &str)] = &[
    (
        "CHUNG-01",
        "Ban Chỉ đạo thực hiện QCDC ở cơ sở được kiện toàn kịp thời, phân công nhiệm vụ cụ thể cho từng thành viên.",
    ),
    (
        "CHUNG-03",
        "Cấp ủy, chính quyền quan tâm quán triệt, tuyên truyền các văn bản chỉ đạo về công tác dân vận và 06 QCDC đến cán bộ, đảng viên và Nhân dân.",
    ),
    (
        "CHUNG-09",
        "MTTQ và các đoàn thể chủ động xây dựng kế hoạch giám sát theo Quyết định 217, 218 của Bộ Chính trị, có sản phẩm cụ thể.",
    ),
    (
        "QC1-09",
        "Xây dựng mô hình “Dân vận khéo” trong giải phóng mặt bằng, có bảng theo dõi kết quả vận động đến từng hộ.",
    ),
    (
        "QC1-04",
        "Tổ chức họp lấy ý kiến trực tiếp người có đất thu hồi đúng thành phần, biên bản ghi rõ các ý kiến khác nhau.",
    ),
    (
        "QC2-08",
        "Công khai số điện thoại đường dây nóng tiếp nhận phản ánh về trật tự xây dựng; phản ánh được trả lời trong ngày.",
    ),
    (
        "QC3-05",
        "Ban Giám sát đầu tư của cộng đồng được thành lập cho từng công trình, bầu thành viên tại hội nghị Nhân dân.",
    ),
    (
        "QC4-08",
        "Việc bình xét hộ nghèo, hộ cận nghèo, quà Tết được thực hiện công khai, dân chủ, có niêm yết danh sách.",
    ),
    (
        "QC5-05",
        "Bố trí cán bộ, đoàn viên hướng dẫn người dân nộp hồ sơ trực tuyến tại bộ phận một cửa và nhà sinh hoạt cộng đồng.",
    ),
    (
        "QC5-15",
        "Chủ tịch UBND phường tiếp công dân đúng lịch, sổ tiếp công dân ghi chép đầy đủ.",
    ),
    (
        "QC5-11",
        "Hội nghị cán bộ, công chức hằng năm được tổ chức đúng thành phần, có nghị quyết.",
    ),
    (
        "QC6-09",
        "Duy trì nền nếp phong trào tổng vệ sinh môi trường sáng thứ Bảy, vận động các hộ không sử dụng bếp than tổ ong.",
    ),
    (
        "QC6-03",
        "Quy ước của cộng đồng dân cư được sửa đổi, niêm yết tại tất cả nhà sinh hoạt cộng đồng.",
    ),
];

/// Item and why it does not apply.
pub(in crate::register) const NOT_APPLICABLE: &[(&str, &str)] = &[
    (
        "QC1-13",
        "Trong kỳ giám sát, trên địa bàn phường không có dự án chi trả bồi thường.",
    ),
    (
        "QC3-03",
        "Trong kỳ không có công trình do Nhân dân đóng góp.",
    ),
    (
        "QC2-02",
        "Trong kỳ không có đồ án quy hoạch, điều chỉnh quy hoạch phải lấy ý kiến.",
    ),
    (
        "QC6-04",
        "Trong kỳ không tổ chức bầu, cho thôi Tổ trưởng tổ dân phố.",
    ),
];

pub(in crate::register) const ASSESSMENTS: &[&str] = &[
    "Cấp ủy, chính quyền {phường} đã chủ động, tập trung lãnh đạo, chỉ đạo triển khai thực hiện 06 QCDC; các nội dung công khai cơ bản thực hiện theo quy định.",
    "{Phường} đã gắn việc thực hiện QCDC ở cơ sở với nhiệm vụ chính trị của địa phương; vai trò giám sát của MTTQ và các đoàn thể được phát huy.",
    "Việc thực hiện 06 QCDC trên địa bàn {phường} đi vào nền nếp, được Nhân dân đồng thuận; công tác phối hợp giữa Khối Dân vận với chính quyền ngày càng chặt chẽ.",
];

pub(in crate::register) const TOPICS: &[(&str, &[&str])] = &[
    (
        "việc thực hiện công tác dân vận của chính quyền và 06 quy chế dân chủ ở cơ sở",
        &[],
    ),
    (
        "việc thực hiện quy chế dân chủ trong công tác giải phóng mặt bằng",
        &["QC1", "QC2"],
    ),
    (
        "việc thực hiện quy chế dân chủ trong cải cách hành chính, tiếp công dân",
        &["QC5"],
    ),
    (
        "việc công khai thu, chi ngân sách và các loại quỹ",
        &["QC4"],
    ),
    (
        "việc thực hiện quy chế dân chủ trong quản lý trật tự đô thị, vệ sinh môi trường",
        &["QC6"],
    ),
];

/// Role on the unit's or the team's side, placeholder name, title.
pub(in crate::register) const TEAM: &[(&str, &str)] = &[
    ("Nguyễn Văn A", "Trưởng Ban Dân vận Quận ủy"),
    ("Trần Thị B", "Phó Trưởng Ban Dân vận Quận ủy"),
    ("Lê Thị C", "Chuyên viên Ban Dân vận Quận ủy"),
    ("Phạm Văn D", "Phó Chủ tịch Ủy ban MTTQ Việt Nam quận"),
];

pub(in crate::register) const HOSTS: &[(&str, &str)] = &[
    ("Hoàng Văn E", "Bí thư Đảng ủy phường"),
    ("Vũ Thị G", "Phó Bí thư Thường trực Đảng ủy phường"),
    ("Đỗ Văn H", "Chủ tịch UBND phường"),
    ("Bùi Thị K", "Chủ tịch Ủy ban MTTQ Việt Nam phường"),
];

pub(in crate::register) const REPORTED: &[&str] = &[
    "Đã hoàn thành nội dung theo yêu cầu, gửi kèm hồ sơ minh chứng.",
    "Đã bổ sung đầy đủ, niêm yết công khai tại trụ sở phường và nhà sinh hoạt cộng đồng.",
    "Đã tổ chức thực hiện xong; báo cáo khắc phục gửi kèm ảnh chụp và biên bản.",
];

pub(in crate::register) const VERIFIED: &[&str] = &[
    "Đã xem hồ sơ gốc và kiểm tra thực tế tại trụ sở phường, nội dung khắc phục đạt yêu cầu.",
    "Đã đối chiếu báo cáo với hồ sơ minh chứng, đủ và đúng nội dung yêu cầu.",
    "Đã kiểm tra bảng niêm yết tại 03 tổ dân phố, nội dung đầy đủ, có ghi ngày.",
];

pub(in crate::register) const RETURNED: &[&str] = &[
    "Hồ sơ mới có kế hoạch, chưa có kết quả thực hiện; đề nghị thực hiện xong và báo cáo lại.",
    "Ảnh minh chứng không ghi ngày, số liệu chưa khớp với phụ lục; đề nghị bổ sung.",
];

pub(in crate::register) const EXTENDED: &[&str] = &[
    "Khối lượng hồ sơ lớn, phường có văn bản đề nghị và cam kết thời gian hoàn thành.",
    "Dự án đang chờ cấp có thẩm quyền phê duyệt phương án.",
];

/// `{phường}` and `{Phường}` become the ward's name inside and at the head of a sentence.
pub(in crate::register) fn fill(text: &str, in_sentence: &str) -> String {
    text.replace("{phường}", in_sentence)
        .replace("{Phường}", &crate::domain::text::upper_first(in_sentence))
}

/// A draft of the shortcoming that a finding leads to, still without its visit.
pub(in crate::register) fn shortcoming(finding: &Finding, in_sentence: &str) -> Shortcoming {
    Shortcoming {
        description: finding.description.to_owned(),
        cause_own: finding.cause_own.to_owned(),
        order_text: finding.order.to_owned(),
        owner: fill(finding.owner, in_sentence),
        evidence: finding.evidence.to_owned(),
        ..Shortcoming::blank(VisitId(uuid::Uuid::nil()))
    }
}
