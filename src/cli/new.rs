//! `qcdc new`: a new file with the catalogue, the wards and the supervising body.

use std::path::Path;

use anyhow::{Result, bail};

use super::World;
use super::args::NewArgs;
use super::place;
use crate::register::Register;

pub(super) fn run(file: Option<&Path>, args: &NewArgs, world: &mut World<'_>) -> Result<()> {
    let path = match file {
        Some(path) => path.to_owned(),
        None => {
            let own = place::own_file()?;
            place::make_folder(&own)?;
            own
        }
    };
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        && !folder.is_dir()
    {
        bail!(
            "Không có thư mục “{}”. Hãy tạo thư mục trước hoặc chọn chỗ khác.",
            folder.display()
        );
    }
    let district = args.district.unwrap_or_default();
    let register = Register::create(&path, district.code(), world.os_user.clone(), world.clock())?;
    if let Some(plan) = args.generate {
        bail!(
            "Bản này chưa tạo được {} cuộc giám sát giả; tệp “{}” đã tạo, chưa có cuộc nào.",
            plan.visits,
            path.display()
        );
    }
    let units = register.units(register.today())?.len();
    writeln!(
        world.err,
        "Đã tạo tệp “{}” với {units} đơn vị.",
        path.display()
    )?;
    Ok(())
}
