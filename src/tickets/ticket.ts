import { z } from 'zod';

const when = z.iso.datetime();
const state = z.enum(['open', 'taken', 'closed']);

/** A member of the helpdesk, as the sign-in names them. */
export const agentSchema = z.object({ id: z.string(), name: z.string() });
export type Agent = z.infer<typeof agentSchema>;

/** A ticket's counterpart in another ticket system, and what was taken over from there. */
const elsewhereSchema = z.object({
  /** The id in that system's API. */
  id: z.string(),
  /** The page where its agents read it; missing where there is none. */
  page: z.string().optional(),
  /** True where that system did not take the person's address, so that the ticket there is nobody's but ours. */
  isWithoutPerson: z.boolean().optional(),
  /** The ids of the replies there that were passed on to the person. */
  seen: z.array(z.string()).default([]),
  /** Its state there at the last look; missing before the first one, when it is open. */
  state: state.optional(),
});

const messageSchema = z.object({
  id: z.string(),
  /** A person's words are kept without secrets and patient data. */
  text: z.string(),
  by: z.enum(['person', 'agent']),
  /** The name of the agent who wrote it. */
  agent: z.string().optional(),
  at: when,
  /** For an agent's message: whether it has reached the person's chat. */
  delivery: z.enum(['waiting', 'late', 'delivered', 'unreachable']).optional(),
});
export type TicketMessage = z.infer<typeof messageSchema>;

/** A question or a problem of the content pack that the assistant has answered. */
export const topicSchema = z.union([z.object({ question: z.string() }), z.object({ problem: z.string() })]);

export const ticketSchema = z.object({
  version: z.literal(1),
  /** The number that the person was given, such as "KMR-FTZ". Only letters: digits would be taken for a code. */
  number: z.string(),
  /** The id of the contact in the content pack to which it goes. */
  desk: z.string(),
  language: z.string(),
  state,
  /** The agent who has it; stays when it is closed. */
  agent: agentSchema.optional(),
  openedAt: when,
  changedAt: when,
  /** The time at which it was given back or reopened; missing where it has waited since it was opened. */
  waitsSince: when.optional(),
  /** The time at which an agent first took or answered it. */
  answeredAt: when.optional(),
  /** The step the person was at, as phase/step. */
  step: z.string().optional(),
  /** The country and the centre that the person chose, by their ids in the content pack; missing in tickets older than these fields. */
  country: z.string().optional(),
  centre: z.string().optional(),
  /** The facts that the person saw before they confirmed: step, method, country, centre and the like, in words. */
  facts: z.array(z.object({ name: z.string(), value: z.string() })),
  /** The last exchanges before the hand-over, without secrets and patient data. */
  exchanges: z.array(
    z.object({
      by: z.enum(['person', 'assistant']),
      text: z.string(),
      /** What the assistant answered. */
      about: z.array(topicSchema).optional(),
    }),
  ),
  /** What was answered last before the hand-over: the trouble as it was understood. */
  topic: topicSchema.optional(),
  /** The sentence that the person added; may be empty. */
  sentence: z.string(),
  email: z.string().optional(),
  /** The messages since the hand-over. */
  messages: z.array(messageSchema),
  /** The id of the person's conversation state, under `talk/` in the store. */
  talk: z.string(),
  /** The conversation reference (Bot Framework) by which the channel finds the chat again. */
  address: z.record(z.string(), z.unknown()),
  /** True once the person was told that nobody has taken it yet. */
  toldToWait: z.boolean().default(false),
  /** True once the person was asked whether it is solved, where it was passed on to a desk outside the network. */
  askedIfSolved: z.boolean().optional(),
  /** Its counterparts, by the name of the other ticket system. */
  elsewhere: z.record(z.string(), elsewhereSchema).default({}),
  /** The actions on it with their agents and times. The person has no name here, and no text is kept. */
  log: z.array(z.object({ who: z.string(), what: z.string(), at: when })),
  /** The number of the next outbox item, so that items are delivered in order. */
  next: z.number().int().nonnegative().default(0),
});

/** A hand-over to the helpdesk: where the person is, what troubles them, and what was said since. */
export type Ticket = z.infer<typeof ticketSchema>;

/** Consonants only: no number becomes a word or is misread as a code. */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';

/** Returns a number for a new ticket. There are 64 million, and the store refuses one that is taken. */
export function newNumber(random: (below: number) => number): string {
  const letter = () => LETTERS[random(LETTERS.length)] ?? '';
  return `${letter()}${letter()}${letter()}-${letter()}${letter()}${letter()}`;
}
