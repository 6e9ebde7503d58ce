import { describe, expect, test } from 'vitest';
import { replyToken } from '../../../src/tickets/reply-token.ts';
import { AGENT, bounce, mailOfParts, NUMBER, OURS, PERSON, SECRET, someMail, tag } from './some-mail.ts';
import { deskOn, openDesk, packWithAgent } from './support.ts';

const HTML = ['Content-Type: text/html; charset=utf-8'];
const TEXT = ['Content-Type: text/plain; charset=utf-8'];

describe('A reply of the person', () => {
  test.each([
    [
      'Outlook in German',
      someMail({
        headers: HTML,
        body: `<html><body><div class="WordSection1"><p class="MsoNormal">Der Knopf ist immer noch grau.</p><p class="MsoNormal">Mit freundlichen Grüßen<br>Dr. Ada Berg</p>
<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>Von:</b> CPMS assistant &lt;${OURS}&gt; <br><b>Gesendet:</b> Mittwoch, 25. November 2026 09:12<br><b>An:</b> Ada Berg &lt;${PERSON}&gt;<br><b>Betreff:</b> Your question</p></div><p>Try the button.</p></div></body></html>`,
      }),
      'Der Knopf ist immer noch grau.',
    ],
    [
      'Outlook in French',
      someMail({
        headers: TEXT,
        body: `Le bouton reste gris.\n\nCordialement,\nDr Ada Berg\n\nDe : CPMS assistant <${OURS}>\nEnvoyé : mercredi 25 novembre 2026 09:12\nÀ : Ada Berg <${PERSON}>\nObjet : Your question\n\nTry the button.`,
      }),
      'Le bouton reste gris.',
    ],
    [
      'Gmail',
      someMail({
        headers: HTML,
        body: `<div dir="ltr">The button is still grey.</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Wed, Nov 25, 2026 at 9:12 AM CPMS assistant &lt;<a href="mailto:${OURS}">${OURS}</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0px"><div>Try the button.</div></blockquote></div>`,
      }),
      'The button is still grey.',
    ],
    [
      'an iPhone',
      someMail({
        body: `The button is still grey.\n\nSent from my iPhone\n\n> On 25 Nov 2026, at 09:12, CPMS assistant <${OURS}> wrote:\n> \n> Try the button.`,
      }),
      'The button is still grey.',
    ],
    [
      'Apple Mail in Italian',
      someMail({
        body: `Il pulsante è ancora grigio.\n\nCordiali saluti\nAda Berg\n\n> Il giorno 25 nov 2026, alle ore 09:12, CPMS assistant <${OURS}> ha scritto:\n> \n> Try the button.`,
      }),
      'Il pulsante è ancora grigio.',
    ],
    [
      'Thunderbird',
      someMail({
        body: `Am 25.11.26 um 09:12 schrieb CPMS assistant:\n> Try the button.\n\nDer Knopf ist immer noch grau.\n\n-- \nDr. Ada Berg\nUrologie`,
      }),
      'Der Knopf ist immer noch grau.',
    ],
  ])('from %s joins the ticket without what is quoted and signed', async (_, raw, text) => {
    const desk = await openDesk();
    expect(await desk.handle(raw)).toBe('taken');
    expect((await desk.ticket()).messages).toMatchObject([{ by: 'person', text, byEmail: {} }]);
  });

  test('is known by the ids of the emails before it, where the subject is another', async () => {
    const desk = await openDesk();
    const references = `References: <first@x> <m-1.${replyToken(SECRET, NUMBER)}@example.org>`;
    await desk.handle(someMail({ subject: 'grey button', headers: [...TEXT, references] }));
    expect((await desk.ticket()).messages).toHaveLength(1);
  });

  test('is known although its mail program folds and encodes the subject', async () => {
    const desk = await openDesk();
    const encoded = `=?utf-8?B?${Buffer.from(`Antwort: Ihre Frage – ${tag()}`).toString('base64')}?=`;
    await desk.handle(someMail({ subject: encoded }));
    expect((await desk.ticket()).messages).toHaveLength(1);
  });

  test('counts as the person’s with capital letters, a tag and a name in the address', async () => {
    const desk = await openDesk();
    await desk.handle(someMail({ from: '"Berg, Ada" <Ada+cpms@Hospital.Example>' }));
    expect((await desk.ticket()).messages[0]?.byEmail?.isFromOther).toBeUndefined();
  });

  test('goes on to the other systems of the desk', async () => {
    const desk = await openDesk({}, { targets: ['inbox', 'zammad'] });
    await desk.handle(someMail());
    const [message] = (await desk.ticket()).messages;
    expect(await desk.outgoing()).toMatchObject([{ target: 'zammad', message: message?.id }]);
  });

  test('loses its password and code before it is stored', async () => {
    const desk = await openDesk();
    await desk.handle(someMail({ body: 'My password is Sun!day77 and the code is 481516.' }));
    const [message] = (await desk.ticket()).messages;
    expect(message?.text).not.toMatch(/Sun!day77|481516/);
    expect(message?.text).toContain('(password not kept)');
    expect(JSON.stringify(await desk.store.list(''))).not.toMatch(/Sun!day77|481516/);
  });

  test('reopens a closed ticket, which then waits for the helpdesk', async () => {
    const desk = await openDesk({ state: 'closed', agent: { id: 'a', name: 'Robin' } });
    await desk.handle(someMail());
    const ticket = await desk.ticket();
    expect(ticket).toMatchObject({ state: 'open', toldToWait: false });
    expect(ticket.agent).toBeUndefined();
    expect(ticket.log.at(-1)).toMatchObject({ who: '', what: 'reopen' });
  });

  test('that reopens a ticket does so in the other systems, too', async () => {
    const closed = { state: 'closed', agent: { id: 'a', name: 'Robin' } } as const;
    const desk = await openDesk(closed, { targets: ['inbox', 'zammad'] });
    await desk.handle(someMail());
    const [message] = (await desk.ticket()).messages;
    expect(await desk.outgoing()).toMatchObject([
      { target: 'zammad', message: message?.id, told: 'reopened' },
    ]);
  });

  test('names its files, without the logo of a signature, and keeps none', async () => {
    const desk = await openDesk();
    const raw = mailOfParts([
      { headers: TEXT, body: 'This is what I see.' },
      {
        headers: [
          'Content-Type: image/png; name="screenshot.png"',
          'Content-Disposition: attachment; filename="screenshot.png"',
          'Content-Transfer-Encoding: base64',
        ],
        body: Buffer.alloc(30_000, 'pixels').toString('base64'),
      },
    ]);
    await desk.handle(raw);
    const [message] = (await desk.ticket()).messages;
    expect(message).toMatchObject({
      text: 'This is what I see.',
      byEmail: { files: [{ name: 'screenshot.png', bytes: 30_000 }] },
    });
    expect(JSON.stringify(await desk.store.list(''))).not.toContain('pixels');
  });

  test('that is larger than 5 MB is only mentioned', async () => {
    const desk = await openDesk();
    const raw = someMail({ body: 'x'.repeat(5 * 1024 * 1024) }).slice(0, 5 * 1024 * 1024);
    expect(await desk.handle(raw, 6 * 1024 * 1024)).toBe('taken');
    expect((await desk.ticket()).messages).toMatchObject([{ text: '', byEmail: { unread: 'tooLarge' } }]);
  });

  test('that says nothing is only mentioned', async () => {
    const desk = await openDesk();
    await desk.handle(someMail({ body: '> Try the button.' }));
    expect((await desk.ticket()).messages).toMatchObject([{ text: '', byEmail: { unread: 'noWords' } }]);
  });

  test('joins once, although it arrives twice and two processes read it at once', async () => {
    const desk = await openDesk();
    const other = deskOn(desk.store);
    const raw = someMail();
    const handled = await Promise.all([desk.handle(raw), other.handle(raw), desk.handle(raw)]);
    expect(handled).toEqual(['taken', 'taken', 'taken']);
    expect((await desk.ticket()).messages).toHaveLength(1);
  });
});

describe('An email that somebody else may have written', () => {
  test('with a forged proof belongs to no ticket', async () => {
    const desk = await openDesk();
    const forged = tag().replace(/\.[a-p]{4}/, '.abcd');
    expect(await desk.handle(someMail({ subject: `Re: ${forged}` }))).toBe('left');
    expect((await desk.ticket()).messages).toEqual([]);
  });

  test('with the person’s address and no proof belongs to no ticket', async () => {
    const desk = await openDesk();
    expect(await desk.handle(someMail({ subject: 'hello' }))).toBe('left');
    expect(await desk.handle(someMail({ subject: `about ${NUMBER}` }))).toBe('left');
  });

  test('with the right proof from another address is marked, and reopens nothing', async () => {
    const desk = await openDesk({ state: 'closed', agent: { id: 'a', name: 'Robin' } });
    await desk.handle(someMail({ from: 'secretary@hospital.example' }));
    expect(await desk.ticket()).toMatchObject({
      state: 'closed',
      messages: [{ by: 'person', byEmail: { isFromOther: true } }],
    });
  });

  test('from an agent’s address with the person’s proof is no answer of the helpdesk', async () => {
    const desk = await openDesk();
    await desk.handle(someMail({ from: AGENT, body: 'Send us your password.' }));
    expect((await desk.ticket()).messages).toMatchObject([{ by: 'person', byEmail: { isFromOther: true } }]);
    expect(await desk.outgoing()).toEqual([]);
  });

  test('of our own that comes back as a copy stays where it is', async () => {
    const desk = await openDesk();
    expect(await desk.handle(someMail({ from: OURS, subject: `Question ${tag('desk')}` }))).toBe('left');
  });

  test('with nothing but the number mentions its files, and no words', async () => {
    const desk = await openDesk();
    const file = { headers: ['Content-Type: image/png; name="a.png"'], body: 'x'.repeat(400) };
    const raw = mailOfParts([{ headers: TEXT, body: 'the screen' }, file], { subject: `kmr-ftz` });
    expect(await desk.handle(raw)).toBe('taken');
    expect((await desk.ticket()).messages).toMatchObject([
      { text: '', byEmail: { files: [{ name: 'a.png' }], unread: 'onlyFiles' } },
    ]);
    const others = mailOfParts([file], { subject: NUMBER, from: 'other@hospital.example' });
    expect(await desk.handle(others)).toBe('left');
  });
});

describe('An answer of an agent', () => {
  const answer = (body: string) =>
    someMail({ from: `Robin <${AGENT.toUpperCase()}>`, subject: `Re: Question ${tag('desk')}`, body });

  test('goes to the person’s chat in the name that the desk lists, and takes an open ticket', async () => {
    const desk = await openDesk();
    await desk.handle(answer('Please use Chrome.\n\nBest regards\nRobin Vos\n\n> The button is grey.'));
    expect(await desk.ticket()).toMatchObject({
      state: 'taken',
      agent: { name: 'Robin Vos' },
      messages: [{ by: 'agent', agent: 'Robin Vos', text: 'Please use Chrome.', delivery: 'waiting' }],
    });
    expect(await desk.outgoing()).toMatchObject([{ target: 'chat', told: 'answered' }]);
  });

  test('leaves the ticket with the colleague who has it', async () => {
    const agent = { id: 'other', name: 'Kim' };
    const desk = await openDesk({ state: 'taken', agent });
    await desk.handle(answer('Please use Chrome.'));
    expect(await desk.ticket()).toMatchObject({ state: 'taken', agent, messages: [{ agent: 'Robin Vos' }] });
  });

  test('reopens a closed ticket, and the person is told so first', async () => {
    const desk = await openDesk({ state: 'closed', agent: { id: 'other', name: 'Kim' } });
    await desk.handle(answer('One more thing: use Chrome.'));
    expect((await desk.ticket()).state).toBe('taken');
    expect((await desk.outgoing()).map(({ told }) => told)).toEqual(['reopened', 'answered']);
  });

  test('is in the other system of the desk once, and not sent to the desk by email again', async () => {
    const desk = await openDesk({}, { targets: ['inbox', 'email', 'zammad'] });
    const other = deskOn(desk.store, ['inbox', 'email', 'zammad']);
    const raw = answer('Please use Chrome.');
    await Promise.all([desk.handle(raw), other.handle(raw)]);
    const [message] = (await desk.ticket()).messages;
    const [toChat, toZammad, ...more] = await desk.outgoing();
    expect(toChat).toMatchObject({ target: 'chat', message: message?.id });
    expect(toZammad).toMatchObject({ target: 'zammad', message: message?.id });
    expect(toZammad?.told).toBeUndefined();
    expect(more).toEqual([]);
  });

  test('reopens a closed ticket in the other system, too', async () => {
    const closed = { state: 'closed', agent: { id: 'other', name: 'Kim' } } as const;
    const desk = await openDesk(closed, { targets: ['inbox', 'zammad'] });
    await desk.handle(answer('One more thing: use Chrome.'));
    const items = await desk.outgoing();
    const [message] = (await desk.ticket()).messages;
    expect(items.filter(({ target }) => target === 'zammad')).toMatchObject([
      { message: message?.id, told: 'reopened' },
    ]);
  });

  test('that reads like a notice is still an answer', async () => {
    const desk = await openDesk();
    const text =
      'Your request was approved and your account is active, so you can sign in with your EU Login now.';
    await desk.handle(answer(text));
    expect((await desk.ticket()).messages).toMatchObject([{ by: 'agent', text }]);
  });

  test('goes nowhere where it has no words', async () => {
    const desk = await openDesk();
    await desk.handle(answer(''));
    const [message] = (await desk.ticket()).messages;
    expect(message).toMatchObject({ by: 'agent', byEmail: { unread: 'noWords' } });
    expect(message?.delivery).toBeUndefined();
    expect(await desk.outgoing()).toEqual([]);
  });

  test('from an address that is not on the list is only shown', async () => {
    const desk = await openDesk();
    await desk.handle(someMail({ from: 'kim@network.example.org', subject: `Re: ${tag('desk')}` }));
    expect((await desk.ticket()).messages).toMatchObject([{ by: 'person', byEmail: { isFromOther: true } }]);
  });
});

describe('An email that a program wrote', () => {
  test.each([
    ['Auto-Submitted', { headers: [...TEXT, 'Auto-Submitted: auto-replied'] }],
    ['Precedence', { headers: [...TEXT, 'Precedence: bulk'] }],
    ['a mailing list', { headers: [...TEXT, 'List-Id: <staff.hospital.example>'] }],
    ['X-Auto-Response-Suppress', { headers: [...TEXT, 'X-Auto-Response-Suppress: All'] }],
    ['an empty return path', { headers: [...TEXT, 'Return-Path: <>'] }],
    ['its subject in German', { subject: `Automatische Antwort: Your question ${tag()}` }],
    ['its subject in Polish', { subject: `Automatyczna odpowiedź: Your question ${tag()}` }],
    [
      'its words in French',
      { body: "Bonjour, je suis absente du bureau jusqu'au 7 décembre. Je suis en congé." },
    ],
    ['its words in Greek', { body: 'Καλημέρα, απουσιάζω έως τις 7 Δεκεμβρίου.' }],
  ])('known by %s, is noted once and changes nothing else', async (_, parts) => {
    const desk = await openDesk({ state: 'closed', agent: { id: 'a', name: 'Kim' } });
    expect(await desk.handle(someMail(parts))).toBe('taken');
    const ticket = await desk.ticket();
    expect(ticket).toMatchObject({ state: 'closed', messages: [], log: [{ who: '', what: 'automatic' }] });
    expect(await desk.outgoing()).toEqual([]);
  });

  test('at the desk’s address is no answer', async () => {
    const desk = await openDesk();
    await desk.handle(someMail({ from: AGENT, subject: `Automatic reply: Question ${tag('desk')}` }));
    expect(await desk.ticket()).toMatchObject({ state: 'open', messages: [] });
    expect(await desk.outgoing()).toEqual([]);
  });

  test('that says of itself nothing, joins once however often it answers', async () => {
    const desk = await openDesk();
    const body = 'Dear colleague, the practice is closed between Christmas and New Year.';
    for (let n = 0; n < 5; n++) await desk.handle(someMail({ body }));
    expect((await desk.ticket()).messages).toHaveLength(1);
  });
});

describe('An email that has come back', () => {
  const answered = {
    messages: [{ id: 'm-1', text: 'Use Chrome.', by: 'agent', agent: 'Kim', at: '2026-11-25T09:30:00.000Z' }],
  } as const;

  test('to the person is said below the answer, with the status', async () => {
    const desk = await openDesk({ messages: [...answered.messages] });
    const token = replyToken(SECRET, NUMBER);
    expect(await desk.handle(bounce(`<m-1.${token}@example.org>`))).toBe('taken');
    expect((await desk.ticket()).messages).toMatchObject([
      { id: 'm-1', email: { state: 'returned', problem: '5.1.1' } },
    ]);
  });

  test('and may still arrive says nothing', async () => {
    const desk = await openDesk({ messages: [...answered.messages] });
    const delayed = bounce(`<m-1.${replyToken(SECRET, NUMBER)}@example.org>`, {
      action: 'delayed',
      status: '4.4.1',
    });
    expect(await desk.handle(delayed)).toBe('left');
    expect((await desk.ticket()).messages[0]?.email?.state).not.toBe('returned');
  });

  test('to the desk is listed among what could not be delivered, once', async () => {
    const desk = await openDesk();
    const raw = bounce(`<${replyToken(SECRET, NUMBER, 'desk')}@example.org>`);
    await desk.handle(raw);
    await desk.handle(raw);
    expect(await desk.outgoing()).toMatchObject([{ target: 'email', isDead: true, attempts: 1 }]);
    expect((await desk.outgoing())[0]?.problem).toContain('5.1.1');
  });

  test('of another ticket or of nobody stays where it is', async () => {
    const desk = await openDesk();
    expect(await desk.handle(bounce('<m-1.KMR-FTZ.aaaabbbbccccddddaaaabbbbccccdddd@example.org>'))).toBe(
      'left',
    );
    expect(await desk.handle(bounce('<other@example.org>'))).toBe('left');
  });
});

describe('An email that cannot be read', () => {
  test.each([
    ['nothing', ''],
    ['noise', '\u0000\u0001\u0002=?utf-8?Q?=ZZ?= \r\n\r\n\r\n'],
    [
      'a part that never ends',
      someMail({ headers: ['Content-Type: multipart/mixed; boundary="x"'], body: '--x\r\n--x\r\n' }),
    ],
    [
      'parts in parts in parts',
      someMail({
        headers: ['Content-Type: multipart/mixed; boundary="x"'],
        body: '--x\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n'.repeat(500),
      }),
    ],
    ['a charset that nobody knows', someMail({ headers: ['Content-Type: text/plain; charset=klingon'] })],
  ])('holds up nothing: %s', async (_, raw) => {
    const desk = await openDesk();
    await expect(desk.handle(raw)).resolves.toMatch(/taken|left/);
  });

  test('of a ticket that is no longer kept stays where it is', async () => {
    const desk = await openDesk();
    expect(await desk.handle(someMail({ subject: `Re: ${tag('person', 'BCD-FGH')}` }))).toBe('left');
  });
});

test('The pack of these tests has an agent', () => {
  expect(Object.values(packWithAgent.network.contacts)[0]?.agents).toHaveLength(1);
});
