import type { Activity, TurnContext } from 'botbuilder-core';
import type { Write } from '../store/store.ts';

const KEEP = Symbol('keep with the turn');

/** What one turn took in (with secrets removed) and answers; the replies have no ids yet. */
export interface Exchange {
  incoming: Activity;
  replies: Partial<Activity>[];
}

/**
 * A channel with a history of its own gives the rows that must be kept in the same commit as the person's new state.
 * Called again with the same exchange where the commit lost a race.
 */
export type KeepWithTurn = (exchange: Exchange) => Promise<Write[]>;

/** Says, before the turn runs, what the channel keeps together with it. */
export function keepWithTurn(context: TurnContext, keep: KeepWithTurn): void {
  context.turnState.set(KEEP, keep);
}

/** The rows the channel wants kept with this turn; none for a channel without a history. */
export async function rowsToKeep(context: TurnContext, exchange: Exchange): Promise<Write[]> {
  const keep: KeepWithTurn | undefined = context.turnState.get(KEEP);
  return keep ? keep(exchange) : [];
}
