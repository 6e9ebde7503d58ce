import { z } from 'zod';

const when = z.iso.datetime();
const state = z.enum(['open', 'taken', 'closed']);

/** One of the helpdesk's people, as the sign-in names them. */
export const agentSchema = z.object({ id: z.string(), name: z.string() });
export type Agent = z.infer<typeof agentSchema>;

/** Where in another ticket system a ticket is, and what was taken over from there. */
const elsewhereSchema = z.object({
  /** The id by which that system's interface knows it. */
  id: z.string(),
  /** Where its people read it; missing where it has no page. */
  page: z.string().optional(),
  /** Ids of the answers there that the person has got. */
  seen: z.array(z.string()).default([]),
  /** Its state there when it was last looked at; missing before that, when it is open. */
  state: state.optional(),
});

const messageSchema = z.object({
  id: z.string(),
  /** A person's words stand here without secrets and patient data. */
  text: z.string(),
  by: z.enum(['person', 'agent']),
  /** Who of the helpdesk wrote it. */
  agent: z.string().optional(),
  at: when,
  /** Of an agent's message: whether it stands in the person's chat. */
  delivery: z.enum(['waiting', 'delivered', 'unreachable']).optional(),
});
export type TicketMessage = z.infer<typeof messageSchema>;

export const ticketSchema = z.object({
  version: z.literal(1),
  /** What the person was told, such as "KMR-FTZ". Letters alone: digits would be taken for a code. */
  number: z.string(),
  /** The contact of the content pack that it goes to. */
  desk: z.string(),
  language: z.string(),
  state,
  /** Who has it; stays when it is closed. */
  agent: agentSchema.optional(),
  openedAt: when,
  changedAt: when,
  /** When it was given back, or came back; otherwise it waits since it was opened. */
  waitsSince: when.optional(),
  /** When somebody of the helpdesk first took or answered it. */
  answeredAt: when.optional(),
  /** The step the person was at, as phase/step. */
  step: z.string().optional(),
  /** What the person saw before they confirmed: step, method, country, centre and the like, in words. */
  facts: z.array(z.object({ name: z.string(), value: z.string() })),
  /** The last things said before the hand-over, without secrets and patient data. */
  exchanges: z.array(z.object({ by: z.enum(['person', 'assistant']), text: z.string() })),
  /** What the person added; may be empty. */
  sentence: z.string(),
  email: z.string().optional(),
  /** What was said since. */
  messages: z.array(messageSchema),
  /** The record of the person's talk, under `talk/` in the store. */
  talk: z.string(),
  /** By which the channel finds the chat again (a conversation reference of the Bot Framework). */
  address: z.record(z.string(), z.unknown()),
  /** Whether the person was told that nobody has taken it yet. */
  toldToWait: z.boolean().default(false),
  /** By the name of the other ticket system. */
  elsewhere: z.record(z.string(), elsewhereSchema).default({}),
  /** Who did what and when, the person without a name; never a text. */
  log: z.array(z.object({ who: z.string(), what: z.string(), at: when })),
  /** Counts what has gone into the outbox, so that it is delivered in order. */
  next: z.number().int().nonnegative().default(0),
});

/** Somebody's place and trouble, handed over to a person, and what was said since. */
export type Ticket = z.infer<typeof ticketSchema>;

/** The consonants: no number can become a word, or be misread as a code. */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';

/** A number for a new ticket; 64 million there are, and a used one is refused by the store. */
export function newNumber(random: (below: number) => number): string {
  const letter = () => LETTERS[random(LETTERS.length)] ?? '';
  return `${letter()}${letter()}${letter()}-${letter()}${letter()}${letter()}`;
}
