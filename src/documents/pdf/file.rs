//! The finished document as bytes. The tree of a long table is thousands of small objects, which the library's own
//! writer would write three times each: here once, packed together, streams on all processors.

use std::io::{Error, Write as _};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};

/// Small objects packed into one stream.
const TOGETHER: usize = 200;
const HEAD: &[u8] = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";

/// Where an object is found.
#[derive(Clone, Copy)]
enum Place {
    At(usize),
    Within { stream: u32, index: u16 },
}

/// Writes what the trailer leads to, numbered without gaps. The same document always gives the same bytes.
pub(super) fn bytes(document: &Document) -> Result<Vec<u8>, Error> {
    let numbers = Numbers::of(document);
    let mut streams: Vec<(u32, Stream)> = Vec::new();
    let mut small: Vec<(u32, &Object)> = Vec::new();
    for (id, object) in &document.objects {
        let Some(number) = numbers.of_object(*id) else {
            continue;
        };
        match object {
            Object::Stream(stream) => streams.push((number, stream.clone())),
            Object::Null
            | Object::Boolean(_)
            | Object::Integer(_)
            | Object::Real(_)
            | Object::Name(_)
            | Object::String(..)
            | Object::Array(_)
            | Object::Dictionary(_)
            | Object::Reference(_) => small.push((number, object)),
        }
    }
    let mut places: Vec<(u32, Place)> = Vec::with_capacity(numbers.count());
    let mut next = numbers.next();
    for group in small.chunks(TOGETHER) {
        for (index, (number, _)) in (0..).zip(group) {
            let stream = next;
            places.push((*number, Place::Within { stream, index }));
        }
        streams.push((next, together(group, &numbers)?));
        next += 1;
    }
    pack(&mut streams)?;

    let mut out = HEAD.to_vec();
    for (number, stream) in &streams {
        places.push((*number, Place::At(out.len())));
        write_stream(&mut out, *number, stream, &numbers)?;
    }
    let start = out.len();
    places.push((next, Place::At(start)));
    let table = table(document, places, next)?;
    write_stream(&mut out, next, &table, &numbers)?;
    write!(out, "startxref\n{start}\n%%EOF\n")?;
    Ok(out)
}

/// New numbers of the objects that something refers to.
struct Numbers {
    /// By the old number; 0 for what nothing refers to.
    new: Vec<u32>,
    next: u32,
}

impl Numbers {
    fn of(document: &Document) -> Self {
        let last = document.objects.keys().next_back().map_or(0, |id| id.0);
        let mut reached = vec![false; last as usize + 1];
        let mut to_see: Vec<ObjectId> = Vec::new();
        for (_, value) in &document.trailer {
            references(value, &mut to_see);
        }
        while let Some(id) = to_see.pop() {
            if let Some(seen) = reached.get_mut(id.0 as usize)
                && !*seen
                && let Some(object) = document.objects.get(&id)
            {
                *seen = true;
                references(object, &mut to_see);
            }
        }
        let mut next = 1;
        let numbered = reached.into_iter().map(|reached| {
            let number = if reached { next } else { 0 };
            next += u32::from(reached);
            number
        });
        let new = numbered.collect();
        Self { new, next }
    }

    fn of_object(&self, id: ObjectId) -> Option<u32> {
        let new = self.new.get(id.0 as usize).copied();
        new.filter(|number| *number > 0)
    }

    fn next(&self) -> u32 {
        self.next
    }

    fn count(&self) -> usize {
        self.new.len()
    }
}

fn references(object: &Object, found: &mut Vec<ObjectId>) {
    let mut of_fields = |fields: &Dictionary| {
        for (_, value) in fields {
            references(value, found);
        }
    };
    match object {
        Object::Dictionary(fields) => of_fields(fields),
        Object::Stream(stream) => of_fields(&stream.dict),
        Object::Reference(id) => found.push(*id),
        Object::Array(items) => items.iter().for_each(|item| references(item, found)),
        Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Name(_)
        | Object::String(..) => {}
    }
}

/// Some objects as one stream: first where each begins, then one after another.
fn together(group: &[(u32, &Object)], numbers: &Numbers) -> Result<Stream, Error> {
    let mut content = Vec::new();
    let mut heads = Vec::new();
    for (number, object) in group {
        write!(heads, "{number} {} ", content.len())?;
        write_object(&mut content, object, numbers)?;
        content.push(b'\n');
    }
    let fields = dictionary! {
        "Type" => "ObjStm",
        "N" => whole(group.len()),
        "First" => whole(heads.len()),
    };
    heads.append(&mut content);
    Ok(Stream::new(fields, heads))
}

fn whole(count: usize) -> Object {
    Object::Integer(i64::try_from(count).unwrap_or(i64::MAX))
}

/// Packs every stream that may be packed.
fn pack(streams: &mut [(u32, Stream)]) -> Result<(), Error> {
    let open = streams
        .iter_mut()
        .map(|(_, stream)| stream)
        .filter(|stream| stream.allows_compression && !stream.dict.has(b"Filter"));
    side_by_side(open.collect(), pack_one)?;
    Ok(())
}

/// Does the same with each, on all processors; the results come in the order of the items.
pub(super) fn side_by_side<T: Send, R: Send, E: Send>(
    items: Vec<T>,
    work: impl Fn(T) -> Result<R, E> + Sync,
) -> Result<Vec<R>, E> {
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    // every n-th, so that alike items are shared out evenly
    let mut parts: Vec<Vec<(usize, T)>> = Vec::new();
    parts.resize_with(workers.min(items.len()).max(1), Vec::new);
    let shares = parts.len();
    for (index, item) in items.into_iter().enumerate() {
        if let Some(part) = parts.get_mut(index % shares) {
            part.push((index, item));
        }
    }
    let run = |part: Vec<(usize, T)>| -> Result<Vec<(usize, R)>, E> {
        let each = part.into_iter();
        each.map(|(index, item)| Ok((index, work(item)?))).collect()
    };
    let mut done = std::thread::scope(|scope| {
        let own = parts.pop().unwrap_or_default();
        let others: Vec<_> = parts
            .into_iter()
            .map(|part| scope.spawn(|| run(part)))
            .collect();
        let mut done = run(own)?;
        for other in others {
            match other.join() {
                Ok(part) => done.extend(part?),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        Ok(done)
    })?;
    done.sort_unstable_by_key(|(index, _)| *index);
    Ok(done.into_iter().map(|(_, result)| result).collect())
}

pub(super) fn pack_one(stream: &mut Stream) -> Result<(), Error> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::default());
    packer.write_all(&stream.content)?;
    let packed = packer.finish()?;
    if packed.len() + "/Filter /FlateDecode ".len() < stream.content.len() {
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(packed);
    }
    Ok(())
}

/// Where every object is found, as the stream that ends the file.
fn table(document: &Document, mut places: Vec<(u32, Place)>, last: u32) -> Result<Stream, Error> {
    places.sort_unstable_by_key(|(number, _)| *number);
    // the first entry begins the list of free numbers, which is empty
    let mut content = vec![0, 0, 0, 0, 0, 0xFF, 0xFF];
    for (_, place) in places {
        let (kind, where_to, index) = match place {
            Place::At(offset) => (1, u32::try_from(offset).map_err(Error::other)?, 0),
            Place::Within { stream, index } => (2, stream, index),
        };
        content.push(kind);
        content.extend(where_to.to_be_bytes());
        content.extend(index.to_be_bytes());
    }
    let mut fields = document.trailer.clone();
    fields.set("Type", "XRef");
    fields.set("Size", i64::from(last) + 1);
    fields.set("W", vec![1.into(), 4.into(), 2.into()]);
    let mut stream = Stream::new(fields, content);
    pack_one(&mut stream)?;
    Ok(stream)
}

fn write_stream(
    out: &mut Vec<u8>,
    number: u32,
    stream: &Stream,
    numbers: &Numbers,
) -> Result<(), Error> {
    writeln!(out, "{number} 0 obj")?;
    write_fields(out, &stream.dict, numbers)?;
    out.extend(b"\nstream\n");
    out.extend(&stream.content);
    out.extend(b"\nendstream\nendobj\n");
    Ok(())
}

fn write_fields(out: &mut Vec<u8>, fields: &Dictionary, numbers: &Numbers) -> Result<(), Error> {
    out.extend(b"<<");
    for (name, value) in fields {
        write_name(out, name)?;
        out.push(b' ');
        write_object(out, value, numbers)?;
    }
    out.extend(b">>");
    Ok(())
}

/// A reference to nothing becomes nothing.
fn write_object(out: &mut Vec<u8>, object: &Object, numbers: &Numbers) -> Result<(), Error> {
    match object {
        Object::Null | Object::Stream(_) => out.extend(b"null"),
        Object::Boolean(value) => write!(out, "{value}")?,
        Object::Integer(value) => write!(out, "{value}")?,
        Object::Real(value) => write!(out, "{value}")?,
        Object::Name(name) => write_name(out, name)?,
        Object::String(text, StringFormat::Literal) => write_text(out, text),
        Object::String(text, StringFormat::Hexadecimal) => {
            out.push(b'<');
            for byte in text {
                write!(out, "{byte:02X}")?;
            }
            out.push(b'>');
        }
        Object::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b' ');
                }
                write_object(out, item, numbers)?;
            }
            out.push(b']');
        }
        Object::Dictionary(fields) => write_fields(out, fields, numbers)?,
        Object::Reference(id) => match numbers.of_object(*id) {
            Some(number) => write!(out, "{number} 0 R")?,
            None => out.extend(b"null"),
        },
    }
    Ok(())
}

fn write_name(out: &mut Vec<u8>, name: &[u8]) -> Result<(), Error> {
    out.push(b'/');
    for byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte) {
            out.push(*byte);
        } else {
            write!(out, "#{byte:02X}")?;
        }
    }
    Ok(())
}

fn write_text(out: &mut Vec<u8>, text: &[u8]) {
    out.push(b'(');
    for byte in text {
        write_byte(out, *byte);
    }
    out.push(b')');
}

/// One byte of a text between brackets.
pub(super) fn write_byte(out: &mut Vec<u8>, byte: u8) {
    match byte {
        b'(' | b')' | b'\\' => out.extend([b'\\', byte]),
        // a reader would take the one for the other
        b'\r' => out.extend(b"\\r"),
        _ => out.push(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back_and_what_nothing_leads_to_is_left_out() {
        let mut document = Document::with_version("1.7");
        let orphan = document.add_object(Object::string_literal("không ai cần"));
        let text: Vec<u8> = (0..=255).collect();
        let kept: Vec<ObjectId> = (0..450)
            .map(|number| {
                document.add_object(dictionary! {
                    "Literal" => Object::String(text.clone(), StringFormat::Literal),
                    "Hex" => Object::String(text.clone(), StringFormat::Hexadecimal),
                    "Tên lạ #1" => Object::Name(b"a b(c)".to_vec()),
                    "Number" => number,
                    "Part" => Object::Real(-0.25),
                    "Yes" => true,
                })
            })
            .collect();
        let long = document.add_object(Stream::new(dictionary! {}, vec![b'x'; 5000]));
        let short = document.add_object(Stream::new(dictionary! {}, b"ab".to_vec()));
        let gone = (document.max_id + 7, 0);
        let mut all: Vec<Object> = kept.iter().copied().map(Object::Reference).collect();
        all.extend([long, short, gone].map(Object::Reference));
        let root = document.add_object(dictionary! { "Type" => "Catalog", "All" => all });
        document.trailer.set("Root", root);

        let written = bytes(&document).unwrap();
        assert_eq!(written, bytes(&document).unwrap());
        let read = Document::load_mem(&written).unwrap();
        let all = read
            .catalog()
            .unwrap()
            .get(b"All")
            .unwrap()
            .as_array()
            .unwrap();
        assert_eq!(all.len(), 453);
        for (number, item) in all.iter().take(450).enumerate() {
            let fields = read.get_dictionary(item.as_reference().unwrap()).unwrap();
            assert_eq!(fields.get(b"Literal").unwrap().as_str().unwrap(), text);
            assert_eq!(fields.get(b"Hex").unwrap().as_str().unwrap(), text);
            let name = fields.get("Tên lạ #1".as_bytes()).unwrap();
            assert_eq!(name.as_name().unwrap(), b"a b(c)");
            assert_eq!(
                fields.get(b"Number").unwrap().as_i64().unwrap(),
                i64::try_from(number).unwrap()
            );
            let part = fields.get(b"Part").unwrap().as_float().unwrap();
            assert!((part + 0.25).abs() < f32::EPSILON);
            assert!(fields.get(b"Yes").unwrap().as_bool().unwrap());
        }
        let stream = |place: usize| {
            let id = all[place].as_reference().unwrap();
            read.get_object(id).unwrap().as_stream().unwrap().clone()
        };
        assert_eq!(
            stream(450).decompressed_content().unwrap(),
            vec![b'x'; 5000]
        );
        assert!(stream(450).content.len() < 100);
        assert_eq!(stream(451).content, b"ab");
        assert_eq!(all[452], Object::Null);
        let texts = read
            .objects
            .values()
            .filter(|object| object.as_str().is_ok());
        assert_eq!(texts.count(), 0, "{orphan:?}");
    }
}
