import { describe, expect, test } from 'vitest';
import { pack } from '../support/clinician.ts';
import { Helpdesk } from '../support/helpdesk.ts';

/** A person whose ticket waits to be taken. */
async function handedOver(options: ConstructorParameters<typeof Helpdesk>[0] = {}): Promise<Helpdesk> {
  const helpdesk = new Helpdesk(options);
  await helpdesk.person.join();
  await helpdesk.person.say('I have done part of it');
  await helpdesk.person.say('My second factor works, but I have not asked for access to CPMS');
  await sendTicket(helpdesk, 'The page stays white.');
  return helpdesk;
}

async function sendTicket({ person }: Helpdesk, words: string): Promise<void> {
  await person.say('human');
  await person.say(words);
  await person.say('send it');
}

async function stateOf({ tickets }: Helpdesk, number: string): Promise<string | undefined> {
  return (await tickets.get(number))?.state;
}

describe('A person who closes a ticket', () => {
  test('hears of it, the log names nobody else, and a second press changes nothing', async () => {
    const helpdesk = await handedOver();
    const { person } = helpdesk;
    const question = await person.say('you can close my ticket');
    const yes = question.buttons[0]?.data;
    await person.submit(yes);
    const { state, log, messages } = await helpdesk.ticket();
    expect(state).toBe('closed');
    expect(log.map(({ who, what }) => [who, what])).toEqual([['', 'close']]);
    // The inbox reads the log, and needs no words that nobody typed.
    expect(messages).toEqual([]);
    await person.submit(yes);
    expect((await helpdesk.ticket()).log).toHaveLength(1);
  });

  test('tells a desk that does not read the inbox in words', async () => {
    const helpdesk = await handedOver({ also: ['email'] });
    await helpdesk.person.say('close my ticket');
    await helpdesk.person.say('yes');
    expect((await helpdesk.ticket()).messages.map(({ by, text }) => [by, text])).toEqual([
      ['person', 'It is solved. I have closed this ticket.'],
    ]);
    const items = await helpdesk.queued();
    expect(
      items.filter(({ target }) => target === 'email').map(({ message }) => message !== undefined),
    ).toEqual([false, true]);
  });

  test('closes it in every other system with these words, and so does who opens it again', async () => {
    const helpdesk = await handedOver({ also: ['zammad'] });
    for (const words of ['close my ticket', 'yes', 'open my ticket again', 'yes'])
      await helpdesk.person.say(words);
    const items = (await helpdesk.queued()).filter(({ target }) => target === 'zammad');
    const { messages } = await helpdesk.ticket();
    expect(items.map(({ told, message }) => [told, message])).toEqual([
      [undefined, undefined],
      ['closed', messages[0]?.id],
      ['reopened', messages[1]?.id],
    ]);
  });

  test('closes none that is not theirs', async () => {
    const other = await handedOver();
    const helpdesk = await handedOver();
    const { person } = helpdesk;
    const question = await person.say('close my ticket');
    await person.submit({ ...question.buttons[0]?.data, ticket: await other.number() });
    await person.submit({ ...question.buttons[0]?.data, ticket: 'BCD-FGH' });
    expect((await helpdesk.ticket()).state).toBe('open');
    expect((await other.ticket()).state).toBe('open');
  });

  test('can choose the older one of two, and the newer one stays', async () => {
    const helpdesk = await handedOver();
    const { person } = helpdesk;
    const older = await helpdesk.number();
    await helpdesk.close();
    await sendTicket(helpdesk, 'The list stays empty.');
    const newer = await helpdesk.number();
    await helpdesk.tickets.reopen(older, helpdesk.agent);
    await helpdesk.tickets.release(older, helpdesk.agent);
    const question = await person.say('solved, thank you');
    expect(question.text).toContain('Which of your tickets is solved?');
    expect(question.buttons.map(({ title }) => title)).toEqual([
      `Close ${newer}`,
      `Close ${older}`,
      'No, keep it open',
    ]);
    expect((await person.say('yes')).text).not.toContain('is closed');
    await person.say('close my ticket');
    await person.press(`Close ${older}`);
    expect([await stateOf(helpdesk, older), await stateOf(helpdesk, newer)]).toEqual(['closed', 'open']);
    expect((await person.say('my ticket')).text).toContain(newer);
  });
});

describe('A person who opens a ticket again', () => {
  test('may do so only as often as they may hand over', async () => {
    let isFull = false;
    const helpdesk = await handedOver({ admitHandOver: async () => !isFull });
    const { person } = helpdesk;
    await helpdesk.close();
    isFull = true;
    await person.say('reopen my ticket');
    expect((await person.say('yes')).text).toContain('I have not opened your ticket again yet');
    expect((await helpdesk.ticket()).state).toBe('closed');
  });

  test('finds the offer with their ticket a week later, and says it with "not solved"', async () => {
    const helpdesk = await handedOver();
    const { person } = helpdesk;
    await helpdesk.close();
    await person.say('next');
    await person.say('next');
    expect((await person.say('it does not work')).text).not.toContain('again?');
    await person.say('continue');
    expect((await person.say('not solved')).text).toMatch(/Open [A-Z-]+ again\?/);
    await person.say('no');
    const card = await person.say('my ticket');
    expect(card.buttons.map(({ title }) => title)).toContain('Open it again');
    await person.press('Open it again');
    expect((await helpdesk.ticket()).state).toBe('open');
    await helpdesk.claim();
    expect((await helpdesk.ticket()).agent).toEqual(helpdesk.agent);
  });

  test('is not asked to where nothing was ever sent', async () => {
    const { person } = new Helpdesk();
    await person.join();
    await person.say('start');
    for (const words of ['not solved', 'open my ticket again', 'close my ticket', 'it works now, thanks'])
      expect((await person.say(words)).text).not.toMatch(/Close your ticket|again\?/);
    expect((await person.say('Please close my ticket')).text).toContain("You don't have a ticket");
  });
});

describe('Thanks', () => {
  test('before the guide has begun are answered as thanks, and a mere nod is not', async () => {
    const { person } = new Helpdesk();
    await person.join();
    expect((await person.say('Thank you!')).text).toContain("You're welcome!");
    expect((await person.say('ok')).text).not.toContain("You're welcome!");
    await person.say('start');
    expect((await person.say('thanks')).text).not.toContain("You're welcome!");
  });
});

describe('A person whose ticket nobody has taken', () => {
  const { network } = pack;
  const [own, other] = [network.helpdesk, 'cpms-helpdesk'];
  const contentWith = (email: string | null, elseAsk?: string) => {
    const [ownContact, otherContact] = [network.contacts[own], network.contacts[other]];
    if (!ownContact || !otherContact) throw new Error('no such desk');
    const contacts = {
      ...network.contacts,
      [own]: { ...ownContact, ...(elseAsk !== undefined && { elseAsk }) },
      [other]: { ...otherContact, email },
    };
    return { ...pack, network: { ...network, contacts } };
  };
  const titlesAfterWait = async (content: typeof pack) => {
    const helpdesk = await handedOver({ content });
    await helpdesk.letWait();
    expect(helpdesk.person.last.text).toContain('Nobody at the eUROGEN helpdesk has taken your ticket');
    return { helpdesk, titles: helpdesk.person.last.buttons.map(({ title }) => title) };
  };

  test('is offered the contact that the content names for that, which leads to its address', async () => {
    const { helpdesk, titles } = await titlesAfterWait(contentWith('cpms@ern.example', other));
    expect(titles).toEqual(['Contact CPMS Helpdesk (DG Sante)', 'Continue where I left off', 'My ticket']);
    const seen = await helpdesk.person.press('Contact CPMS Helpdesk (DG Sante)');
    expect(seen.text).toContain('cpms@ern.example');
    expect((await helpdesk.ticket()).state).toBe('open');
  });

  test('is offered none where the content names none, or one that cannot be reached', async () => {
    const none = ['Continue where I left off', 'My ticket'];
    expect((await titlesAfterWait(contentWith('cpms@ern.example'))).titles).toEqual(none);
    expect((await titlesAfterWait(contentWith(null, other))).titles).toEqual(none);
  });
});
