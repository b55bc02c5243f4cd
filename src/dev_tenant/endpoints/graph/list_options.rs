//! The query options of a list in Graph: `$select`, `$top`, and the parameters of the resource.

use std::collections::BTreeMap;

use serde_json::Value;
use url::form_urlencoded;

use crate::dev_tenant::endpoints::graph::response::GraphError;

const DEFAULT_TOP: usize = 10;
const LARGEST_TOP: usize = 1000;

pub struct ListOptions {
    pub top: usize,
    selected: Option<Vec<String>>,
    parameters: BTreeMap<String, String>,
}

impl ListOptions {
    /// Parses a query. Fails for properties and parameters that the resource does not have.
    pub fn parse(query: &str, properties: &[&str], known: &[&str]) -> Result<Self, GraphError> {
        let mut options = Self { top: DEFAULT_TOP, selected: None, parameters: BTreeMap::new() };
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match name.as_ref() {
                "$select" => options.selected = Some(value.split(',').map(str::to_owned).collect()),
                "$top" => options.top = page_size(&value, LARGEST_TOP)?,
                name if known.contains(&name) => drop(options.parameters.insert(name.to_owned(), value.into_owned())),
                _ => {
                    let message = format!("The query parameter '{name}' is not supported.");
                    return Err(GraphError::bad_request(&message));
                }
            }
        }
        let mut selected = options.selected.iter().flatten();
        if !selected.all(|name| properties.contains(&name.as_str())) {
            return Err(GraphError::bad_request("Parsing OData Select and Expand failed."));
        }
        Ok(options)
    }

    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.get(name).map(String::as_str)
    }

    /// Returns the selected properties, as the suffix of `@odata.context`: `(id,subject)`. Empty without `$select`.
    pub fn context_suffix(&self) -> String {
        self.selected.as_ref().map(|selected| format!("({})", selected.join(","))).unwrap_or_default()
    }

    /// Returns the selected properties of an item. `id` and annotations are always included.
    pub fn select(&self, mut item: Value) -> Value {
        if let (Some(members), Some(selected)) = (item.as_object_mut(), &self.selected) {
            members.retain(|name, _| name == "id" || name.starts_with('@') || selected.contains(name));
        }
        item
    }
}

/// Parses `$top`, which is at least 1.
pub fn page_size(text: &str, largest: usize) -> Result<usize, GraphError> {
    let size = text.parse::<usize>().ok().filter(|size| (1..=largest).contains(size));
    size.ok_or_else(|| GraphError::bad_request("Invalid page size specified."))
}
