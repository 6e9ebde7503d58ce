import { IntlMessageFormat } from 'intl-messageformat';

export type Values = Record<string, string | number>;

const compiled = new Map<string, IntlMessageFormat>();

/**
 * Fills the {placeholders} of a text (ICU MessageFormat, so plurals and choices of words work too).
 * @throws where the text is not well-formed or a value is missing; the content check finds the former before.
 */
export function format(text: string, values: Values, language: string): string {
  if (!text.includes('{')) return text;
  const key = `${language}\n${text}`;
  let message = compiled.get(key);
  if (!message) {
    message = new IntlMessageFormat(text, language, undefined, { ignoreTag: true });
    compiled.set(key, message);
  }
  return String(message.format(values));
}

/** Fills the placeholders of a text. */
export type Say = (text: string, values?: Values) => string;

/** Returns a function that fills texts in one language and knows the names of the network. */
export function sayFor(network: { name: string; shortName: string }, language: string): Say {
  return (text, values) =>
    format(text, { network: network.shortName, networkName: network.name, ...values }, language);
}
