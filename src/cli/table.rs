//! The tables of the operator's commands.

/// Formats a table. Each column is as wide as its widest text. Control characters are removed, so that a text cannot move the
/// cursor.
pub fn table<const COLUMNS: usize>(headings: [&str; COLUMNS], rows: &[[String; COLUMNS]]) -> String {
    let plain = |text: &str| text.chars().filter(|character| !character.is_control()).collect::<String>();
    let rows: Vec<[String; COLUMNS]> = std::iter::once(headings.map(plain))
        .chain(rows.iter().map(|row| row.each_ref().map(|text| plain(text))))
        .collect();
    let mut widths = [0; COLUMNS];
    for row in &rows {
        for (width, text) in widths.iter_mut().zip(row) {
            *width = (*width).max(text.chars().count());
        }
    }
    let line = |row: &[String; COLUMNS]| {
        let cells: Vec<_> = row.iter().zip(widths).map(|(text, width)| format!("{text:width$}")).collect();
        format!("{}\n", cells.join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn columns_are_as_wide_as_their_widest_text() {
        let rows = [["a".to_owned(), "b".to_owned()], ["ccc\u{1b}[1m".to_owned(), "d".to_owned()]];
        assert_eq!(super::table(["H", "I"], &rows), "H       I\na       b\nccc[1m  d\n");
    }
}
