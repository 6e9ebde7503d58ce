import { describe, expect, test } from 'vitest';
import { textsOf } from '../../../../src/content/content.ts';
import { loadContent } from '../../../../src/content/load.ts';
import { PackCopy } from '../../../content/pack-copy.ts';
import { ANN, aTicket, fill, openInbox, words } from '../support.ts';

const FILE = 'en/canned-replies.yaml';
const at = new Date().toISOString();

async function answered(text = 'Try it in another browser.\nThen write to me again.') {
  const folder = new PackCopy();
  const ticket = aTicket({
    state: 'taken',
    agent: ANN,
    topic: { question: 'sms-not-received' },
    messages: [
      { id: 'm1', text, by: 'agent', agent: 'Ann', at, delivery: 'delivered' },
      { id: 'm2', text: 'thanks', by: 'person', at },
    ],
  });
  const opened = await openInbox({ tickets: [ticket], folder });
  const path = `/helpdesk/tickets/${ticket.number}`;
  const save = (fields: Record<string, string>) =>
    opened.post(`${path}/save-answer?list=show%3Dmine`, {
      do: 'write',
      title: 'Another browser',
      text,
      ...fields,
    });
  const replies = () => textsOf(loadContent(folder.folder), 'en')['canned-replies'];
  return { ...opened, folder, path, save, replies };
}

describe('An answer that was sent', () => {
  test('has a link that leads to a form with its text', async () => {
    const { get, path } = await answered();
    const { html } = await get(path);
    expect(html.match(/save-answer/g)).toHaveLength(1);
    expect(html).toContain(`href="${path}/save-answer?message=m1"`);
    const form = await get(`${path}/save-answer?message=m1`);
    expect(form.status).toBe(200);
    expect(form.html).toContain('>\nTry it in another browser.\nThen write to me again.</textarea>');
    expect(form.html).toMatch(/name="question" value="yes" checked/);
    expect(form.html).toMatch(/name="step" value="yes">/);
  });

  test('is proposed without addresses and names', async () => {
    const { get, path } = await answered('My patient Anna Berg and jo@home.example, call +32 470 12 34 56.');
    const { html } = await get(`${path}/save-answer?message=m1`);
    expect(html).not.toMatch(/Anna Berg|jo@home|470/);
    expect(html).toContain('(email address not kept)');
  });

  test('is saved into the pack as the agent has edited it, and the agent is back at the ticket', async () => {
    const { save, replies, get, logged, path } = await answered();
    const { status, location } = await save({
      text: 'Try another browser.\r\n\r\nThen write again.',
      question: 'yes',
    });
    expect([status, location]).toEqual([303, `${path}?done=saved&list=show%3Dmine`]);
    expect(Object.entries(replies()).at(-1)).toEqual([
      'another-browser',
      {
        title: 'Another browser',
        text: ['Try another browser.', 'Then write again.'],
        question: 'sms-not-received',
      },
    ]);
    expect((await get(location ?? '')).html).toContain(words.saveAnswer.done);
    expect(logged.at(-1)).toMatchObject({ agent: 'ann', action: 'save answer', file: FILE });
    expect(JSON.stringify(logged)).not.toContain('another browser');
  });

  test('is downloaded as the whole changed file, and the pack stays as it is', async () => {
    const { save, folder } = await answered();
    const before = folder.read(FILE);
    const { html, headers } = await save({ do: 'download' });
    expect(headers.get('content-disposition')).toBe('attachment; filename="canned-replies.yaml"');
    expect(html.startsWith(before)).toBe(true);
    expect(html).toContain('Try it in another browser.');
    expect(folder.read(FILE)).toBe(before);
  });

  test.each([
    ['has no title', { title: ' ' }, words.saveAnswer.refused.noTitle],
    ['has no words', { text: ' \n ' }, words.saveAnswer.refused.empty],
    ['holds an email address', { text: 'Write to jo@home.example.' }, 'must not be kept: an email address'],
    [
      'holds a name in its title',
      { title: 'My patient Anna Berg' },
      'must not be kept: the name of a person',
    ],
    ['holds what stands for one', { text: 'Dear (name not kept)' }, 'Take out the words (name not kept)'],
    ['fills in what does not exist', { text: 'Open {this}' }, '{this} is not filled in here'],
  ])('is refused where it %s, with what was typed', async (_what, fields, why) => {
    const { save, folder } = await answered();
    const before = folder.read(FILE);
    const { status, html } = await save(fields);
    expect(status).toBe(422);
    expect(/role="alert" id="why">(.*?)<\/p>/s.exec(html)?.[1]).toContain(why);
    if ('text' in fields) expect(html).toContain(`>\n${fields.text}</textarea>`);
    expect(folder.read(FILE)).toBe(before);
  });

  test('can only be downloaded where the pack cannot be written', async () => {
    const { get, path, folder } = await answered();
    folder.remove('en');
    const { html } = await get(`${path}/save-answer?message=m1`);
    expect(html).toContain('cannot write to the folder of the content pack');
    expect(html).not.toContain('value="write"');
    expect(html).toContain('value="download"');
  });

  test('is not saved from a message of the person, a ticket that is gone, or another site', async () => {
    const { get, post, path, folder } = await answered();
    const before = folder.read(FILE);
    expect((await get(`${path}/save-answer?message=m2`)).status).toBe(404);
    expect((await get(`${path}/save-answer`)).status).toBe(404);
    const gone = await post('/helpdesk/tickets/BBB-BBB/save-answer', {
      do: 'write',
      title: 'A',
      text: 'My words',
    });
    expect(gone.status).toBe(404);
    expect(gone.html).toContain('My words');
    const form = { do: 'write', title: 'A', text: 'B' };
    expect((await post(`${path}/save-answer`, form, 'ann', 'wrong')).status).toBe(403);
    expect((await get(`${path}/save-answer?message=m1`, 'nobody')).location).toBe('/helpdesk/sign-in');
    expect(folder.read(FILE)).toBe(before);
  });
});

test('The form names the step and the question by their titles', async () => {
  const { get, path } = await answered();
  const { html } = await get(`${path}/save-answer?message=m1`);
  const question =
    textsOf(loadContent(new PackCopy().folder), 'en').questions['sms-not-received']?.question ?? '';
  expect(html).toContain(fill(words.saveAnswer.question, { question }).replaceAll("'", '&#39;'));
});
