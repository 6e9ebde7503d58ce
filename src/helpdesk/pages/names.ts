import type { Texts } from '../../content/content.ts';
import type { CentresFile } from '../../content/schema/structure.ts';
import { chosenCentre } from '../../guide/choices.ts';
import { positionOf } from '../../guide/path.ts';
import { OTHER } from '../../guide/progress.ts';
import { countryNameIn } from '../../lib/country-name.ts';
import type { Ticket } from '../../tickets/ticket.ts';
import type { InboxRow } from '../../tickets/ticket-rows.ts';
import { ticketTitle } from '../../tickets/ticket-title.ts';
import type { PageContext } from '../layout.ts';

/** Returns a step by its title in the guide, with general words for what somebody chose. */
export function stepName({ say, texts }: PageContext, pack: Texts, step: string | undefined): string {
  if (step === undefined) return say(texts.inbox.list.noStep);
  const position = positionOf(step);
  const title = pack.steps[position.phase]?.steps[position.step]?.title;
  // The content may have changed since the ticket was opened.
  return title === undefined ? step : say(title, pack.messages.unchosen);
}

/** Returns what a ticket is about, in one line. */
export function ticketName(
  { say, texts, pack }: PageContext,
  ticket: Pick<Ticket, 'topic' | 'step'> & Pick<InboxRow, 'about'>,
): string {
  return ticketTitle(ticket, pack, say) || say(texts.inbox.list.noStep);
}

/** Returns a centre by its country and name; `value` holds the two ids, or the country's alone. */
export function centreName(
  { say, pack, language }: PageContext,
  centres: CentresFile,
  value: string,
): string {
  const [country = '', centre] = value.split('/');
  const { buttons } = pack.messages;
  if (country === OTHER) return say(buttons.countryNotListed);
  const name = countryNameIn(language, country);
  if (centre === undefined) return name;
  if (centre === OTHER) return `${name}, ${say(buttons.centreNotListed)}`;
  return `${name}, ${chosenCentre(centres, { country, centre })?.name ?? centre}`;
}

/** Returns the name of a desk. */
export function deskName({ say }: PageContext, pack: Texts, desk: string): string {
  const name = pack.network.contacts[desk]?.name;
  return name === undefined ? desk : say(name);
}

/** What tells who has a ticket. */
type Held = Pick<InboxRow, 'state' | 'agent' | 'desk' | 'byPerson'> & { isPassedOn: boolean };

/** Returns the words that tell the agent who looks at the page who has a ticket. */
export function heldBy(context: PageContext, { state, agent, desk, byPerson, isPassedOn }: Held): string {
  const { say, texts, pack, session } = context;
  const { held } = texts.inbox;
  if (byPerson === 'closed') return say(held.closedByPerson);
  if (state === 'closed') return agent ? say(held.closedBy, { agent: agent.name }) : say(held.closed);
  if (isPassedOn) return say(held.passedOn, { desk: deskName(context, pack, desk) });
  if (!agent) return say(byPerson === 'reopened' ? held.reopenedByPerson : held.nobody);
  return agent.id === session?.agent.id ? say(held.you) : say(held.other, { agent: agent.name });
}
