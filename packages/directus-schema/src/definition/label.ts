/** What people read: English, French, German. */
export type Label = readonly [english: string, french: string, german: string];

/** A label in the form of Directus' `translations`; the app has a Swiss French, and may get a Swiss German. */
export function labelTranslations([english, french, german]: Label): LabelTranslation[] {
  return [
    { language: 'en-US', translation: english },
    { language: 'fr-FR', translation: french },
    { language: 'fr-CH', translation: french },
    { language: 'de-DE', translation: german },
    { language: 'de-CH', translation: german },
  ];
}

/** One translation of a label. */
export interface LabelTranslation {
  /** E.g. `fr-CH`. */
  language: string;
  translation: string;
}
