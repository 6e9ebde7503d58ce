/** The longest text of one message, in characters; every channel and the chat page keep to it. */
export const MAX_TEXT_LENGTH = 4000;
/** The limits of what a card submits: none of our forms has more fields, and the longest field has 2,000 characters. */
const MOST_FIELDS = 100;
const MOST_CHARACTERS = 8000;

/** Checks whether what a card submits is as small as a form, without reading more of it than that. */
export function isFormSized(value: unknown): boolean {
  const unread: unknown[] = [value];
  let fields = 0;
  let characters = 0;
  while (unread.length > 0) {
    const each = unread.pop();
    fields += 1;
    if (typeof each === 'string') characters += each.length;
    else if (typeof each === 'object' && each !== null) {
      const names = Object.keys(each);
      // Counted before they are read, since there may be a hundred thousand of them.
      if (fields + unread.length + names.length > MOST_FIELDS) return false;
      characters += names.reduce((sum, name) => sum + name.length, 0);
      unread.push(...Object.values(each));
    }
    if (fields > MOST_FIELDS || characters > MOST_CHARACTERS) return false;
  }
  return true;
}
