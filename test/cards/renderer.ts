import { createRequire } from 'node:module';

/** The file of the library that loads in Node. */
const require = createRequire(import.meta.url);
const library: typeof import('adaptivecards') = require('adaptivecards/dist/adaptivecards.js');

/** Returns the warnings of the adaptivecards library about a card, read as version 1.5. */
export function warningsOf(card: unknown): string[] {
  const { parsed, events } = read(card, 5);
  return [...events, ...parsed.validateProperties().validationEvents.map(({ message }) => message)];
}

/** Returns the parse events of a host that knows the format up to version 1.`minor`. */
export function eventsOf(card: unknown, minor: number): string[] {
  return read(card, minor).events;
}

function read(card: unknown, minor: number) {
  const context = new library.SerializationContext(new library.Version(1, minor));
  const parsed = new library.AdaptiveCard();
  parsed.hostConfig = new library.HostConfig({ actions: { maxActions: 6 } });
  parsed.parse(card, context);
  const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  return { parsed, events };
}
