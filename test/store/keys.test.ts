import { expect, test } from 'vitest';
import * as keys from '../../src/store/keys.ts';

test('Every record stays under the key that earlier releases gave it', () => {
  expect({ ...keys }).toEqual({
    CONVERSATIONS: 'talk/',
    UNREADABLE: 'unreadable/',
    WEBCHAT_CONVERSATIONS: 'webchat/',
    WEBCHAT_SIGNING_KEY: 'webchat/signing-key',
    HISTORY: 'history/',
    TICKETS: 'ticket/',
    TICKETS_SIGNING_KEY: 'ticket-emails/signing-key',
    READ_MAILS: 'read-mail/',
    MAILBOX_PLACE: 'mailbox-place',
    LISTED: 'inbox/',
    OUTBOX: 'outbox/',
    ERASURES: 'erasure/',
    COUNTS: 'count/',
    FEEDBACK: 'feedback/',
    SESSIONS: 'session/',
    AGENTS: 'agent/',
    PENDING_SIGN_INS: 'sign-in/',
    SIGN_IN_LINKS: 'sign-in-key/',
    API_KEYS: 'api-key/',
    PROBES: 'probe/',
  });
});
