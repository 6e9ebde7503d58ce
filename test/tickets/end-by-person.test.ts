import { expect, test } from 'vitest';
import { closedByPerson, endByPerson, reopenedByPerson } from '../../src/tickets/end-by-person.ts';
import { inboxRowOf } from '../../src/tickets/ticket-rows.ts';
import { waitOf } from '../../src/tickets/wait.ts';
import { pack } from '../support/clinician.ts';
import { aTicket } from './a-ticket.ts';

const ANN = { id: 'ann', name: 'Ann' };
const answer = { id: '1', text: 'Load it again.', by: 'agent', at: '2026-11-25T10:00:00.000Z' } as const;
const taken = aTicket({ state: 'taken', agent: ANN, messages: [answer] });

test('A ticket that its person closes keeps its agent, and its log names nobody', () => {
  const closed = closedByPerson(taken);
  expect(closed).toMatchObject({ state: 'closed', agent: ANN, log: [{ who: '', what: 'close' }] });
  expect(closed.changedAt).toBe(closed.log[0]?.at);
  expect(inboxRowOf(closed)).toMatchObject({ state: 'closed', byPerson: 'closed', waitsForUs: false });
});

test('A ticket that its person opens again is free, and waits from then on although the helpdesk wrote last', () => {
  const reopened = reopenedByPerson(closedByPerson({ ...taken, toldToWait: true }));
  expect(reopened).toMatchObject({ state: 'open', toldToWait: false, waitsSince: reopened.changedAt });
  expect(reopened.agent).toBeUndefined();
  const row = inboxRowOf(reopened);
  expect(row).toMatchObject({ byPerson: 'reopened', waitsForUs: true });
  expect(waitOf(row, pack.network, new Date())?.since).toBe(reopened.changedAt);
});

test('The wait ends with the next answer', () => {
  const reopened = reopenedByPerson(closedByPerson(taken));
  const at = new Date(Date.parse(reopened.changedAt) + 1_000).toISOString();
  const answered = { ...reopened, messages: [answer, { ...answer, id: '2', at }] };
  expect(inboxRowOf(answered).waitsForUs).toBe(false);
});

test('What an agent did last counts', () => {
  const at = '2026-11-25T11:00:00.000Z';
  const byAgent = (what: string) => ({ who: 'Ann', what, at });
  expect(endByPerson(taken)).toBeUndefined();
  expect(
    endByPerson({ state: 'closed', log: [{ who: '', what: 'reopen', at }, byAgent('close')] }),
  ).toBeUndefined();
  expect(
    endByPerson({ state: 'taken', log: [{ who: '', what: 'close', at }, byAgent('reopen')] }),
  ).toBeUndefined();
  expect(
    endByPerson({
      state: 'open',
      log: [
        { who: '', what: 'reopen', at },
        { who: '', what: 'left', at },
      ],
    }),
  ).toBe('reopened');
});
