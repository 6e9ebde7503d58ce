/** How often something may happen, and whose calls are counted together. */
interface Rule {
  /** The calls of one client address, one conversation, one API key or one desk count together. */
  per: 'address' | 'conversation' | 'key' | 'desk';
  limit: number;
  /** The time in which the limit may be used up; it begins with the first call. */
  seconds: number;
  /** True where each process counts for itself, since asking the database would cost more than the call. */
  isLocal?: true;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Every limit. A hospital may have one address for all its people: with 300 of them at once, each with a page or two, some
 * behind a proxy that lets no WebSocket through (their pages poll once a second), and all back at the same moment after a
 * restart, none of these is met. `deploy/nginx.conf` has the same numbers, where nginx can count them.
 */
export const RULES = {
  /** All HTTP requests, whatever they ask for. */
  requests: { per: 'address', limit: 60_000, seconds: MINUTE, isLocal: true },
  /** Tokens of the web chat, renewed and revoked ones too. */
  tokens: { per: 'address', limit: 1_500, seconds: MINUTE },
  /** Conversations that did not exist before, since each is rows in the store. */
  newConversations: { per: 'address', limit: 600, seconds: MINUTE },
  newConversationsOfDay: { per: 'address', limit: 5_000, seconds: DAY },
  /** What begins a turn: messages, presses, events, and each opening of the conversation. */
  messages: { per: 'conversation', limit: 100, seconds: 30 },
  messagesOfAddress: { per: 'address', limit: 6_000, seconds: MINUTE },
  newStreams: { per: 'address', limit: 1_500, seconds: MINUTE },
  /** Sign-ins to the helpdesk begun, and keys of one-time links tried. */
  signIns: { per: 'address', limit: 60, seconds: MINUTE },
  suggestions: { per: 'key', limit: 300, seconds: MINUTE },
  /** Calls for suggestions with whatever key, so that nobody can try keys out. */
  suggestionsOfAddress: { per: 'address', limit: 600, seconds: MINUTE },
  handOvers: { per: 'conversation', limit: 5, seconds: HOUR },
  handOversOfAddress: { per: 'address', limit: 100, seconds: HOUR },
  /** Tickets and messages that another system gets for the network's own helpdesk. */
  deliveries: { per: 'desk', limit: 30, seconds: MINUTE },
  /** Mails to a desk outside the network: its people never agreed to hear from everybody. */
  deliveriesOutside: { per: 'desk', limit: 5, seconds: MINUTE },
} as const satisfies Record<string, Rule>;

/** What a limit counts. */
export type Scope = keyof typeof RULES;

/** The scopes whose calls are counted by client address. */
export type AddressScope = {
  [Name in Scope]: (typeof RULES)[Name]['per'] extends 'address' ? Name : never;
}[Scope];

/** The streams that one address may have open at once. */
export const OPEN_STREAMS_OF_ADDRESS = 1_000;
