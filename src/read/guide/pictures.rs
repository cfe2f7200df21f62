//! The pictures of the guide, made from the program itself by `scripts/guide-pictures.sh`.

/// A picture, as PNG.
#[derive(Debug, Clone, Copy)]
pub struct Picture {
    /// Tells it from the others.
    pub number: usize,
    pub bytes: &'static [u8],
}

impl Picture {
    /// Width and height in dots, from the head of the file.
    pub fn size(self) -> (u32, u32) {
        let number = |from: usize| {
            let four = self.bytes.get(from..from + 4);
            let four = four.and_then(|four| <[u8; 4]>::try_from(four).ok());
            four.map_or(1, u32::from_be_bytes).max(1)
        };
        (number(16), number(20))
    }
}

macro_rules! pictures {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../../assets/guide/pictures/", $name, ".png")))),*]
    };
}

const PICTURES: &[(&str, &[u8])] = pictures![
    "bao-cao-thang",
    "cai-dat",
    "dan-van-kheo",
    "danh-gia",
    "danh-muc",
    "don-doc",
    "ghi-cuoc",
    "ghi-ton-tai",
    "ho-so-luu",
    "ke-hoach-nam",
    "ket-luan",
    "kiem-tra",
    "lan-dau",
    "mang-di",
    "nhap-excel",
    "phoi-hop",
    "phuong",
    "sao-luu",
    "sap-xep",
    "so-lieu",
    "so-lieu-phieu",
    "thong-tin",
    "tim",
    "ton-tai",
    "tong-quan",
    "van-ban",
    "van-ban-chi-dao",
    "van-ban-di",
];

/// A picture by the name of its file.
pub fn picture(name: &str) -> Option<Picture> {
    let mut all = PICTURES.iter().enumerate();
    all.find(|(_, (other, _))| *other == name)
        .map(|(number, (_, bytes))| Picture { number, bytes })
}
