import type { z } from 'zod';

const MISSING = 'the key is missing';
/** The most common slip: YAML takes the words before a colon for a key. */
const COLON = '; a sentence with a colon in it needs quotation marks around it';

type RawIssue = Parameters<z.core.$ZodErrorMap>[0];

/** Says what is wrong in words for people who do not program; a schema's own message takes precedence over these. */
export function reasonForIssue(issue: RawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return MISSING;
      if (issue.input === null) return `is empty, but must be ${kind(issue.expected)}`;
      return `must be ${kind(issue.expected)}, not ${kind(typeOf(issue.input))}`;
    case 'too_small':
      if (issue.origin === 'string') return 'must not be empty';
      return `must have at least ${issue.minimum} ${issue.minimum === 1 ? 'entry' : 'entries'}`;
    case 'too_big':
      return `must have at most ${issue.maximum} entries`;
    case 'invalid_value':
      if (issue.input === undefined) return MISSING;
      return `must be one of: ${issue.values.map(String).join(', ')}`;
    default:
      return undefined;
  }
}

/** Says what to do about an issue. */
export function fixForIssue(issue: z.core.$ZodIssue): string {
  const missing = issue.input === undefined;
  switch (issue.code) {
    case 'invalid_type':
      if (missing) return `add it; it takes ${kind(issue.expected)}`;
      return `write ${kind(issue.expected)} here${issue.expected === 'string' && typeOf(issue.input) === 'object' ? COLON : ''}`;
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ');
      return missing ? `add it; it takes one of: ${values}` : `use one of: ${values}`;
    }
    case 'too_small':
      return issue.origin === 'array' ? 'write at least one' : 'write something here';
    case 'too_big':
      return issue.origin === 'array' ? 'leave some out, or put two into one' : 'shorten it';
    default:
      return `correct the value${typeof issue.input === 'string' ? `, now "${start(issue.input)}"` : ''}`;
  }
}

/** Names a type by what to write. */
function kind(type: string): string {
  if (type === 'array') return 'a list';
  if (type === 'object' || type === 'record') return 'a group of keys';
  if (type === 'boolean') return 'true or false';
  return type === 'string' ? 'a text' : `a ${type}`;
}

function typeOf(input: unknown): string {
  return Array.isArray(input) ? 'array' : typeof input;
}

function start(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
