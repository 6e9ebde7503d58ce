import { z } from 'zod';
import { storedObject } from '../store/stored-object.ts';

const when = z.iso.datetime();
const state = z.enum(['open', 'taken', 'closed']);

/** A member of the helpdesk, as the sign-in names them. */
export const agentSchema = storedObject({ id: z.string(), name: z.string() });
export type Agent = z.infer<typeof agentSchema>;

/** Who handed a ticket to the agent who has it, and when. */
export const handedSchema = storedObject({ by: z.string(), at: when });

/** A ticket's counterpart in another ticket system, and what was taken over from there. */
const elsewhereSchema = storedObject({
  /** The id in that system's API. */
  id: z.string(),
  /** The page where its agents read it; missing where there is none. */
  page: z.string().optional(),
  /** True where that system did not take the person's address, so that the ticket there is nobody's but ours. */
  isWithoutPerson: z.boolean().optional(),
  /** Until when another attempt to make it may still succeed there. */
  mayHaveSpareUntil: when.optional(),
  /** The ids of the replies there that were passed on to the person. */
  seen: z.array(z.string()).default([]),
  /** Its state there at the last look; missing before the first one, when it is open. */
  state: state.optional(),
});

/** What of an email is not in the message that it became. */
const byEmailSchema = storedObject({
  /** True where it came from another address than the ticket's own, so that nobody knows who wrote it. */
  isFromOther: z.boolean().optional(),
  /** The files that came with it, which are not kept. */
  files: z.array(storedObject({ name: z.string(), bytes: z.number() })).optional(),
  /** The reason why its words are not here: it is too large, it only quotes, or only the number in its subject says that it belongs here. */
  unread: z.enum(['tooLarge', 'noWords', 'onlyFiles']).optional(),
});
export type ByEmail = z.infer<typeof byEmailSchema>;
/** The email with an answer; missing where there is none to be sent. */
const emailSchema = storedObject({
  /**
   * `unneeded` where the person has read the answer in the chat, `refused` where their mail server does not take it, `returned`
   * where it was sent and came back.
   */
  state: z.enum(['waiting', 'late', 'sent', 'unneeded', 'refused', 'returned']),
  /** The time since which this is so. */
  at: when,
  /** For the helpdesk to read: the reason why it was refused, or the status with which it came back, such as 5.1.1. */
  problem: z.string().optional(),
});
export type AnswerEmail = z.infer<typeof emailSchema>;

const messageFields = storedObject({
  id: z.string(),
  /** A person's words are kept without secrets and patient data. */
  text: z.string(),
  by: z.enum(['person', 'agent']),
  /** The name of the agent who wrote it. */
  agent: z.string().optional(),
  at: when,
  /** For an agent's message: whether it has reached the person's chat. */
  delivery: z.enum(['waiting', 'late', 'delivered', 'unreachable']).optional(),
  /** Set where it came by email. */
  byEmail: byEmailSchema.optional(),
  /** The time just before it went into the chat: a person who was there later has seen it. */
  deliveredAt: when.optional(),
  /** True where another ticket system has sent it to the person by email already. */
  mailed: z.boolean().optional(),
  /** For an agent's message: what became of the email with it. */
  email: emailSchema.optional(),
});
export type TicketMessage = z.infer<typeof messageFields>;

/** Rows of earlier versions have the status of an email that came back beside what became of it. */
const messageSchema = messageFields
  .extend({ returned: z.string().optional() })
  .transform(({ returned, ...message }): TicketMessage => {
    if (returned === undefined) return message;
    return {
      ...message,
      email: { state: 'returned', at: message.email?.at ?? message.at, problem: returned },
    };
  });

const noteSchema = storedObject({
  id: z.string(),
  text: z.string(),
  /** The name of the agent who wrote it. */
  agent: z.string(),
  at: when,
});
/** What one agent wrote for the others. It is no message, so that nothing can send it to the person or to another system. */
export type TicketNote = z.infer<typeof noteSchema>;

/** A question or a problem of the content pack that the assistant has answered. */
export const topicSchema = z.union([
  storedObject({ question: z.string() }),
  storedObject({ problem: z.string() }),
]);

export const ticketSchema = storedObject({
  version: z.literal(1),
  /** The number that the person was given, such as "KMR-FTZ". Only letters: digits would be taken for a code. */
  number: z.string(),
  /** The id of the contact in the content pack to which it goes. */
  desk: z.string(),
  language: z.string(),
  state,
  /** The agent who has it; stays when it is closed. */
  agent: agentSchema.optional(),
  /** The name of the colleague who handed it to that agent, and when; gone once the agent has done something with it. */
  handed: handedSchema.optional(),
  openedAt: when,
  changedAt: when,
  /** The time at which it was given back or reopened; missing where it has waited since it was opened. */
  waitsSince: when.optional(),
  /** The step the person was at, as phase/step. */
  step: z.string().optional(),
  /** The country and the centre that the person chose, by their ids in the content pack; missing in tickets older than these fields. */
  country: z.string().optional(),
  centre: z.string().optional(),
  /** The facts that the person saw before they confirmed: step, method, country, centre and the like, in words. */
  facts: z.array(storedObject({ name: z.string(), value: z.string() })),
  /** The last exchanges before the hand-over, without secrets and patient data. */
  exchanges: z.array(
    storedObject({
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
  /** A part of the links in emails to the person; another one makes all earlier links useless. */
  linkKey: z.string().optional(),
  /** The messages since the hand-over. */
  messages: z.array(messageSchema),
  notes: z.array(noteSchema).default([]),
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
  /** The names of the ticket systems in which somebody has deleted it, so that it is not made there again. */
  deletedIn: z.array(z.string()).optional(),
  /** The actions on it with their agents, the colleague that it was handed to, and times. The person has no name here, and no text is kept. */
  log: z.array(storedObject({ who: z.string(), what: z.string(), to: z.string().optional(), at: when })),
  /** The number of the next outbox item, so that items are delivered in order. */
  next: z.number().int().nonnegative().default(0),
});

/** A hand-over to the helpdesk: where the person is, what troubles them, and what was said since. */
export type Ticket = z.infer<typeof ticketSchema>;

/** Returns when an agent first answered; undefined before that, since taking a ticket is no answer. */
export function firstAnswerAt({ messages }: Pick<Ticket, 'messages'>): string | undefined {
  return messages.find(({ by }) => by === 'agent')?.at;
}

/** Consonants only: no number becomes a word or is misread as a code. */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';

/** Returns a number for a new ticket. There are 64 million, and the store refuses one that is taken. */
export function newNumber(random: (below: number) => number): string {
  const letter = () => LETTERS[random(LETTERS.length)] ?? '';
  return `${letter()}${letter()}${letter()}-${letter()}${letter()}${letter()}`;
}

const NUMBER = new RegExp(`\\b[${LETTERS}]{3}-[${LETTERS}]{3}\\b`, 'gi');

/** Returns what looks like the numbers of tickets in a text, as they are kept. */
export function numbersIn(text: string): string[] {
  return [...new Set([...text.matchAll(NUMBER)].map(([number]) => number.toUpperCase()))];
}

/** In characters of all its messages: a ticket is read and written as a whole in every turn of its person. */
const MAX_TICKET_LENGTH = 200_000;

/** Checks whether a ticket can hold another message. */
export function hasRoomFor(text: string, { messages }: Ticket): boolean {
  return messages.reduce((sum, each) => sum + each.text.length, text.length) <= MAX_TICKET_LENGTH;
}
