//! A writer of XML text: tags close themselves, whatever is written is escaped.

/// Names and values, in their order.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

/// One part of a package.
#[derive(Debug)]
pub(super) struct Xml {
    out: String,
}

impl Xml {
    /// A part with the usual declaration.
    pub(super) fn part() -> Self {
        Self {
            out: "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned(),
        }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    /// An element with children.
    pub(super) fn inside(
        &mut self,
        tag: &str,
        attributes: Attributes<'_>,
        children: impl FnOnce(&mut Self),
    ) {
        self.start(tag, attributes);
        self.out.push('>');
        children(self);
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }

    /// An element without children.
    pub(super) fn empty(&mut self, tag: &str, attributes: Attributes<'_>) {
        self.start(tag, attributes);
        self.out.push_str("/>");
    }

    /// `<tag w:val="…"/>`
    pub(super) fn value(&mut self, tag: &str, value: &str) {
        self.empty(tag, &[("w:val", value)]);
    }

    /// An element that holds text alone.
    pub(super) fn text(&mut self, tag: &str, attributes: Attributes<'_>, text: &str) {
        self.inside(tag, attributes, |xml| xml.escaped(text));
    }

    fn start(&mut self, tag: &str, attributes: Attributes<'_>) {
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            self.escaped(value);
            self.out.push('"');
        }
    }

    fn escaped(&mut self, text: &str) {
        for letter in text.chars() {
            match letter {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                // not letters to XML
                '\u{FFFE}' | '\u{FFFF}' => {}
                letter if letter.is_control() => {}
                letter => self.out.push(letter),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_data_stays_text() {
        let mut xml = Xml::part();
        xml.inside("a", &[("b", "\"<&>\"")], |xml| {
            xml.text("c", &[], "x < y & z\u{1}\u{FFFF}");
        });
        assert!(
            xml.finish()
                .ends_with("<a b=\"&quot;&lt;&amp;&gt;&quot;\"><c>x &lt; y &amp; z</c></a>")
        );
    }
}
