//! `qcdc guide`: the user's guide as PDF. `qcdc about`: version, folders, licences.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;

use super::{World, place};
use crate::documents;
use crate::read::about;
use crate::read::guide::file_name;
use crate::store::files::write_atomic;

#[derive(Debug, Args)]
#[command(
    override_usage = "qcdc guide [TÙY CHỌN]",
    after_help = "Cũng hướng dẫn đó mở bằng phím F1 trong cửa sổ.\n\n\
        Ví dụ:\n  qcdc guide --out huong-dan.pdf\n  qcdc guide --quick --out bat-dau-nhanh.pdf"
)]
pub(super) struct GuideArgs {
    #[arg(long, help = "Chỉ trang Bắt đầu nhanh, một tờ A4")]
    pub quick: bool,
    #[arg(
        long,
        alias = "output",
        value_name = "TỆP",
        help = "Tệp PDF ghi ra; không ghi thì đặt tên sẵn trong thư mục đang đứng"
    )]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(override_usage = "qcdc about [TÙY CHỌN]")]
pub(super) struct AboutArgs {
    #[arg(
        long,
        alias = "licenses",
        help = "In giấy phép của chương trình, phông chữ và mọi thành phần"
    )]
    pub licences: bool,
}

pub(super) fn run(args: &GuideArgs, world: &mut World<'_>) -> Result<()> {
    let name = Path::new(file_name(args.quick));
    let to = args.out.as_deref().unwrap_or(name);
    let pdf = documents::guide::pdf(args.quick)?;
    write_atomic(to, &pdf.bytes)?;
    writeln!(
        world.err,
        "Đã ghi hướng dẫn vào “{}”, {} trang.",
        to.display(),
        pdf.pages
    )?;
    Ok(())
}

pub(super) fn about(file: Option<&Path>, args: &AboutArgs, world: &mut World<'_>) -> Result<()> {
    if args.licences {
        writeln!(world.out, "{}\n\n{}", about::LICENCE, about::licences())?;
        return Ok(());
    }
    writeln!(world.out, "{}\n{}\n", about::NAME, about::PURPOSE)?;
    for (label, value) in about::build() {
        writeln!(world.out, "{label}: {value}")?;
    }
    let data = file.map_or_else(place::own_file, |file| Ok(file.to_owned()));
    if let Ok(data) = data {
        writeln!(world.out, "Tệp dữ liệu: {}", data.display())?;
    }
    let reports = place::report_folder();
    writeln!(world.out, "Báo cáo sự cố để ở: {}", reports.display())?;
    writeln!(
        world.out,
        "Giấy phép: MIT; các thành phần và phông chữ: qcdc about --licences"
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::cli::vietnamese;
    use crate::read::guide::{Part, Word, guide};

    #[test]
    fn every_command_that_the_guide_names_can_be_typed() {
        let whole = vietnamese::command();
        let mut count = 0;
        for chapter in guide() {
            for part in &chapter.parts {
                let (Part::Text(words) | Part::Step(_, words) | Part::Point(words)) = part else {
                    continue;
                };
                for word in words {
                    let Word::Key(typed) = word else { continue };
                    let Some(typed) = typed.strip_prefix("qcdc ") else {
                        continue;
                    };
                    count += 1;
                    let mut command = &whole;
                    for word in typed.split_whitespace() {
                        if let Some(option) = word.strip_prefix("--") {
                            let has = command
                                .get_arguments()
                                .any(|argument| argument.get_long() == Some(option));
                            assert!(has, "{typed}");
                        } else if let Some(below) = command.find_subcommand(word) {
                            command = below;
                        } else {
                            assert!(
                                !command.has_subcommands() || command.get_name() == "qcdc",
                                "{typed}"
                            );
                        }
                    }
                }
            }
        }
        assert!(count > 15, "{count}");
    }
}
