import { inflate } from '../../src/channels/webchat/packs/deflate.ts';

/** Returns what is stored as text in which words can be looked for, also those of messages that are stored deflated. */
export function readable(stored: unknown): string {
  return JSON.stringify(stored, (name, value) =>
    name === 'deflated' && typeof value === 'string' ? JSON.parse(inflate(value)) : value,
  );
}
