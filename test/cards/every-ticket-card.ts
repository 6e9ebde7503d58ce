import { textsOf } from '../../src/content/content.ts';
import type { Clinician, Seen } from '../support/clinician.ts';
import { pack } from '../support/clinician.ts';
import { Helpdesk } from '../support/helpdesk.ts';

const { buttons } = textsOf(pack, 'en').messages;
/** Words that look like Markdown, links or HTML. */
const WORDS =
  'It says **error** [here](https://evil.example) <img src=x onerror=alert(1)>\nand\n1. nothing else';

/** Returns every message about a hand-over and its ticket. */
export async function everyTicketCard(): Promise<Seen[]> {
  const seen = await Promise.all(
    [handedOver(), refused(), long(), ['eu-login-support', pack.network.helpdesk].map(outside)].flat(),
  );
  return seen.flat();
}

async function handedOver(): Promise<Seen[]> {
  const helpdesk = new Helpdesk();
  const { person } = helpdesk;
  await inTheForm(person);
  await person.say('my ticket');
  await person.say(WORDS);
  await person.say('human');
  await person.say(WORDS);
  await person.say('ada@hospital.example');
  await person.say('send');
  await person.say('my ticket');
  await person.press(buttons.addToTicket);
  await person.press(buttons.send, { sentence: WORDS });
  await helpdesk.letWait();
  await helpdesk.claim();
  await person.submit({ action: 'next', card: 'none' });
  await person.send({ type: 'message', attachments: [{ contentType: 'image/png' }] });
  await person.say('my password is hunter2');
  await helpdesk.reply(`${WORDS} https://example.org/a https://example.org/b`);
  await person.say('back to the assistant');
  await helpdesk.reply(WORDS);
  await person.press(buttons.writeToHelpdesk);
  await helpdesk.act((tickets, number) => tickets.release(number, helpdesk.agent));
  await person.submit({ action: 'write', card: (await person.state()).activeCards.at(-1) });
  await helpdesk.close();
  await person.say('my ticket');
  await helpdesk.act((tickets, number) => tickets.reopen(number, helpdesk.agent));
  await person.say('my data');
  await person.press(buttons.deleteData);
  await person.press(buttons.eraseButTicket);
  await person.press(buttons.myTicket);
  return person.seen;
}

/** Shows every reason for which a draft is not sent. */
async function refused(): Promise<Seen[]> {
  const { person } = new Helpdesk();
  await inTheForm(person);
  await person.say('human');
  await person.press(buttons.send, { sentence: 'my password is hunter2', email: '' });
  await person.press(buttons.send, { email: 'nobody' });
  await person.press(buttons.notNow);
  return person.seen;
}

/** Fills a card with as much as it has to hold. */
async function long(): Promise<Seen[]> {
  const helpdesk = new Helpdesk();
  const { person } = helpdesk;
  await inTheForm(person);
  await person.say('human');
  for (let time = 0; time < 6; time++) await person.say('The same\nagain.\n'.repeat(25));
  await person.say('not now');
  await person.say(`${'It is green and says nothing.\n'.repeat(60)} can I talk to a human`);
  await person.say('human');
  await person.press(buttons.send, {
    sentence: `${'It says no again.\n'.repeat(109)}my password is hunter2`,
    email: '',
  });
  await person.say('send');
  await helpdesk.claim();
  const links = Array.from({ length: 6 }, (_, index) => `https://example.org/${index}${'a'.repeat(159)}`);
  await helpdesk.reply(
    [...links, 'Do it.\n'.repeat(300), '"Do it again." '.repeat(500), 'ü'.repeat(9000)].join('\n'),
  );
  return person.seen;
}

/** Hands over a problem with EU Login, whose support takes tickets by mail or does not. */
async function outside(takes: string): Promise<Seen[]> {
  const { person } = new Helpdesk({ takes: [takes, pack.network.helpdesk] });
  await person.join();
  await person.press(buttons.start);
  await person.say('human');
  if (takes === pack.network.helpdesk) return person.seen;
  await person.press(buttons.send, {});
  await person.press(buttons.send, { email: 'ada@hospital.example' });
  await person.say('my ticket');
  return person.seen;
}

async function inTheForm(person: Clinician): Promise<void> {
  await person.join();
  await person.press(buttons.partDone);
  await person.press('My second factor works, but I have not asked for access to CPMS');
}
