import type { Content } from '../../src/content/content.ts';
import { type Understand, understandingOf } from '../../src/understanding/understand.ts';

const shared = new WeakMap<Content, Understand>();

/** Returns the one understanding of a content pack that all tests of a worker use: its model is 15 MB to read. */
export function sharedUnderstanding(content: Content): Understand {
  const understand = shared.get(content) ?? understandingOf(content);
  shared.set(content, understand);
  return understand;
}
