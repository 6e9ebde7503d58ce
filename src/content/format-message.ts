import { IntlMessageFormat } from 'intl-messageformat';

/** The values of a text's placeholders, by name. */
export type MessageValues = Record<string, string | number>;

const compiled = new Map<string, IntlMessageFormat>();

/**
 * Fills the {placeholders} of a text (ICU MessageFormat, so plurals and choices of words work too).
 * @throws where the text is malformed or a value is missing; the content check finds malformed texts at start-up.
 */
export function formatMessage(text: string, values: MessageValues, language: string): string {
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
export type Say = (text: string, values?: MessageValues) => string;

/** Returns a function that fills texts in one language and knows the names of the network. */
export function sayFor(network: { name: string; shortName: string }, language: string): Say {
  return (text, values) =>
    formatMessage(text, { network: network.shortName, networkName: network.name, ...values }, language);
}
