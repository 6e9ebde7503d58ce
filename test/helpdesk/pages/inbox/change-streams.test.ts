import { expect, onTestFinished, test } from 'vitest';
import { ANN, aTicket, BEN, openInbox } from '../support.ts';

/** Listens as an open page does, and collects what it receives. */
async function listen(url: string, agent = 'ann') {
  const ended = new AbortController();
  onTestFinished(() => ended.abort());
  const response = await fetch(`${url}/helpdesk/events`, {
    headers: { Cookie: `agent=${agent}` },
    signal: ended.signal,
  });
  let text = '';
  let isOver = false;
  void (async () => {
    try {
      for await (const chunk of response.body ?? []) text += new TextDecoder().decode(chunk);
    } catch {
      // The test is over.
    }
    isOver = true;
  })();
  return { response, text: () => text, isOver: () => isOver, stop: () => ended.abort() };
}

test('A change reaches every open page by the number of its ticket alone', async () => {
  const ticket = aTicket();
  const { url, tickets } = await openInbox({ tickets: [ticket] });
  const lines = [await listen(url), await listen(url, 'ben')];
  await tickets.reply(ticket.number, BEN, 'a secret answer');
  for (const line of lines) {
    await expect.poll(() => line.text()).toContain(`data: ${ticket.number}\n\n`);
    expect(line.text()).not.toContain('secret');
    expect(line.response.headers.get('content-type')).toContain('text/event-stream');
  }
});

test('Who is typing reaches the pages of everybody else, and only from people who have signed in', async () => {
  const ticket = aTicket();
  const { url, post, store } = await openInbox({ tickets: [ticket] });
  const [ann, ben] = [await listen(url), await listen(url, 'ben')];
  const path = `/helpdesk/tickets/${ticket.number}/writing`;
  const before = await store.list('');
  expect((await post(path, {}, 'nobody')).status).toBe(401);
  expect((await post(path, {}, 'ann', 'forged')).status).toBe(403);
  expect((await post('/helpdesk/tickets/x/writing')).status).toBe(204);
  expect((await post(path)).status).toBe(204);
  const told = `event: writing\ndata: ${JSON.stringify({ ticket: ticket.number, agent: 'Ann' })}\n\n`;
  await expect.poll(() => ben.text()).toContain(told);
  expect(ben.text().split('event:')).toHaveLength(2);
  expect(ann.text()).not.toContain('event:');
  expect(await store.list('')).toEqual(before);
});

test('The streams end when the assistant stops, and one that was left is forgotten', async () => {
  const ticket = aTicket();
  const { url, close, tickets } = await openInbox({ tickets: [ticket] });
  const [left, kept] = [await listen(url), await listen(url)];
  left.stop();
  await tickets.claim(ticket.number, ANN);
  await expect.poll(() => kept.text()).toContain(ticket.number);
  await close();
  await expect.poll(() => kept.isOver()).toBe(true);
});

test('A page that reconnects while the assistant stops gets no stream, which would keep it from stopping', async () => {
  const { url, inbox, server } = await openInbox();
  const line = await listen(url);
  inbox.close();
  await expect.poll(() => line.isOver()).toBe(true);
  const again = await listen(url);
  expect(again.response.status).toBe(503);
  await expect.poll(() => again.isOver()).toBe(true);
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  await closed;
});
