// The languages of the app, each as a locale of a browser. `languages.once.spec.ts` compares them with the menu of the app.

/** In the order of the menu. */
export const LOCALES = ["en-GB", "de-DE", "es-ES", "fr-FR", "ja-JP", "ar-EG"];

/** Returns the language of a locale, as the `lang` attribute has it. */
export function languageOf(locale: string): string {
  return locale.slice(0, 2);
}

/** Returns the direction of the script of a language. */
export function directionOf(language: string): string {
  return ["ar", "he", "fa", "ur"].includes(language) ? "rtl" : "ltr";
}
