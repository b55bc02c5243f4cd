//! Variables whose value is a whole number within bounds.

use std::ops::RangeInclusive;

use super::{
    finding::ValueProblem,
    reader::{Reader, Reported},
    variable::Variable,
};

/// Reads a whole number within these bounds. The default applies if the variable is not set.
pub(super) fn whole_number(
    reader: &mut Reader<'_>,
    variable: Variable,
    bounds: RangeInclusive<u32>,
    default: u32,
) -> Result<u32, Reported> {
    let Some(text) = reader.setting(variable)? else { return Ok(default) };
    let number = text.parse().ok().filter(|number| bounds.contains(number));
    number.ok_or_else(|| {
        let value = reader.shown(variable, &text);
        reader.report(variable, ValueProblem::NotWithin(bounds, value))
    })
}
