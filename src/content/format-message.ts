import { IntlMessageFormat } from 'intl-messageformat';

/** The values of a text's placeholders, by name. */
export type MessageValues = Record<string, string | number>;

/** By language and text: a key made of both would have to be hashed anew for every text of a card. */
const compiled = new Map<string, Map<string, IntlMessageFormat>>();

/** Checks whether a text has placeholders to fill. */
export function hasPlaceholders(text: string): boolean {
  return text.includes('{');
}

/**
 * Fills the {placeholders} of a text (ICU MessageFormat, so plurals and choices of words work too).
 * @throws where the text is malformed or a value is missing; the content check finds malformed texts at start-up.
 */
export function formatMessage(text: string, values: MessageValues, language: string): string {
  if (!hasPlaceholders(text)) return text;
  const texts = compiled.get(language) ?? new Map<string, IntlMessageFormat>();
  compiled.set(language, texts);
  const message = texts.get(text) ?? new IntlMessageFormat(text, language, undefined, { ignoreTag: true });
  texts.set(text, message);
  return String(message.format(values));
}

/** Fills the placeholders of a text. */
export type Say = (text: string, values?: MessageValues) => string;

/** Returns a function that fills texts in one language and knows the names of the network. */
export function sayFor(network: { name: string; shortName: string }, language: string): Say {
  return (text, values) =>
    formatMessage(text, { network: network.shortName, networkName: network.name, ...values }, language);
}
