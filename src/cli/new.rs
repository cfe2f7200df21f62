//! `qcdc new`: a new file with the catalogue, the wards and the supervising body.

use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::World;
use super::args::NewArgs;
use super::import as reading;
use super::place;
use crate::domain::text::thousands;
use crate::press;
use crate::read::district_file::DistrictFile;
use crate::register::{Register, RegisterError};
use crate::store::files;

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
    let (user, clock) = (world.os_user.clone(), world.clock());
    let mut register = if let Some(from) = &args.district_file {
        let bytes = reading::read(from)?;
        let wrong = || {
            format!(
                "Tệp “{}” chưa dùng được; không tạo tệp nào.",
                from.display()
            )
        };
        let district = press::district::read(&bytes)
            .map_err(RegisterError::from)
            .with_context(wrong)?;
        Register::create_for(&path, &district, user, clock).with_context(wrong)?
    } else {
        let district = args.district.unwrap_or_default();
        Register::create(&path, district.code(), user, clock)?
    };
    let mut made = format!("{} đơn vị", register.units(register.today())?.len());
    if let Some(plan) = args.generate {
        let visits = usize::try_from(plan.visits)?;
        register.generate(visits, RATINGS_PER_VISIT, plan.seed, &mut |_| {})?;
        made = format!("{made}, {} cuộc giám sát giả", thousands(visits));
    }
    writeln!(world.err, "Đã tạo tệp “{}” với {made}.", path.display())?;
    Ok(())
}

/// `qcdc export district`: the district of the file, or a form to fill in.
pub(super) fn export_district(
    file: Option<&Path>,
    empty: bool,
    out: &Path,
    world: &mut World<'_>,
) -> Result<()> {
    let district = if empty {
        DistrictFile::empty()
    } else {
        world.open(file)?.district_file()?
    };
    files::write_atomic(out, &press::district::bytes(&district, out)?).map_err(|error| {
        anyhow::anyhow!(
            "Không ghi được tệp “{}”: {}",
            out.display(),
            files::explain(&error)
        )
    })?;
    writeln!(world.err, "Đã ghi “{}”.", out.display())?;
    Ok(())
}
