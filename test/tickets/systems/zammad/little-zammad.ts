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

const changedTicketSchema = z.strictObject({ state: z.enum(['open', 'closed']) });

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
  created_at?: string;
  updated_at?: string;
  preferences?: Record<string, unknown>;
}

interface Ticket {
  id: number;
  /** People know it by this. */
  number: string;
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
  /** Which ticket each merged one was merged into. */
  readonly parents = new Map<number, number>();
  /** Makes the next thing, but breaks the connection before the confirmation. */
  losesNextAnswer = false;
  isDown = false;
  /** What is awaited before the next thing is made; whoever asked may be gone by then. */
  readonly delays: Promise<void>[] = [];
  /** Addresses that no customer may have. */
  refusedAddresses: string[] = [];
  #last = 100;

  constructor() {
    const answer = (request: Request) => this.answer(request);
    nock(ZAMMAD).persist().get(/.*/).reply(answer).post(/.*/).reply(answer).put(/.*/).reply(answer);
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

  /** Returns what a customer sees of a ticket in Zammad. */
  publicTextsOf(number: string): string[] {
    const { id } = this.ticketOf(number);
    return this.#articlesOf(id).flatMap(({ body, internal }) => (internal ? [] : [body]));
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

  /** Makes a ticket that is not ours. */
  agentMakes(title: string, customer: string): Ticket {
    const id = this.#next();
    const ticket = {
      id,
      number: `8${id}`,
      title,
      customer,
      customer_id: id + 1000,
      tags: [],
      state: 'open',
      owner_id: NOBODY,
    };
    this.tickets.set(id, ticket);
    return ticket;
  }

  /** Merges a ticket into another: its articles go there, a note says so, and the other one becomes its parent. */
  merge(ticket: Ticket, into: number): void {
    const updated_at = new Date().toISOString();
    for (const article of this.#articlesOf(ticket.id))
      Object.assign(article, { ticket_id: into, updated_at });
    this.agentWrites(ticket.id, 'merged', { content_type: 'text/plain', from: 'Emma Taylor' });
    for (const [child, parent] of this.parents) if (parent === ticket.id) this.parents.set(child, into);
    this.parents.set(ticket.id, into);
    Object.assign(ticket, { state: 'merged', owner_id: NOBODY });
  }

  async answer(request: Request): Promise<Reply> {
    if (this.isDown) throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    if (request.headers.get('authorization') !== `Token token=${TOKEN}`) return error(401, 'Invalid token');
    const body: unknown = request.method === 'GET' ? undefined : await request.json();
    if (request.method !== 'GET') await this.delays.shift();
    const made = this.articles.length;
    const reply =
      request.method === 'GET'
        ? this.#read(new URL(request.url))
        : request.method === 'PUT'
          ? this.#change(new URL(request.url), body)
          : this.#make(request.url, body);
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
    if (pathname === '/api/v1/links') {
      const parent = this.parents.get(Number(searchParams.get('link_object_value')));
      const link = { link_type: 'parent', link_object: 'Ticket', link_object_value: parent };
      return [200, { links: parent === undefined ? [] : [link], assets: {} }];
    }
    if (!ticket) return error(404, `Couldn't find Ticket with 'id'=${id}`);
    if (pathname === `/api/v1/ticket_articles/by_ticket/${id}`)
      return [200, this.#articlesOf(ticket.id).reverse()];
    return pathname === `/api/v1/tickets/${id}` ? [200, expanded(ticket)] : error(404, 'No route matches');
  }

  #change({ pathname }: URL, body: unknown): Reply {
    const [, source = '', number] = /^\/api\/v1\/ticket_merge\/(\d+)\/(\d+)$/.exec(pathname) ?? [];
    if (number !== undefined) {
      const ticket = this.tickets.get(Number(source));
      const into = [...this.tickets.values()].find((each) => each.number === number);
      if (!ticket || !into) return [200, { result: 'failed' }];
      if (into.state === 'merged')
        return error(422, 'It is not possible to merge into an already merged ticket.');
      this.merge(ticket, into.id);
      return [200, { result: 'success' }];
    }
    const [, id = ''] = /^\/api\/v1\/tickets\/(\d+)$/.exec(pathname) ?? [];
    const ticket = this.tickets.get(Number(id));
    if (!ticket) return error(404, `Couldn't find Ticket with 'id'=${id}`);
    return [200, expanded(Object.assign(ticket, changedTicketSchema.parse(body)))];
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
        number: `8${id}`,
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
    return [201, this.#addArticle({ ...article, from: '', created_by_id: ME })];
  }

  #addArticle(article: Omit<Article, 'id'>): Article {
    const now = new Date().toISOString();
    const added = {
      created_at: now,
      updated_at: now,
      ...article,
      id: this.#next(),
      subject: article.subject.replace(/\s/g, ' '),
    };
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

/** Names the customer by their login. */
function expanded(ticket: Ticket): object {
  return { ...ticket, customer: String(ticket.customer).replace('guess:', '') };
}

function error(status: number, message: string): Reply {
  return [status, { error: message, error_human: message }];
}
