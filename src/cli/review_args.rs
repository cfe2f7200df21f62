//! What can be typed after `qcdc show` for the figures of the review.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::args::{ListFormat, day};
use crate::domain::Period;
use crate::read::review::{RankBy, ReviewBy};

#[derive(Debug, Subcommand)]
pub(super) enum ReviewCommand {
    /// Tình hình khắc phục theo đơn vị, quy chế, nơi chịu trách nhiệm, mức độ, thời gian
    #[command(
        override_usage = "qcdc show review [TÙY CHỌN]",
        after_help = "Ví dụ:\n  qcdc show review --by regulation --year 2023 --json\n  \
            qcdc show review --format xlsx --out danh-gia.xlsx"
    )]
    Review {
        #[arg(
            long,
            value_name = "CÁCH",
            value_parser = by,
            help = "Chia theo: unit (nếu không ghi), regulation, owner, level, age"
        )]
        by: Option<ReviewBy>,
        #[command(flatten)]
        span: SpanArgs,
        #[arg(
            long,
            value_name = "DẠNG",
            hide_possible_values = true,
            requires = "out",
            conflicts_with = "json",
            help = "Dạng tệp: xlsx, gồm mọi bảng"
        )]
        format: Option<ListFormat>,
        #[arg(
            long,
            value_name = "TỆP",
            requires = "format",
            help = "Tệp ghi ra, cùng với --format"
        )]
        out: Option<PathBuf>,
    },
    /// Xếp hạng đơn vị, ghi cả tử số và mẫu số
    #[command(override_usage = "qcdc show ranking [TÙY CHỌN]")]
    Ranking {
        #[arg(
            long,
            value_name = "CÁCH",
            value_parser = rank,
            help = "Xếp theo: on_time (đúng hạn, nếu không ghi), score, late, findings"
        )]
        by: Option<RankBy>,
        #[command(flatten)]
        span: SpanArgs,
    },
    /// Điểm và số tồn tại theo đơn vị, quy chế, quý
    #[command(override_usage = "qcdc show trend [TÙY CHỌN]")]
    Trend {
        #[command(flatten)]
        span: SpanArgs,
    },
    /// Tồn tại lặp lại nhiều nhất, theo quy chế và đơn vị
    #[command(override_usage = "qcdc show repeats [TÙY CHỌN]")]
    Repeats {
        #[command(flatten)]
        span: SpanArgs,
    },
    /// Mục đơn vị tự chấm cao hơn đoàn chấm
    #[command(override_usage = "qcdc show self-ratings [TÙY CHỌN]")]
    SelfRatings {
        #[command(flatten)]
        span: SpanArgs,
    },
}

/// Which visits are looked at.
#[derive(Debug, Args)]
pub(super) struct SpanArgs {
    #[arg(long, value_name = "NĂM", help = "Chỉ các cuộc giám sát trong năm này")]
    pub year: Option<i32>,
    #[arg(
        long,
        value_name = "KỲ",
        value_parser = super::paper_args::period,
        requires = "year",
        help = "Kỳ trong năm: q1, q2, q3, q4, 6m, 9m, year"
    )]
    pub period: Option<Period>,
    #[arg(
        long,
        value_name = "QUẬN",
        help = "Chỉ các đơn vị của quận này, ví dụ long-bien"
    )]
    pub district: Option<String>,
    #[arg(
        long,
        value_name = "NGÀY",
        value_parser = day,
        help = "Tính đến ngày này, ví dụ 28/02/2023; không ghi thì đến hôm nay"
    )]
    pub as_of: Option<NaiveDate>,
    #[arg(long, help = "In ra dạng JSON cho chương trình khác đọc")]
    pub json: bool,
}

fn by(text: &str) -> Result<ReviewBy, String> {
    ReviewBy::ALL
        .into_iter()
        .find(|by| by.code() == text.to_lowercase())
        .ok_or_else(|| "ghi một trong: unit, regulation, owner, level, age".to_owned())
}

fn rank(text: &str) -> Result<RankBy, String> {
    RankBy::from_code(&text.to_lowercase())
        .ok_or_else(|| "ghi một trong: on_time, score, late, findings".to_owned())
}
