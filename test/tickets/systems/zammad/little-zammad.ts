import nock from 'nock';
import { z } from 'zod';

export const ZAMMAD = 'https://zammad.example.org';
export const TOKEN = 'the-token-of-the-assistant';
export const GROUP = 'Users';
/** The owner of the token. */
const ME = 3;
const NOBODY = 1;

const articleSchema = z.strictObject({
  subject: z.string(),
  body: z.string().min(1),
  content_type: z.enum(['text/plain', 'text/html']),
  type: z.enum(['note', 'web']),
  sender: z.enum(['Agent', 'Customer', 'System']),
  internal: z.boolean(),
});
const newTicketSchema = z.strictObject({
  title: z.string(),
  group: z.string(),
  customer_id: z.union([z.number(), z.string().regex(/^guess:/)]),
  tags: z.string(),
  article: articleSchema,
});
const newArticleSchema = articleSchema.extend({ ticket_id: z.number() });

type NewArticle = z.infer<typeof articleSchema>;
type Article = Omit<NewArticle, 'type'> & {
  id: number;
  ticket_id: number;
  type: string;
  from: string;
} & Sent;

/** What an article may hold besides. */
interface Sent {
  to?: string;
  cc?: string;
  created_by_id?: number;
  preferences?: Record<string, unknown>;
}

interface Ticket {
  id: number;
  title: string;
  customer: string | number;
  customer_id: number;
  tags: string[];
  state: string;
  owner_id: number;
}

type Reply = [number, unknown];

/** The parts of Zammad that we use, in memory: it accepts what is well-formed and refuses the rest as Zammad does. */
export class LittleZammad {
  readonly tickets = new Map<number, Ticket>();
  articles: Article[] = [];
  /** Makes the next thing, but breaks the connection before the confirmation. */
  losesNextAnswer = false;
  isDown = false;
  /** Addresses that no customer may have. */
  refusedAddresses: string[] = [];
  #last = 100;

  constructor() {
    const answer = (request: Request) => this.answer(request);
    nock(ZAMMAD).persist().get(/.*/).reply(answer).post(/.*/).reply(answer);
  }

  /** Returns the one ticket with this in its title. */
  ticketOf(number: string): Ticket {
    const [ticket, ...others] = [...this.tickets.values()].filter(({ title }) => title.includes(number));
    if (!ticket || others.length > 0)
      throw new Error(`${others.length + (ticket ? 1 : 0)} tickets are ${number}`);
    return ticket;
  }

  textsOf(number: string): string[] {
    const tickets = [...this.tickets.values()].filter(({ title }) => title.includes(number));
    return tickets.flatMap(({ id }) => this.#articlesOf(id).map(({ body }) => body));
  }

  /** Writes as an agent does on their page. */
  agentWrites(ticket_id: number, body: string, parts: Partial<Article> = {}): void {
    this.#addArticle({
      ticket_id,
      subject: '',
      body,
      content_type: 'text/html',
      type: 'note',
      sender: 'Agent',
      internal: false,
      from: 'Emma Taylor',
      ...parts,
    });
  }

  /** Merges a ticket into another: its articles go there, and a note says so. */
  merge(ticket: Ticket, into: number): void {
    for (const article of this.#articlesOf(ticket.id)) article.ticket_id = into;
    this.agentWrites(ticket.id, 'merged', { content_type: 'text/plain', from: 'Emma Taylor' });
    Object.assign(ticket, { state: 'merged', owner_id: NOBODY });
  }

  async answer(request: Request): Promise<Reply> {
    if (this.isDown) throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    if (request.headers.get('authorization') !== `Token token=${TOKEN}`) return error(401, 'Invalid token');
    const made = this.articles.length;
    const reply =
      request.method === 'GET'
        ? this.#read(new URL(request.url))
        : this.#make(request.url, await request.json());
    if (this.losesNextAnswer && this.articles.length > made) {
      this.losesNextAnswer = false;
      throw Object.assign(new Error('reset'), { code: 'ECONNRESET' });
    }
    return reply;
  }

  #read({ pathname, searchParams }: URL): Reply {
    const [, id = ''] = /\/(\d+)$/.exec(pathname) ?? [];
    const ticket = this.tickets.get(Number(id));
    if (pathname === '/api/v1/users/me') return [200, { id: ME, login: 'assistant' }];
    if (pathname === '/api/v1/tickets/search') {
      const title = searchParams.get('condition[ticket.title][value]');
      if (searchParams.get('condition[ticket.title][operator]') !== 'contains' || !title) return [200, []];
      return [200, [...this.tickets.values()].filter((each) => each.title.includes(title))];
    }
    if (!ticket) return error(404, `Couldn't find Ticket with 'id'=${id}`);
    if (pathname === `/api/v1/ticket_articles/by_ticket/${id}`)
      return [200, this.#articlesOf(ticket.id).reverse()];
    return pathname === `/api/v1/tickets/${id}`
      ? [200, { ...ticket, customer: String(ticket.customer).replace('guess:', '') }]
      : error(404, 'No route matches');
  }

  #make(address: string, body: unknown): Reply {
    const { pathname } = new URL(address);
    if (pathname === '/api/v1/tickets') {
      const { title, group, customer_id, tags, article } = newTicketSchema.parse(body);
      if (group !== GROUP) return error(422, `No lookup value found for 'group': "${group}"`);
      if (this.refusedAddresses.some((address) => customer_id === `guess:${address}`))
        return error(422, `Invalid email '${String(customer_id).slice('guess:'.length)}'`);
      const id = this.#next();
      this.tickets.set(id, {
        id,
        customer_id: typeof customer_id === 'number' ? customer_id : id + 1000,
        title: title.replace(/\s/g, ' '),
        customer: customer_id,
        tags: tags.split(','),
        state: 'new',
        owner_id: NOBODY,
      });
      this.#addArticle({ ...article, ticket_id: id, from: String(customer_id), created_by_id: ME });
      return [201, this.tickets.get(id)];
    }
    const article = newArticleSchema.parse(body);
    if (!this.tickets.has(article.ticket_id))
      return error(404, `Couldn't find Ticket with 'id'=${article.ticket_id}`);
    return [201, this.#addArticle({ ...article, from: '' })];
  }

  #addArticle(article: Omit<Article, 'id'>): Article {
    const added = { ...article, id: this.#next(), subject: article.subject.replace(/\s/g, ' ') };
    this.articles.push(added);
    return added;
  }

  #articlesOf(id: number): Article[] {
    return this.articles.filter(({ ticket_id }) => ticket_id === id);
  }

  #next(): number {
    this.#last += 1;
    return this.#last;
  }
}

function error(status: number, message: string): Reply {
  return [status, { error: message, error_human: message }];
}
