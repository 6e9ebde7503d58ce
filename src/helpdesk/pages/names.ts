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
export function centreName(context: PageContext, centres: CentresFile, value: string): string {
  const [country = '', centre] = value.split('/');
  const name = countryName(context, country);
  if (country === OTHER || centre === undefined) return name;
  return `${name}, ${nameWithoutCountry(context, centres, { country, centre })}`;
}

/** Returns the name of a country by its id. */
export function countryName({ say, pack, language }: PageContext, country: string): string {
  return country === OTHER ? say(pack.messages.buttons.countryNotListed) : countryNameIn(language, country);
}

/** Returns the name of a centre alone. */
export function nameWithoutCountry(
  { say, pack }: PageContext,
  centres: CentresFile,
  { country, centre }: { country: string; centre: string },
): string {
  if (centre === OTHER) return say(pack.messages.buttons.centreNotListed);
  return chosenCentre(centres, { country, centre })?.name ?? centre;
}

/** Returns the name of a desk. */
export function deskName({ say }: PageContext, pack: Texts, desk: string): string {
  const name = pack.network.contacts[desk]?.name;
  return name === undefined ? desk : say(name);
}

/** What tells who has a ticket. */
type Held = Pick<InboxRow, 'state' | 'agent' | 'handed' | 'desk' | 'byPerson'> & { isPassedOn: boolean };

/** Returns the words that tell the agent who looks at the page who has a ticket. */
export function heldBy(context: PageContext, row: Held): string {
  const { say, texts, pack, session } = context;
  const { held, list } = texts.inbox;
  const { state, agent, handed, desk, byPerson, isPassedOn } = row;
  if (byPerson === 'closed') return say(held.closedByPerson);
  if (state === 'closed') return agent ? say(held.closedBy, { agent: agent.name }) : say(held.closed);
  if (isPassedOn) return say(held.passedOn, { desk: deskName(context, pack, desk) });
  if (!agent) return say(byPerson === 'reopened' ? held.reopenedByPerson : held.nobody);
  if (agent.id !== session?.agent.id) return say(held.other, { agent: agent.name });
  return handed ? say(list.handed, { agent: handed.by }) : say(held.you);
}

/** Returns the title of a question or the id of an out-of-scope group; an id that is no longer in the content is marked as gone. */
export function questionName({ say, pack }: PageContext, id: string): string {
  const question = Object.hasOwn(pack.questions, id) ? pack.questions[id] : undefined;
  if (question) return say(question.question);
  return Object.hasOwn(pack.outOfScope, id) ? id : say(pack.learning.numbers.gone, { id });
}
