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

/// Says whether a whole value is a reference to another variable that was not replaced by its value: `${NAME}`, `$NAME` or
/// `%NAME%`. Docker's `--env-file`, for example, replaces none.
pub(super) fn is_reference(value: &str) -> bool {
    let name = match value.strip_prefix('$') {
        Some(rest) => rest.strip_prefix('{').map_or(Some(rest), |rest| rest.strip_suffix('}')),
        None => value.strip_prefix('%').and_then(|rest| rest.strip_suffix('%')),
    };
    name.is_some_and(|name| name.starts_with(|first: char| first.is_ascii_uppercase()) && name.bytes().all(is_of_name))
}

/// Says whether a part of a value is `${…}`.
pub(super) fn has_reference(value: &str) -> bool {
    is_reference(value) || value.split_once("${").is_some_and(|(_, rest)| rest.contains('}'))
}

const fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_'
}

fn has_brackets(text: &str) -> bool {
    text.split_once('<').is_some_and(|(_, rest)| rest.contains('>'))
}
