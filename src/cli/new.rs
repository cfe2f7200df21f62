//! `qcdc new`: a new file with the catalogue, the wards and the supervising body.

use std::path::Path;

use anyhow::{Result, bail};

use super::World;
use super::args::NewArgs;
use super::place;
use crate::domain::text::thousands;
use crate::register::Register;

/// Ratings of a made-up visit.
const RATINGS_PER_VISIT: usize = 20;

pub(super) fn run(file: Option<&Path>, args: &NewArgs, world: &mut World<'_>) -> Result<()> {
    let path = if let Some(path) = file {
        path.to_owned()
    } else {
        let own = place::own_file()?;
        place::make_folder(&own)?;
        own
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
    let mut register =
        Register::create(&path, district.code(), world.os_user.clone(), world.clock())?;
    let mut made = format!("{} đơn vị", register.units(register.today())?.len());
    if let Some(plan) = args.generate {
        let visits = usize::try_from(plan.visits)?;
        register.generate(visits, RATINGS_PER_VISIT, plan.seed, &mut |_| {})?;
        made = format!("{made}, {} cuộc giám sát giả", thousands(visits));
    }
    writeln!(world.err, "Đã tạo tệp “{}” với {made}.", path.display())?;
    Ok(())
}
