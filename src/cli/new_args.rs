//! What can be typed about a new file.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
#[command(
    override_usage = "qcdc new [TÙY CHỌN]",
    after_help = "Tệp đã có thì giữ nguyên và báo lỗi.\n\n\
        Ví dụ:\n  \
        qcdc new --file quan.qcdc\n  \
        qcdc new --file dong-da.qcdc --district dong-da"
)]
pub(super) struct NewArgs {
    #[arg(
        long,
        value_name = "QUẬN",
        hide_possible_values = true,
        help = "Quận: long-bien (nếu không ghi) hoặc dong-da"
    )]
    pub district: Option<District>,
    #[arg(
        long,
        value_name = "TỆP",
        conflicts_with = "district",
        help = "Quận khác, từ tệp Excel hoặc JSON; mẫu: qcdc export district --empty"
    )]
    pub district_file: Option<PathBuf>,
    #[arg(
        long,
        value_name = "visits=N,seed=S",
        value_parser = GeneratePlan::parse,
        help = "Thêm N cuộc giám sát giả để đo tốc độ; S như nhau thì dữ liệu như nhau"
    )]
    pub generate: Option<GeneratePlan>,
}

/// Districts that ship with the program.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum District {
    #[default]
    LongBien,
    DongDa,
}

impl District {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::LongBien => "long-bien",
            Self::DongDa => "dong-da",
        }
    }
}

/// How many made-up visits a new file gets, and from which seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GeneratePlan {
    pub visits: u32,
    pub seed: u64,
}

impl GeneratePlan {
    /// Reads `visits=N,seed=S`; the seed may be left out.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        const HOW: &str = "ghi như visits=1000,seed=1";
        let (mut visits, mut seed) = (None, 1);
        for part in text.split(',') {
            match part.trim().split_once('=') {
                Some(("visits", number)) => {
                    visits = Some(number.parse().map_err(|_| HOW.to_owned())?);
                }
                Some(("seed", number)) => seed = number.parse().map_err(|_| HOW.to_owned())?,
                _ => return Err(HOW.to_owned()),
            }
        }
        let visits = visits.ok_or_else(|| HOW.to_owned())?;
        Ok(Self { visits, seed })
    }
}
