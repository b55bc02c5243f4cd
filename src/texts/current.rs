//! The language of the request that the current task serves.

use super::Language;

tokio::task_local! {
    static LANGUAGE: Language;
}

/// Returns the language of the request. English for a task that serves no request.
pub fn language() -> Language {
    LANGUAGE.try_with(|language| *language).unwrap_or_default()
}

/// Runs a future in a language.
pub async fn in_language<F: Future>(language: Language, future: F) -> F::Output {
    LANGUAGE.scope(language, future).await
}

/// Runs a function in a language.
pub fn while_in<T>(language: Language, function: impl FnOnce() -> T) -> T {
    LANGUAGE.sync_scope(language, function)
}
