import type { Texts } from '../../content/content.ts';
import { positionOf } from '../../guide/path.ts';
import type { InboxRow } from '../../tickets/ticket-rows.ts';
import type { PageContext } from '../layout.ts';

/** Returns a step by its title in the guide, with general words for what somebody chose. */
export function stepName({ say, texts }: PageContext, pack: Texts, step: string | undefined): string {
  if (step === undefined) return say(texts.inbox.list.noStep);
  const position = positionOf(step);
  const title = pack.steps[position.phase]?.steps[position.step]?.title;
  // The content may have changed since the ticket was opened.
  return title === undefined ? step : say(title, pack.messages.unchosen);
}

/** Returns the name of a desk. */
export function deskName({ say }: PageContext, pack: Texts, desk: string): string {
  const name = pack.network.contacts[desk]?.name;
  return name === undefined ? desk : say(name);
}

/** Returns the words that tell the agent who looks at the page who has a ticket. */
export function heldBy(
  { say, texts, session }: PageContext,
  { state, agent }: Pick<InboxRow, 'state' | 'agent'>,
): string {
  const { held } = texts.inbox;
  if (state === 'closed') return agent ? say(held.closedBy, { agent: agent.name }) : say(held.closed);
  if (!agent) return say(held.nobody);
  return agent.id === session?.agent.id ? say(held.you) : say(held.other, { agent: agent.name });
}
