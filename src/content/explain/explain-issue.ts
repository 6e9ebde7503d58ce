import { z } from 'zod';
import { nearest, useOneOf } from './did-you-mean.ts';

const MISSING = 'the key is missing';
/** The most common slip: YAML takes the words before a colon for a key. */
const COLON = '; a sentence with a colon in it needs quotation marks around it';
/** YAML takes these for something other than words as well. */
const BRACE = '; a text that begins with { needs quotation marks around it';
const QUOTED = '; between quotation marks it is one';

type RawIssue = Parameters<z.core.$ZodErrorMap>[0];

/** Says what is wrong in words for people who do not program; a schema's own message takes precedence over these. */
export function reasonForIssue(issue: RawIssue): string | undefined {
  switch (issue.code) {
    case 'unrecognized_keys':
      knownKeys.set(issue.keys, keysOf(issue.inst));
      return undefined;
    case 'invalid_type':
      if (issue.input === undefined) return MISSING;
      if (issue.input === null) return `is empty, but must be ${kind(issue.expected)}`;
      return `must be ${kind(issue.expected)}, not ${kind(typeOf(issue.input))}`;
    case 'too_small':
      if (issue.origin === 'string') return 'must not be empty';
      if (isNumber(issue.origin)) return `must be at least ${issue.minimum}`;
      return `must have at least ${issue.minimum} ${issue.minimum === 1 ? 'entry' : 'entries'}`;
    case 'too_big':
      if (isNumber(issue.origin)) return `must be at most ${issue.maximum}`;
      if (issue.origin === 'string') return `must be at most ${issue.maximum} characters`;
      return `must have at most ${issue.maximum} entries`;
    case 'invalid_value':
      if (issue.input === undefined) return MISSING;
      return `must be one of: ${issue.values.map(String).join(', ')}`;
    default:
      return undefined;
  }
}

/** The keys that a schema knows, by the list of those that it did not know: zod hands them over only with the raw issue. */
const knownKeys = new WeakMap<readonly string[], string[]>();

function keysOf(schema: unknown): string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** Says what to do about a key of a list of unknown ones. */
export function fixForUnknownKey(key: string, unknown: readonly string[]): string {
  const meant = nearest(key, knownKeys.get(unknown) ?? []);
  if (meant !== undefined) return `did you mean "${meant}"?`;
  return 'check its spelling and indentation, or remove it';
}

/** Says what to do about an issue. */
export function fixForIssue(issue: z.core.$ZodIssue): string {
  const missing = issue.input === undefined;
  switch (issue.code) {
    case 'invalid_type':
      if (missing) return `add it; it takes ${kind(issue.expected)}`;
      return `write ${kind(issue.expected)} here${issue.expected === 'string' ? asText(issue.input) : ''}`;
    case 'invalid_value': {
      const values = issue.values.map(String);
      return missing
        ? `add it; it takes one of: ${values.join(', ')}`
        : useOneOf(String(issue.input), values);
    }
    case 'too_small':
      if (isNumber(issue.origin)) return 'write a larger number';
      return issue.origin === 'array' ? 'write at least one' : 'write something here';
    case 'too_big':
      if (isNumber(issue.origin)) return 'write a smaller number';
      return issue.origin === 'array' ? 'leave some out, or put two into one' : 'shorten it';
    default:
      return `correct the value${typeof issue.input === 'string' ? `, now "${start(issue.input)}"` : ''}`;
  }
}

/** Says how a value of another type becomes the text that it was meant to be. */
function asText(input: unknown): string {
  if (typeof input === 'number' || typeof input === 'boolean') return QUOTED;
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return '';
  return Object.values(input).every((value) => value === null) ? BRACE : COLON;
}

function isNumber(origin: string): boolean {
  return origin === 'number' || origin === 'int';
}

/** Names a type by what to write. */
function kind(type: string): string {
  if (type === 'array') return 'a list';
  if (type === 'object' || type === 'record') return 'a group of keys';
  if (type === 'boolean') return 'true or false';
  if (type === 'int') return 'a whole number';
  return type === 'string' ? 'a text' : `a ${type}`;
}

function typeOf(input: unknown): string {
  return Array.isArray(input) ? 'array' : typeof input;
}

function start(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
