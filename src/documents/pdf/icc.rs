//! A small sRGB profile (ICC v4, matrix and parametric curve), for the output intent of PDF/A.

const HEADER: usize = 128;
const TAG_ENTRY: usize = 12;

/// sRGB to the D50 connection space, as 16.16 fixed point.
const RED: [i32; 3] = [0x6FA2, 0x38F5, 0x0390];
const GREEN: [i32; 3] = [0x6299, 0xB785, 0x18DA];
const BLUE: [i32; 3] = [0x24A0, 0x0F84, 0xB6CF];
const D50: [i32; 3] = [0xF6D6, 0x1_0000, 0xD32D];
/// D65 to D50 (Bradford).
const ADAPTATION: [i32; 9] = [68674, 1502, -3291, 1939, 64912, -1118, -605, 988, 49262];
/// IEC 61966-2-1: g, a, b, c, d.
const CURVE: [i32; 5] = [0x2_6666, 0xF2A7, 0x0D59, 0x13D0, 0x0A5B];

/// The bytes of the profile; `None` never, but for a profile past 4 GB.
pub(super) fn srgb() -> Option<Vec<u8>> {
    let white = fixed(*b"XYZ ", &D50);
    let curve = {
        let mut data = b"para\0\0\0\0\0\x03\0\0".to_vec();
        data.extend(CURVE.iter().flat_map(|n| n.to_be_bytes()));
        data
    };
    let tags: [(&[u8; 4], Vec<u8>); 10] = [
        (b"desc", text("sRGB")?),
        (b"cprt", text("CC0")?),
        (b"wtpt", white),
        (b"chad", fixed(*b"sf32", &ADAPTATION)),
        (b"rXYZ", fixed(*b"XYZ ", &RED)),
        (b"gXYZ", fixed(*b"XYZ ", &GREEN)),
        (b"bXYZ", fixed(*b"XYZ ", &BLUE)),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    let mut table = u32::try_from(tags.len()).ok()?.to_be_bytes().to_vec();
    let mut data = Vec::new();
    let data_start = HEADER + 4 + TAG_ENTRY * tags.len();
    for (name, bytes) in tags {
        table.extend(name);
        table.extend(u32::try_from(data_start + data.len()).ok()?.to_be_bytes());
        table.extend(u32::try_from(bytes.len()).ok()?.to_be_bytes());
        data.extend(bytes);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let size = u32::try_from(data_start + data.len()).ok()?;
    let mut profile = header(size);
    profile.extend(table);
    profile.extend(data);
    Some(profile)
}

fn header(size: u32) -> Vec<u8> {
    let mut out = size.to_be_bytes().to_vec();
    out.extend([0; 4]);
    out.extend([4, 0x20, 0, 0]);
    out.extend(b"mntrRGB XYZ ");
    for part in [2022_u16, 1, 1, 0, 0, 0] {
        out.extend(part.to_be_bytes());
    }
    out.extend(b"acsp");
    // platform, flags, maker, model, attributes, intent: none
    out.extend([0; 28]);
    out.extend(D50.iter().flat_map(|n| n.to_be_bytes()));
    out.resize(HEADER, 0);
    out
}

fn fixed(kind: [u8; 4], numbers: &[i32]) -> Vec<u8> {
    let mut out = kind.to_vec();
    out.extend([0; 4]);
    out.extend(numbers.iter().flat_map(|n| n.to_be_bytes()));
    out
}

fn text(text: &str) -> Option<Vec<u8>> {
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut out = b"mluc\0\0\0\0".to_vec();
    for number in [1_u32, 12] {
        out.extend(number.to_be_bytes());
    }
    out.extend(b"enUS");
    out.extend(u32::try_from(utf16.len()).ok()?.to_be_bytes());
    out.extend(28_u32.to_be_bytes());
    out.extend(utf16);
    Some(out)
}
