import type { Ticket } from './ticket.ts';

/** The entries of a ticket's log by which it ends or is opened again. */
const ENDS = ['close', 'closeSilently', 'reopen'];

/** What a person did last to end their ticket or to open it again. */
export type EndByPerson = 'closed' | 'reopened';

/** Returns a ticket that its person has closed; the agent who had it stays named. */
export function closedByPerson(ticket: Ticket): Ticket {
  return { ...withPersonsEntry(ticket, 'close'), state: 'closed' };
}

/** Returns a ticket that its person has opened again: it waits from now on, for whoever takes it. */
export function reopenedByPerson(ticket: Ticket): Ticket {
  const { agent: _, ...rest } = withPersonsEntry(ticket, 'reopen');
  return { ...rest, state: 'open', waitsSince: rest.changedAt, toldToWait: false };
}

/** Returns what the person did last to end a ticket or to open it again; undefined where it was an agent, or nobody. */
export function endByPerson({ log, state }: Pick<Ticket, 'log' | 'state'>): EndByPerson | undefined {
  const last = log.findLast(({ what }) => ENDS.includes(what));
  if (last?.who !== '') return undefined;
  if (last.what === 'reopen') return state === 'closed' ? undefined : 'reopened';
  return state === 'closed' ? 'closed' : undefined;
}

/** Adds to the log; a person has no name in it. */
function withPersonsEntry(ticket: Ticket, what: 'close' | 'reopen'): Ticket {
  const at = new Date().toISOString();
  return { ...ticket, changedAt: at, log: [...ticket.log, { who: '', what, at }] };
}
