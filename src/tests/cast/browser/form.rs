//! Parses the first HTML form of a page.

/// An HTML form: its action and its hidden fields.
pub struct Form {
    pub action: String,
    hidden: Vec<(String, String)>,
}

impl Form {
    pub fn first_of(html: &str) -> Self {
        let (_, rest) = html.split_once(r#"<form method="post" action=""#).unwrap_or_else(|| panic!("{html}"));
        let (action, rest) = rest.split_once('"').unwrap();
        let inside = rest.split("</form>").next().unwrap();
        let hidden = inside.split(r#"<input type="hidden" name=""#).skip(1).map(|field| {
            let (name, rest) = field.split_once(r#"" value=""#).unwrap();
            (name.to_owned(), unescaped(rest.split('"').next().unwrap()))
        });
        Self { action: action.to_owned(), hidden: hidden.collect() }
    }

    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.hidden.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

fn unescaped(html: &str) -> String {
    html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}
