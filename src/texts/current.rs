//! The language of the request that the current task serves.

use super::Language;

tokio::task_local! {
    static LANGUAGE: Option<Language>;
}

/// Returns the language of the request. English for a request without a preference, and for a task that serves no request.
pub fn language() -> Language {
    preferred().unwrap_or_default()
}

/// Returns the language that the user or the browser prefers. `None` for a request without a preference that the app can meet, and for a
/// task that serves no request.
pub fn preferred() -> Option<Language> {
    LANGUAGE.try_with(|language| *language).ok().flatten()
}

/// Runs a future in a language. `None` is English without a preference.
pub async fn in_language<F: Future>(language: impl Into<Option<Language>>, future: F) -> F::Output {
    LANGUAGE.scope(language.into(), future).await
}

/// Runs a function in a language.
pub fn while_in<T>(language: Language, function: impl FnOnce() -> T) -> T {
    LANGUAGE.sync_scope(Some(language), function)
}
