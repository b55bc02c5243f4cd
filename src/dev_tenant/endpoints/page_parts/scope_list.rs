//! The list of the scopes that an application requests, in words.

use crate::dev_tenant::protocol::html::Html;
use crate::dev_tenant::protocol::scopes::{self, Scopes};

/// Returns the entries of an HTML list: what each scope allows, its name, and the remark of `remark_on` about it.
pub fn scope_list(requested: &Scopes, remark_on: impl Fn(&String) -> Option<&'static str>) -> Html {
    scopes::in_words(requested)
        .into_iter()
        .map(|words| {
            // A description ends with the name of its scope in brackets, except "sign you in".
            let (words, name) = words.rsplit_once(" (").unwrap_or((words, ""));
            let name = name.trim_end_matches(')');
            let scope = requested.iter().find(|scope| !name.is_empty() && scope.rsplit('/').next() == Some(name));
            let remark = scope.and_then(&remark_on).map(|remark| Html::filled(REMARK, [&Html::literal(remark)]));
            let name = if name.is_empty() { Html::default() } else { Html::filled(NAME, [&Html::text(name)]) };
            Html::filled(ENTRY, [&Html::text(words), &name, &remark.unwrap_or_default()])
        })
        .collect()
}

/// Returns whether only an administrator can consent to a scope.
pub fn needs_administrator(scope: &str) -> bool {
    scopes::for_administrators(&Scopes::from([scope.to_owned()])).next().is_some()
}

const ENTRY: &str = "<li>{}{}{}</li>\n";
const NAME: &str = " <code>({})</code>";
const REMARK: &str = r#" <span class="tag">{}</span>"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_scope_has_its_words_its_name_and_its_remark() {
        let requested = Scopes::from(["openid", "User.Read", "User.Read.All"].map(str::to_owned));
        let list = scope_list(&requested, |scope| (scope == "User.Read.All").then_some("for administrators"));
        let list = list.into_string();
        let entries: Vec<&str> = list.lines().collect();
        assert_eq!(entries.len(), 3, "{list}");
        assert_eq!(entries.first(), Some(&"<li>sign you in</li>"));
        assert_eq!(entries.get(1), Some(&"<li>read your profile <code>(User.Read)</code></li>"));
        assert!(entries.last().is_some_and(|entry| {
            entry.ends_with(r#"<code>(User.Read.All)</code> <span class="tag">for administrators</span></li>"#)
        }));
    }
}
