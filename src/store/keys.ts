/**
 * Where each kind of record is in the store: the beginning of its key, which its id follows.
 * Stores in use hold these keys, so none of them may change.
 */

/** One person's conversation with the assistant, by its id. */
export const CONVERSATIONS = 'talk/';
/** A conversation that no version can read, by its key and its version. */
export const UNREADABLE = 'unreadable/';

/** The web chat's own record of a conversation, by the conversation's id. */
export const WEBCHAT_CONVERSATIONS = 'webchat/';
/** The secret that signs the web chat's tokens; a whole key. */
export const WEBCHAT_SIGNING_KEY = 'webchat/signing-key';
/** A message of the web chat, by its conversation and its number. */
export const HISTORY = 'history/';

/** A ticket, by its number. */
export const TICKETS = 'ticket/';
/** The secret that signs the tokens and links in emails about tickets; a whole key, which no ticket's number is. */
export const TICKETS_SIGNING_KEY = 'ticket-emails/signing-key';
/** An email that was read into its ticket, by the hash of its Message-ID. */
export const READ_MAILS = 'read-mail/';
/** How far the mailbox was looked through; a whole key. */
export const MAILBOX_PLACE = 'mailbox-place';
/** The row of a ticket in the list of the inbox, by its number. */
export const LISTED = 'inbox/';
/** Something to deliver, by its target, its ticket and its place in the queue of the two. */
export const OUTBOX = 'outbox/';

/** A note of an erasure that has begun, until everything that it names is deleted. */
export const ERASURES = 'erasure/';

/** The counts of a week, by the week. */
export const COUNTS = 'count/';
/** A question or a rating that the editors can learn from. */
export const FEEDBACK = 'feedback/';

/** A session of one of the helpdesk's people, by the hash of its secret. */
export const SESSIONS = 'session/';
/** One of the helpdesk's people who has signed in lately, by the hash of their id. */
export const AGENTS = 'agent/';
/** A sign-in that is under way at the issuer, by the hash of its state. */
export const PENDING_SIGN_INS = 'sign-in/';
/** A link that signs somebody in once, by the hash of its secret. */
export const SIGN_IN_LINKS = 'sign-in-key/';
/** A key with which another program asks for answers, by its id. */
export const API_KEYS = 'api-key/';

/** A row with which the store is tried out, for the health check and for `npm run doctor`; it lives a minute at most. */
export const PROBES = 'probe/';
