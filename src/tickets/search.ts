import { LISTED, TICKETS } from '../store/keys.ts';
import { RowCache } from '../store/row-cache.ts';
import type { Store } from '../store/store.ts';
import { type Ticket, ticketSchema } from './ticket.ts';

/** Finds tickets by words of what people and agents wrote, by number, email address, centre and the other facts. */
export class TicketSearch {
  /** What is searched of each ticket. */
  readonly #texts: RowCache<string>;

  constructor(store: Store) {
    this.#texts = new RowCache(store, TICKETS, ({ value }) => {
      const { success, data } = ticketSchema.safeParse(value);
      return success ? textOf(data) : '';
    });
  }

  /** Returns the numbers of the tickets in which every word stands, in any writing of its letters. */
  async find(words: string): Promise<ReadonlySet<string>> {
    const wanted = plain(words).split(/\s+/).filter(Boolean);
    const found = new Set<string>();
    for (const [key, text] of await this.#texts.rows())
      if (wanted.every((word) => text.includes(word))) found.add(key.slice(TICKETS.length));
    return found;
  }

  /** Forgets the texts if there are some of tickets that are deleted. */
  forgetAllBut(rows: ReadonlyMap<string, unknown>): void {
    this.#texts.forgetIfGone((key) => !rows.has(LISTED + key.slice(TICKETS.length)));
  }
}

function textOf({ number, email, facts, sentence, exchanges, messages, notes }: Ticket): string {
  // What the assistant said is the same in many tickets.
  const said = exchanges.filter(({ by }) => by === 'person');
  const parts = [
    number,
    number.replace('-', ''),
    email ?? '',
    ...facts.map(({ value }) => value),
    sentence,
    ...[...said, ...messages, ...notes].map(({ text }) => text),
  ];
  return plain(parts.join('\n'));
}

/** Returns a text without what people leave out when they search: capitals and accents. */
function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
