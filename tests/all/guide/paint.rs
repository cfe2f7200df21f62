//! The window painted without a graphics card: every computer makes the same dots.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::float_cmp,
    clippy::many_single_char_names,
    reason = "dots of a picture"
)]

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::rc::Rc;

use eframe::egui::epaint::{ClippedPrimitive, ImageData, Mesh, Primitive, TextureId, Vertex};
use eframe::egui::{Color32, ColorImage, FullOutput, TexturesDelta};
use egui_kittest::TestRenderer;
use flate2::Compression;
use flate2::write::ZlibEncoder;

/// The textures of a window.
#[derive(Clone, Default)]
pub struct Easel(Rc<RefCell<BTreeMap<u64, ColorImage>>>);

fn key(id: TextureId) -> u64 {
    match id {
        TextureId::Managed(id) | TextureId::User(id) => id,
    }
}

impl TestRenderer for Easel {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        let mut known = self.0.borrow_mut();
        let mut set: Vec<_> = delta.set.drain().collect();
        set.sort_by_key(|(id, _)| key(*id));
        for (id, changes) in set {
            for change in changes {
                let ImageData::Color(image) = &change.image;
                match change.pos {
                    None => drop(known.insert(key(id), (**image).clone())),
                    Some([left, top]) => {
                        let whole = known.get_mut(&key(id)).unwrap();
                        for y in 0..image.size[1] {
                            for x in 0..image.size[0] {
                                let at = (top + y) * whole.size[0] + left + x;
                                whole.pixels[at] = image.pixels[y * image.size[0] + x];
                            }
                        }
                    }
                }
            }
        }
        // what is freed now may still stand on the frame that is painted
        delta.free.clear();
    }
}

/// A picture in three bytes a dot.
pub struct Canvas {
    pub width: usize,
    pub height: usize,
    pub dots: Vec<[f32; 3]>,
}

impl Easel {
    pub fn paint(
        &self,
        ctx: &eframe::egui::Context,
        output: &FullOutput,
        (width, height): (usize, usize),
    ) -> Canvas {
        let mut canvas = Canvas {
            width,
            height,
            dots: vec![[255.0; 3]; width * height],
        };
        let known = self.0.borrow();
        let ppp = output.pixels_per_point;
        for ClippedPrimitive {
            clip_rect,
            primitive,
        } in ctx.tessellate(output.shapes.clone(), ppp)
        {
            let Primitive::Mesh(mesh) = primitive else {
                continue;
            };
            let Some(texture) = known.get(&key(mesh.texture_id)) else {
                continue;
            };
            let clip = clip_rect * ppp;
            let area = [
                clip.left().round().clamp(0.0, width as f32) as usize,
                clip.top().round().clamp(0.0, height as f32) as usize,
                clip.right().round().clamp(0.0, width as f32) as usize,
                clip.bottom().round().clamp(0.0, height as f32) as usize,
            ];
            canvas.mesh(&mesh, texture, area, ppp);
        }
        canvas
    }
}

fn cross(a: (f32, f32), b: (f32, f32), p: (f32, f32)) -> f32 {
    (b.0 - a.0) * (p.1 - a.1) - (b.1 - a.1) * (p.0 - a.0)
}

/// Whether dots that lie on this edge belong to its triangle: two that share an edge never paint a dot twice.
fn owns(a: (f32, f32), b: (f32, f32)) -> bool {
    (a.1 == b.1 && b.0 > a.0) || b.1 < a.1
}

impl Canvas {
    fn mesh(&mut self, mesh: &Mesh, texture: &ColorImage, area: [usize; 4], ppp: f32) {
        for three in mesh.indices.chunks_exact(3) {
            let corner = |at: usize| mesh.vertices[three[at] as usize];
            self.triangle([corner(0), corner(1), corner(2)], texture, area, ppp);
        }
    }

    fn triangle(&mut self, corners: [Vertex; 3], texture: &ColorImage, area: [usize; 4], ppp: f32) {
        let at = |v: &Vertex| (v.pos.x * ppp, v.pos.y * ppp);
        let [a, mut b, mut c] = corners;
        let whole = cross(at(&a), at(&b), at(&c));
        if whole == 0.0 {
            return;
        }
        if whole < 0.0 {
            std::mem::swap(&mut b, &mut c);
        }
        let whole = whole.abs();
        let (pa, pb, pc) = (at(&a), at(&b), at(&c));
        let low = |x: f32, y: f32, z: f32| (x.min(y).min(z) - 0.5).floor().max(0.0) as usize;
        let high = |x: f32, y: f32, z: f32| (x.max(y).max(z) + 0.5).ceil().max(0.0) as usize;
        let (left, right) = (low(pa.0, pb.0, pc.0), high(pa.0, pb.0, pc.0));
        let (top, bottom) = (low(pa.1, pb.1, pc.1), high(pa.1, pb.1, pc.1));
        for y in top.max(area[1])..bottom.min(area[3]) {
            for x in left.max(area[0])..right.min(area[2]) {
                let p = (x as f32 + 0.5, y as f32 + 0.5);
                let (wa, wb, wc) = (cross(pb, pc, p), cross(pc, pa, p), cross(pa, pb, p));
                let inside = |w: f32, from, to| w > 0.0 || (w == 0.0 && owns(from, to));
                if !inside(wa, pb, pc) || !inside(wb, pc, pa) || !inside(wc, pa, pb) {
                    continue;
                }
                let (wa, wb, wc) = (wa / whole, wb / whole, wc / whole);
                let u = a.uv.x * wa + b.uv.x * wb + c.uv.x * wc;
                let v = a.uv.y * wa + b.uv.y * wb + c.uv.y * wc;
                let texel = sample(texture, u, v);
                let (ca, cb, cc) = (rgba(a.color), rgba(b.color), rgba(c.color));
                let mut colour = [0.0; 4];
                for (n, out) in colour.iter_mut().enumerate() {
                    let vertex = ca[n] * wa + cb[n] * wb + cc[n] * wc;
                    *out = vertex * texel[n] / 255.0;
                }
                let under = &mut self.dots[y * self.width + x];
                for n in 0..3 {
                    under[n] = (colour[n] + under[n] * (1.0 - colour[3] / 255.0)).min(255.0);
                }
            }
        }
    }

    /// As PNG with at most 256 colours, cut to `area` (left, top, right, bottom).
    pub fn png(&self, area: [usize; 4]) -> Vec<u8> {
        let [left, top, right, bottom] = area;
        let (right, bottom) = (right.min(self.width), bottom.min(self.height));
        let dots: Vec<[u8; 3]> = (top..bottom)
            .flat_map(|y| (left..right).map(move |x| (x, y)))
            .map(|(x, y)| self.dots[y * self.width + x].map(|value| value.round() as u8))
            .collect();
        let mut counts: BTreeMap<[u8; 3], usize> = BTreeMap::new();
        for dot in &dots {
            *counts.entry(*dot).or_default() += 1;
        }
        let list = palette(&counts);
        let places: BTreeMap<[u8; 3], u8> = counts
            .keys()
            .map(|colour| {
                let far = |other: &[u8; 3]| -> u32 {
                    let parts = colour.iter().zip(other);
                    parts.map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum()
                };
                let nearest = (0..list.len()).min_by_key(|at| far(&list[*at])).unwrap();
                (*colour, u8::try_from(nearest).unwrap())
            })
            .collect();
        let (width, height) = (right - left, bottom - top);
        let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
        for row in dots.chunks(width) {
            let row: Vec<u8> = row.iter().map(|dot| places[dot]).collect();
            packer.write_all(&[0]).unwrap();
            packer.write_all(&row).unwrap();
        }
        let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
        let mut head = Vec::new();
        head.extend(u32::try_from(width).unwrap().to_be_bytes());
        head.extend(u32::try_from(height).unwrap().to_be_bytes());
        head.extend([8, 3, 0, 0, 0]);
        chunk(&mut png, *b"IHDR", &head);
        chunk(&mut png, *b"PLTE", &list.concat());
        chunk(&mut png, *b"IDAT", &packer.finish().unwrap());
        chunk(&mut png, *b"IEND", &[]);
        png
    }
}

/// The colours that stand on most dots, none nearly like another that is there already.
fn palette(counts: &BTreeMap<[u8; 3], usize>) -> Vec<[u8; 3]> {
    let mut by_count: Vec<([u8; 3], usize)> = counts.iter().map(|(c, n)| (*c, *n)).collect();
    by_count.sort_by_key(|(colour, count)| (std::cmp::Reverse(*count), *colour));
    let mut list: Vec<[u8; 3]> = Vec::new();
    for near in [6, 2, 0] {
        for (colour, count) in &by_count {
            let alike = |other: &[u8; 3]| {
                let parts = colour.iter().zip(other);
                parts.map(|(a, b)| a.abs_diff(*b)).max().unwrap() <= near
            };
            // large areas keep their very colour
            let known = if *count > 3000 {
                list.contains(colour)
            } else {
                list.iter().any(alike)
            };
            if list.len() < 256 && !known {
                list.push(*colour);
            }
        }
    }
    list
}

fn chunk(out: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    out.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
    let mut crc = flate2::Crc::new();
    crc.update(&kind);
    crc.update(data);
    out.extend(kind);
    out.extend(data);
    out.extend(crc.sum().to_be_bytes());
}

fn rgba(colour: Color32) -> [f32; 4] {
    colour.to_array().map(f32::from)
}

/// Between the four nearest dots of the texture.
fn sample(texture: &ColorImage, u: f32, v: f32) -> [f32; 4] {
    let [width, height] = texture.size;
    let (x, y) = (u * width as f32 - 0.5, v * height as f32 - 0.5);
    let (left, top) = (x.floor(), y.floor());
    let (fx, fy) = (x - left, y - top);
    let dot = |x: f32, y: f32| {
        let x = x.clamp(0.0, (width - 1) as f32) as usize;
        let y = y.clamp(0.0, (height - 1) as f32) as usize;
        rgba(texture.pixels[y * width + x])
    };
    if fx == 0.0 && fy == 0.0 {
        return dot(left, top);
    }
    let (a, b) = (dot(left, top), dot(left + 1.0, top));
    let (c, d) = (dot(left, top + 1.0), dot(left + 1.0, top + 1.0));
    let mut out = [0.0; 4];
    for (n, out) in out.iter_mut().enumerate() {
        let upper = a[n] * (1.0 - fx) + b[n] * fx;
        let lower = c[n] * (1.0 - fx) + d[n] * fx;
        *out = upper * (1.0 - fy) + lower * fy;
    }
    out
}
