//! HTML text in which every value is escaped.

use serde_json::Value;

/// HTML that can be inserted into a page without escaping.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Wraps an HTML literal, which needs no escaping because it is part of this program.
    pub fn literal(html: &'static str) -> Self {
        Self(html.to_owned())
    }

    /// Makes HTML from text of any origin by escaping it.
    pub fn text(text: &str) -> Self {
        let mut html = String::with_capacity(text.len());
        for letter in text.chars() {
            match letter {
                '&' => html.push_str("&amp;"),
                '<' => html.push_str("&lt;"),
                '>' => html.push_str("&gt;"),
                '"' => html.push_str("&quot;"),
                '\'' => html.push_str("&#39;"),
                letter => html.push(letter),
            }
        }
        Self(html)
    }

    /// Fills the placeholders `{}` of an HTML template with these parts. The template is part of this program.
    pub fn filled<const COUNT: usize>(template: &'static str, parts: [&Self; COUNT]) -> Self {
        let mut pieces = template.split("{}");
        let mut html = pieces.next().unwrap_or_default().to_owned();
        for (piece, part) in pieces.zip(parts) {
            html.push_str(&part.0);
            html.push_str(piece);
        }
        Self(html)
    }

    /// Makes an element that browsers do not show: a prefix, and a JSON value that cannot end the element.
    pub fn data(prefix: &'static str, value: &Value) -> Self {
        let json = value.to_string().replace('<', "\\u003c").replace('&', "\\u0026");
        Self(format!("<template>//<![CDATA[\n{prefix}{json};\n//]]></template>"))
    }

    pub fn into_string(self) -> String {
        self.0
    }
}

impl FromIterator<Html> for Html {
    fn from_iter<Parts: IntoIterator<Item = Html>>(parts: Parts) -> Self {
        Self(parts.into_iter().map(|part| part.0).collect())
    }
}
