//! Pictures of pages: wished for by the pages in sight, drawn elsewhere, kept while there is room.

use std::cell::RefCell;
use std::rc::Rc;

use eframe::egui::{ColorImage, Context, TextureHandle, TextureId, TextureOptions};

use crate::worker::{Drawn, Wanted};

/// What all kept pictures may take together.
const ROOM: usize = 96 * 1024 * 1024;
const BYTES_PER_DOT: usize = 4;

/// All pictures of one window.
#[derive(Clone, Debug, Default)]
pub struct Pictures(Rc<RefCell<Stock>>);

/// Document, page, width in dots.
type Key = (u64, usize, u32);

fn key(wanted: &Wanted) -> Key {
    (wanted.document, wanted.page, wanted.width)
}

#[derive(Default)]
struct Stock {
    kept: Vec<Kept>,
    wanted: Vec<Wanted>,
    sent: Vec<Key>,
    cannot: Vec<Key>,
    frame: u64,
}

struct Kept {
    key: Key,
    texture: Option<TextureHandle>,
    bytes: usize,
    seen: u64,
}

impl Kept {
    fn found(&self) -> Found {
        self.texture
            .as_ref()
            .map_or(Found::Coming, |texture| Found::Picture(texture.id()))
    }
}

impl std::fmt::Debug for Stock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stock")
            .field("kept", &self.kept.len())
            .field("wanted", &self.wanted.len())
            .finish_non_exhaustive()
    }
}

/// What there is of a page.
#[derive(Debug)]
pub enum Found {
    /// A picture, perhaps of another size while the right one is drawn.
    Picture(TextureId),
    /// Nothing yet.
    Coming,
    /// The page cannot be drawn.
    Cannot,
}

impl Pictures {
    /// A new frame: what is not wished for again is no longer wanted.
    pub fn begin(&self) {
        let mut stock = self.0.borrow_mut();
        stock.frame += 1;
        stock.wanted.clear();
    }

    /// The picture of a page, or the nearest there is; wishes for the right one. `before` is the version of the paper
    /// whose pictures stand in until the new ones are there.
    pub fn find(&self, wanted: &Wanted, before: Option<u64>) -> Found {
        let stock = &mut *self.0.borrow_mut();
        let key = key(wanted);
        if stock.cannot.contains(&key) {
            return Found::Cannot;
        }
        let frame = stock.frame;
        let exact = stock.kept.iter_mut().find(|kept| kept.key == key);
        if let Some(kept) = exact {
            kept.seen = frame;
            return kept.found();
        }
        if !stock.wanted.iter().any(|other| self::key(other) == key) {
            stock.wanted.push(wanted.clone());
        }
        let near = |kept: &&mut Kept| {
            let (document, page, _) = kept.key;
            page == wanted.page && (document == wanted.document || Some(document) == before)
        };
        let nearest = stock.kept.iter_mut().filter(near).min_by_key(|kept| {
            let (document, _, width) = kept.key;
            (document != wanted.document, width.abs_diff(wanted.width))
        });
        match nearest {
            Some(kept) => {
                kept.seen = frame;
                kept.found()
            }
            None => Found::Coming,
        }
    }

    /// What to draw from now on, when that has changed since the last call.
    pub fn wishes(&self) -> Option<Vec<Wanted>> {
        let mut stock = self.0.borrow_mut();
        let keys: Vec<Key> = stock.wanted.iter().map(key).collect();
        if keys == stock.sent {
            return None;
        }
        stock.sent = keys;
        Some(stock.wanted.clone())
    }

    /// Takes a picture in.
    pub fn take(&self, ctx: &Context, drawn: Drawn) {
        let key = (drawn.document, drawn.page, drawn.width);
        let Some(picture) = drawn.picture else {
            let mut stock = self.0.borrow_mut();
            stock.sent.retain(|sent| *sent != key);
            stock.cannot.push(key);
            return;
        };
        let size = [picture.width, picture.height];
        let bytes = picture.dots.len();
        if bytes != picture.width * picture.height * BYTES_PER_DOT {
            self.0.borrow_mut().cannot.push(key);
            return;
        }
        let image = ColorImage::from_rgba_premultiplied(size, &picture.dots);
        let name = format!("page {} of {}", drawn.page, drawn.document);
        let texture = ctx.load_texture(name, image, TextureOptions::LINEAR);
        self.keep(key, Some(texture), bytes);
    }

    fn keep(&self, key: Key, texture: Option<TextureHandle>, bytes: usize) {
        let stock = &mut *self.0.borrow_mut();
        stock.sent.retain(|sent| *sent != key);
        stock.kept.retain(|kept| kept.key != key);
        stock.kept.push(Kept {
            key,
            texture,
            bytes,
            seen: stock.frame,
        });
        stock.make_room(ROOM);
    }
}

impl Stock {
    /// Lets go of what was not looked at for longest; never of what is in sight.
    fn make_room(&mut self, room: usize) {
        let mut used: usize = self.kept.iter().map(|kept| kept.bytes).sum();
        while used > room {
            let oldest = self
                .kept
                .iter()
                .enumerate()
                .filter(|(_, kept)| kept.seen + 1 < self.frame)
                .min_by_key(|(_, kept)| kept.seen)
                .map(|(place, _)| place);
            let Some(place) = oldest else { break };
            used -= self.kept.remove(place).bytes;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::worker::Picture;

    fn wanted(document: u64, page: usize, width: u32) -> Wanted {
        Wanted {
            document,
            pdf: Arc::new(Vec::new()),
            page,
            width,
        }
    }

    fn drawn(document: u64, page: usize, width: u32) -> Drawn {
        Drawn {
            document,
            page,
            width,
            picture: Some(Picture {
                width: 2,
                height: 1,
                dots: vec![255; 8],
            }),
        }
    }

    #[test]
    fn a_wish_is_sent_once_and_the_old_version_stands_in() {
        let (pictures, ctx) = (Pictures::default(), Context::default());
        pictures.begin();
        assert!(matches!(
            pictures.find(&wanted(1, 0, 500), None),
            Found::Coming
        ));
        assert_eq!(pictures.wishes().unwrap().len(), 1);
        pictures.begin();
        pictures.find(&wanted(1, 0, 500), None);
        assert!(pictures.wishes().is_none(), "it is on its way");
        pictures.take(&ctx, drawn(1, 0, 500));
        pictures.begin();
        assert!(matches!(
            pictures.find(&wanted(1, 0, 500), None),
            Found::Picture(_)
        ));
        assert!(pictures.wishes().is_none_or(|wishes| wishes.is_empty()));
        // the text changed: the page of before is shown, the new one wished for
        pictures.begin();
        assert!(matches!(
            pictures.find(&wanted(2, 0, 500), Some(1)),
            Found::Picture(_)
        ));
        assert_eq!(pictures.wishes().unwrap()[0].document, 2);
    }

    #[test]
    fn a_page_that_cannot_be_drawn_is_not_asked_for_again() {
        let (pictures, ctx) = (Pictures::default(), Context::default());
        pictures.begin();
        pictures.find(&wanted(1, 3, 500), None);
        pictures.take(
            &ctx,
            Drawn {
                picture: None,
                ..drawn(1, 3, 500)
            },
        );
        pictures.begin();
        assert!(matches!(
            pictures.find(&wanted(1, 3, 500), None),
            Found::Cannot
        ));
        assert!(pictures.wishes().is_none_or(|wishes| wishes.is_empty()));
    }

    #[test]
    fn room_is_made_of_what_nobody_sees() {
        let pictures = Pictures::default();
        for page in 0..10 {
            pictures.begin();
            pictures.keep((1, page, 500), None, ROOM / 4);
        }
        let stock = pictures.0.borrow();
        let used: usize = stock.kept.iter().map(|kept| kept.bytes).sum();
        assert!(used <= ROOM, "{used}");
        assert!(stock.kept.iter().any(|kept| kept.key == (1, 9, 500)));
    }
}
