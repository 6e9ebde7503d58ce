import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { z } from 'zod';

/**
 * Puts suggested answers into Zammad: takes the webhook that a trigger sends for an article of a customer, asks the assistant, and
 * writes what it suggests as an internal note beside the article. docs/suggest-api.md says how to set it up.
 */

const PORT = 3979;
const LONGEST_BODY = 4 * 1024 * 1024;
const TIMEOUT_MS = 30_000;

const settingsSchema = z.object({
  /** The address of the assistant, and an API key for it. */
  ASSISTANT_URL: z.url(),
  ASSISTANT_KEY: z.string().min(1),
  /** The address of Zammad, and a token of a user who may write in the group. */
  ZAMMAD_URL: z.url(),
  ZAMMAD_TOKEN: z.string().min(1),
  /** The "HMAC SHA1 Signature Token" of the webhook. */
  WEBHOOK_SECRET: z.string().min(16),
});
type Settings = z.infer<typeof settingsSchema>;

const webhookSchema = z.object({
  ticket: z.object({ id: z.number() }),
  article: z.object({
    id: z.number(),
    body: z.string(),
    content_type: z.string(),
    subject: z.string().nullish(),
    from: z.string().nullish(),
    sender: z.string(),
    internal: z.boolean(),
  }),
});
type Webhook = z.infer<typeof webhookSchema>;

const suggestedSchema = z.object({
  suggestions: z.array(
    z.object({ question: z.string(), answer: z.object({ body: z.string() }), link: z.url() }),
  ),
  open: z.array(z.string()),
});
type Suggested = z.infer<typeof suggestedSchema>;

const articlesSchema = z.array(z.object({ subject: z.string().nullish() }));

/** Returns the server that Zammad's webhook calls. Zammad calls again after any status but 2xx. */
function suggestionServer(settings: Settings): Server {
  return createServer(async (request, response) => {
    const body = await bodyOf(request).catch(() => undefined);
    const webhook = body !== undefined && isSigned(request, body, settings) ? parsed(body) : undefined;
    if (!webhook) return void response.writeHead(400).end();
    try {
      await suggest(webhook, settings);
      response.writeHead(204).end();
    } catch (error) {
      console.error(error instanceof Error ? error.message : 'failed');
      response.writeHead(502).end();
    }
  });
}

async function suggest({ ticket, article }: Webhook, settings: Settings): Promise<void> {
  if (article.sender !== 'Customer' || article.internal) return;
  const subject = `Suggestions for article ${article.id}`;
  const zammad = (path: string, note?: object) =>
    call(`${settings.ZAMMAD_URL}/api/v1/${path}`, `Token token=${settings.ZAMMAD_TOKEN}`, note);
  // A repeated call must not write a second note.
  const articles = articlesSchema.parse(await zammad(`ticket_articles/by_ticket/${ticket.id}`));
  if (articles.some((each) => each.subject === subject)) return;
  const body = noteFrom(await askAssistant(article, settings));
  if (body === '') return;
  const note = {
    ticket_id: ticket.id,
    subject,
    body,
    content_type: 'text/plain',
    type: 'note',
    internal: true,
  };
  await zammad('ticket_articles', note);
}

async function askAssistant(
  { body, content_type, subject, from }: Webhook['article'],
  { ASSISTANT_URL, ASSISTANT_KEY }: Settings,
): Promise<Suggested> {
  const mail = {
    [content_type.includes('html') ? 'html' : 'text']: body,
    ...(subject && { subject }),
    ...(from && { headers: { From: from } }),
  };
  const address = `${ASSISTANT_URL}/api/helpdesk/suggest`;
  return suggestedSchema.parse(await call(address, `Bearer ${ASSISTANT_KEY}`, mail));
}

function noteFrom({ suggestions, open }: Suggested): string {
  if (suggestions.length === 0) return '';
  const answers = suggestions.map(({ question, answer, link }) => `${question}\n\n${answer.body}\n\n${link}`);
  const rest =
    open.length > 0 ? [`Not answered by this:\n${open.map((each) => `- ${each}`).join('\n')}`] : [];
  return [...answers, ...rest].join('\n\n----\n\n');
}

/** Sends a GET, or a POST of a body. @throws Error that quotes nothing of what was sent. */
async function call(address: string, Authorization: string, body?: object): Promise<unknown> {
  const response = await fetch(address, {
    headers: { Authorization, Accept: 'application/json', 'Content-Type': 'application/json' },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`${new URL(address).origin} answers ${response.status}`);
  return response.json();
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LONGEST_BODY) throw new Error('too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function isSigned({ headers }: IncomingMessage, body: Buffer, { WEBHOOK_SECRET }: Settings): boolean {
  const wanted = Buffer.from(`sha1=${createHmac('sha1', WEBHOOK_SECRET).update(body).digest('hex')}`);
  const given = Buffer.from(String(headers['x-hub-signature'] ?? ''));
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function parsed(body: Buffer): Webhook | undefined {
  try {
    return webhookSchema.parse(JSON.parse(body.toString()));
  } catch {
    return undefined;
  }
}

const server = suggestionServer(settingsSchema.parse(process.env));
server.listen(process.env.PORT || PORT, () => console.log("waits for Zammad's webhook:", server.address()));
