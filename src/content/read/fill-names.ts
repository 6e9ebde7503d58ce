/** The names and addresses that the pack has in one place, by the kind of placeholder and by their id. */
export type Names = Readonly<Record<PlaceholderKind, Readonly<Record<string, string>> | undefined>>;

/** A placeholder without a name after it. */
export interface UnknownName {
  kind: PlaceholderKind;
  id: string;
  known: string[];
}

/** How each kind of placeholder is written into a text. */
const WRITTEN = {
  /** An address from "links" in guide.yaml. */
  link: (address: string) => address,
  /** An address from "addresses" in guide.yaml, which nobody is meant to open. */
  address: (address: string) => address,
  /** The name of a button or a field of another site, from labels.yaml, in bold; behind it what it may be on the reader's screen. */
  button: (name: string, translated = name) =>
    translated === name ? `**${name}**` : `**${name}** (${translated})`,
  /** The same name without bold, where the text is a title or is already bold. */
  label: (name: string) => name,
  /** The name of one of the assistant's own buttons, from "buttons" in messages.yaml, in bold. */
  'own-button': (name: string) => `**${name}**`,
  /** A word that the network uses, from "words" in network.yaml of the language. */
  our: (word: string) => word,
  /** One of our own words in a drawing, from "words" in pictures.yaml. */
  word: (name: string) => name,
} as const;
type PlaceholderKind = keyof typeof WRITTEN;

export const PLACEHOLDER_KINDS = Object.keys(WRITTEN);

/** Where the names of each kind stand, in words. */
export const STANDS_IN: Record<PlaceholderKind, string> = {
  link: '"links" in guide.yaml',
  address: '"addresses" in guide.yaml',
  button: 'labels.yaml',
  label: 'labels.yaml',
  'own-button': '"buttons" in messages.yaml',
  our: '"words" in network.yaml of the language',
  word: '"words" in pictures.yaml',
};

const PLACEHOLDER = new RegExp(`\\{(${PLACEHOLDER_KINDS.join('|')}):([^{}]*)\\}`, 'g');

interface FillOptions {
  /** What buttons of other sites are called in the language of the text, by their id, as far as that is known. */
  translated?: Readonly<Record<string, string>> | undefined;
  onUnknown: (unknown: UnknownName) => void;
}

/**
 * Replaces placeholders such as {link:cpms} and {button:submit} with what they stand for, once, when the pack is loaded.
 * An id is left in its place where no names of its kind could be read, since that has been reported already.
 */
export function fillNames(text: string, names: Names, { translated = {}, onUnknown }: FillOptions): string {
  if (!text.includes(':')) return text;
  return text.replace(PLACEHOLDER, (_, kind: PlaceholderKind, id: string) => {
    const ofKind = names[kind];
    const name = ofKind && Object.hasOwn(ofKind, id) ? ofKind[id] : undefined;
    if (ofKind && name === undefined) onUnknown({ kind, id, known: Object.keys(ofKind) });
    return WRITTEN[kind](name ?? id, Object.hasOwn(translated, id) ? translated[id] : undefined);
  });
}
