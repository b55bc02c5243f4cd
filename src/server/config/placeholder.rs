//! Placeholders: the texts that a tutorial or `.env.sample` asks the reader to replace.

/// Says whether a value is or contains a placeholder.
pub(super) fn is_in(value: &str) -> bool {
    is_whole(value) || value.split(['/', ' ', ',']).any(is_part) || has_brackets(value)
}

/// Says whether a whole value is a placeholder: `<…>`, `Enter_the_…_Here`, `your-…`.
pub(super) fn is_whole(value: &str) -> bool {
    let value = value.trim_matches(['"', '\'']).to_ascii_lowercase();
    let is_yours = ["your-", "your_", "your "].iter().any(|beginning| value.starts_with(beginning));
    is_yours || (value.starts_with('<') && value.ends_with('>')) || is_part(&value)
}

/// Says whether a part of an address or a list is a placeholder. An ordinary path may begin with `your-`.
fn is_part(part: &str) -> bool {
    let part = part.to_ascii_lowercase();
    let beginnings =
        ["enter_the_", "enter-the-", "your-tenant", "your_tenant", "your-subdomain", "your-domain", "xxxxxxxx"];
    beginnings.iter().any(|beginning| part.starts_with(beginning))
        || (part.starts_with("enter_") && part.ends_with("_here"))
        || part == "00000000-0000-0000-0000-000000000000"
}

fn has_brackets(text: &str) -> bool {
    text.split_once('<').is_some_and(|(_, rest)| rest.contains('>'))
}
