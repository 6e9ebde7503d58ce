import { describe, expect, test } from 'vitest';
import { PackCopy } from '../../../content/pack-copy.ts';
import { ANN, aTicket, openInbox, words } from '../support.ts';

const FILE = 'en/questions/which-browser.yaml';

async function asked(text = 'the carrot sings to a pigeon') {
  const folder = new PackCopy();
  const ticket = aTicket({
    state: 'closed',
    agent: ANN,
    exchanges: [
      { by: 'person', text: 'Talk to the helpdesk' },
      { by: 'assistant', text: 'Hello' },
      { by: 'person', text },
    ],
  });
  const opened = await openInbox({ tickets: [ticket], folder });
  const path = `/helpdesk/tickets/${ticket.number}`;
  const teach = (fields: Record<string, string>) =>
    opened.post(`${path}/teach`, { do: 'write', text, target: 'which-browser', ...fields });
  return { ...opened, folder, path, teach };
}

/** Returns the ids of the questions that a page shows. */
function shown(html: string): string[] {
  return [
    ...html.matchAll(/<li data-first><label[^>]*><input type="radio" name="target" value="([^"]+)"/g),
  ].map(([, id = '']) => id);
}

describe('What a ticket was about', () => {
  test('is asked with the first words that the person typed, the likely questions first, and every other one once', async () => {
    const { get, path } = await asked('which browser do i need');
    expect((await get(path)).html).toContain(`href="${path}/teach"`);
    const { html } = await get(`${path}/teach`);
    expect(html).toContain('>\nwhich browser do i need</textarea>');
    const all = shown(html);
    expect(all.slice(0, 3)).toContain('which-browser');
    expect(new Set(all).size).toBe(all.length);
    expect(all).toContain('clinical');
  });

  test('begins with the sentence that was added where nothing else was typed', async () => {
    const ticket = aTicket({ exchanges: [], sentence: 'my phone is new' });
    const { get } = await openInbox({ tickets: [ticket], folder: new PackCopy() });
    const { html } = await get(`/helpdesk/tickets/${ticket.number}/teach`);
    expect(html).toContain('>\nmy phone is new</textarea>');
  });

  test('is found by words, and what was typed and chosen stays', async () => {
    const { teach, folder } = await asked();
    const before = folder.read(FILE);
    const { status, html } = await teach({ do: 'find', find: 'PASSWORD', text: 'edited' });
    expect(status).toBe(200);
    expect(shown(html)).toContain('password-forgotten');
    expect(shown(html)).toContain('which-browser');
    expect(shown(html).length).toBeLessThan(15);
    expect(html).toContain('>\nedited</textarea>');
    expect(html).toMatch(/value="which-browser" checked/);
    expect((await teach({ do: 'find', find: 'zebra' })).html).toContain(`role="status">${words.teach.none}`);
    expect(folder.read(FILE)).toBe(before);
  });

  test('becomes an example as the agent has edited it, and the agent is back at the ticket', async () => {
    const { teach, folder, path, get, logged } = await asked();
    const before = folder.read(FILE);
    const { status, location } = await teach({ text: 'does the browser\r\nof my fridge do' });
    expect([status, location]).toEqual([303, `${path}?done=taught`]);
    expect(folder.read(FILE)).toBe(`${before}  does the browser of my fridge do\n`);
    expect((await get(location ?? '')).html).toContain(words.teach.done);
    expect(logged.at(-1)).toMatchObject({ agent: 'ann', action: 'teach', file: FILE });
  });

  test('is downloaded as the whole changed file, and the pack stays as it is', async () => {
    const { teach, folder } = await asked();
    const before = folder.read(FILE);
    const { html, headers } = await teach({ do: 'download' });
    expect(headers.get('content-disposition')).toBe('attachment; filename="which-browser.yaml"');
    expect(html).toBe(`${before}  the carrot sings to a pigeon\n`);
    expect(folder.read(FILE)).toBe(before);
  });

  test.each([
    ['names no question', { target: '' }, 'Choose the question'],
    [
      'holds an email address',
      { text: 'can jo@home.example be invited' },
      'must not be kept: an email address',
    ],
    ['is there already', { text: 'which site for requesting access' }, 'already has this example'],
  ])('is refused where the example %s, with what was typed', async (_what, fields, why) => {
    const { teach, folder } = await asked();
    const before = folder.read(FILE);
    const { status, html } = await teach(fields);
    expect(status).toBe(422);
    expect(/role="alert" id="why">(.*?)<\/p>/s.exec(html)?.[1]).toContain(why);
    if ('text' in fields) expect(html).toContain(`>\n${fields.text}</textarea>`);
    expect(folder.read(FILE)).toBe(before);
  });

  test('changes nothing after a form of another site, or without signing in', async () => {
    const { post, get, path, folder } = await asked();
    const before = folder.read(FILE);
    const form = { do: 'write', text: 'does a fridge do', target: 'which-browser' };
    expect((await post(`${path}/teach`, form, 'ann', 'wrong')).status).toBe(403);
    expect((await get(`${path}/teach`, 'nobody')).location).toBe('/helpdesk/sign-in');
    expect((await get('/helpdesk/tickets/BBB-BBB/teach')).status).toBe(404);
    expect(folder.read(FILE)).toBe(before);
  });
});
