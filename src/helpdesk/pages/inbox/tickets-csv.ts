import type { Content } from '../../../content/content.ts';
import { firstAnswerAt, type Ticket } from '../../../tickets/ticket.ts';
import { ticketTitle } from '../../../tickets/ticket-title.ts';
import { deskTimeBetween } from '../../../tickets/wait.ts';
import type { PageContext } from '../../layout.ts';
import { csvRow } from '../csv.ts';
import { countryName, deskName, nameWithoutCountry, stepName } from '../names.ts';

/** The number of tickets that are in memory at once. */
const AT_ONCE = 50;
const MINUTE_MS = 60_000;
/** Tells a spreadsheet that the file is in UTF-8, without which it spoils the names of centres. */
const BYTE_ORDER_MARK = '\u{FEFF}';

const COLUMNS = [
  'number',
  'title',
  'desk',
  'state',
  'step',
  'country',
  'centre',
  'opened',
  'first answer',
  'closed',
  'minutes waited in opening hours',
  'agent',
  'reopened',
  'outcome',
];

/** Returns tickets as CSV, part by part, without the addresses and the words of people. */
export async function* ticketsCsv(
  context: PageContext,
  content: Pick<Content, 'network' | 'centres'>,
  numbers: readonly string[],
  get: (number: string) => Promise<Ticket | undefined>,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvRow(COLUMNS);
  for (let from = 0; from < numbers.length; from += AT_ONCE) {
    const tickets = await Promise.all(numbers.slice(from, from + AT_ONCE).map(get));
    yield tickets.map((ticket) => (ticket ? csvRow(fieldsOf(context, content, ticket)) : '')).join('');
  }
}

function fieldsOf(
  context: PageContext,
  { network, centres }: Pick<Content, 'network' | 'centres'>,
  ticket: Ticket,
): (string | number)[] {
  const { pack, say } = context;
  const { number, desk, state, step, topic, country, centre, openedAt, agent, log } = ticket;
  const answered = firstAnswerAt(ticket);
  const closed = closedAt(ticket);
  const waitedUntil = new Date(answered ?? closed ?? Date.now());
  return [
    number,
    // Only what was understood: a title of the person's own words could say who they are.
    ticketTitle({ topic, step }, pack, say),
    deskName(context, pack, desk),
    state,
    step === undefined ? '' : stepName(context, pack, step),
    country === undefined ? '' : countryName(context, country),
    country === undefined || centre === undefined
      ? ''
      : nameWithoutCountry(context, centres, { country, centre }),
    openedAt,
    answered ?? '',
    closed ?? '',
    Math.floor(deskTimeBetween(network, desk, new Date(openedAt), waitedUntil) / MINUTE_MS),
    agent?.name ?? '',
    log.filter(({ what }) => what === 'reopen').length,
    outcomeOf(ticket),
  ];
}

/** Returns when a ticket was closed; where another system did that, it is the last change. */
function closedAt({ state, log, changedAt }: Ticket): string | undefined {
  if (state !== 'closed') return undefined;
  return log.findLast(({ what }) => CLOSINGS.has(what))?.at ?? changedAt;
}

const CLOSINGS: ReadonlySet<string> = new Set(['close', 'closeSilently']);

function outcomeOf(ticket: Ticket): string {
  const isAnswered = firstAnswerAt(ticket) !== undefined;
  if (ticket.state !== 'closed') return isAnswered ? 'answered' : 'waiting';
  const closing = ticket.log.findLast(({ what }) => CLOSINGS.has(what))?.what;
  if (closing === 'closeSilently') return 'closed silently';
  return isAnswered ? 'answered and closed' : 'closed without an answer';
}
