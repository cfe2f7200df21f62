//! On which line of a JSON file each value stands. Text that is not JSON after all comes to an end too.

use std::collections::BTreeMap;

/// Brackets within brackets that are followed, as deep as the reader of JSON goes.
const DEEPEST: usize = 128;

/// The line of every value by its path: `page.width_mm`, `limits.kind_pt[1]`; the whole file is the empty path.
pub(super) fn of(json: &str) -> BTreeMap<String, usize> {
    let mut scan = Scan {
        letters: json.chars().peekable(),
        line: 1,
        depth: 0,
        found: BTreeMap::new(),
    };
    scan.value("");
    scan.found
}

struct Scan<'a> {
    letters: std::iter::Peekable<std::str::Chars<'a>>,
    line: usize,
    depth: usize,
    found: BTreeMap<String, usize>,
}

impl Scan<'_> {
    fn next(&mut self) -> Option<char> {
        let letter = self.letters.next();
        self.line += usize::from(letter == Some('\n'));
        letter
    }

    /// The next letter that is not white space, left in place.
    fn peek(&mut self) -> Option<char> {
        while self.letters.peek().is_some_and(|c| c.is_whitespace()) {
            self.next();
        }
        self.letters.peek().copied()
    }

    fn value(&mut self, path: &str) {
        let opening = self.peek();
        self.found.insert(path.to_owned(), self.line);
        match opening {
            Some('{') => self.inside('}', |scan, _| {
                let key = scan.string();
                scan.peek();
                // the colon
                scan.next();
                let inner = if path.is_empty() {
                    key
                } else {
                    format!("{path}.{key}")
                };
                scan.value(&inner);
            }),
            Some('[') => self.inside(']', |scan, place| scan.value(&format!("{path}[{place}]"))),
            Some('"') => drop(self.string()),
            _ => {
                while self
                    .letters
                    .peek()
                    .is_some_and(|c| !matches!(c, ',' | '}' | ']') && !c.is_whitespace())
                {
                    self.next();
                }
            }
        }
    }

    /// All entries between two brackets.
    fn inside(&mut self, closing: char, mut entry: impl FnMut(&mut Self, usize)) {
        self.next();
        self.depth += 1;
        let mut place = 0;
        while let Some(letter) = self.peek() {
            if letter == closing {
                self.next();
                break;
            }
            // the wrong bracket closes it too: nothing else would ever take it away
            if matches!(letter, '}' | ']') || self.depth > DEEPEST {
                break;
            }
            if letter == ',' {
                self.next();
                place += 1;
            } else {
                entry(self, place);
            }
        }
        self.depth -= 1;
    }

    fn string(&mut self) -> String {
        let mut out = String::new();
        self.peek();
        self.next();
        while let Some(letter) = self.next() {
            match letter {
                '"' => break,
                '\\' => out.extend(self.next()),
                letter => out.push(letter),
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_json_comes_to_an_end() {
        // a bracket that closes what was never opened; the fuzzer found it
        for text in [
            "[}",
            "{]",
            "{\"a\": 15}   , \"b\": 3 }",
            "{ \"a\" ] }",
            "[1 }, 2]",
        ] {
            of(text);
        }
        of(&"[".repeat(100_000));
        of(&"{\"a\":".repeat(100_000));
    }

    #[test]
    fn values_are_found_by_path() {
        let lines = of(
            "{\n \"a\": 1,\n \"b\": { \"c\": \"x\\\"}\",\n  \"d\": [1,\n 2, {\"e\": true}]\n }\n}",
        );
        let at = |path: &str| lines.get(path).copied();
        assert_eq!(at(""), Some(1));
        assert_eq!(at("a"), Some(2));
        assert_eq!(at("b"), Some(3));
        assert_eq!(at("b.c"), Some(3));
        assert_eq!(at("b.d"), Some(4));
        assert_eq!(at("b.d[1]"), Some(5));
        assert_eq!(at("b.d[2].e"), Some(5));
        assert_eq!(lines.len(), 9);
    }
}
