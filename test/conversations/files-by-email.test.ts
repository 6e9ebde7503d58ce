import { expect, test } from 'vitest';
import { Helpdesk } from '../support/helpdesk.ts';

const FILE = { contentType: 'image/png', contentUrl: 'https://files.example/1', name: 'screen.png' };

/** A person with a ticket and an address, who sends a picture and then asks for their ticket. */
async function shown({ email, filesTo }: { email?: string; filesTo?: string }): Promise<string[]> {
  const helpdesk = new Helpdesk(filesTo === undefined ? {} : { filesTo });
  const { person } = helpdesk;
  await person.join();
  await person.say('human');
  await person.say('The page stays white.');
  await person.say('send it');
  await helpdesk.tickets.change(await helpdesk.number(), (ticket) => ({
    ticket: { ...ticket, ...(email !== undefined && { email }) },
  }));
  const picture = await person.send({ type: 'message', attachments: [FILE] });
  const ticket = await person.say('my ticket');
  return [picture.text, ticket.text];
}

test('A person with a ticket is told how to email a picture of the screen', async () => {
  for (const text of await shown({ email: 'ada@hospital.example', filesTo: 'assistant@example.org' }))
    expect(text).toMatch(
      /from ada@hospital\.example to assistant@example\.org with [A-Z]{3}-[A-Z]{3} in the subject/,
    );
});

test('It is not offered where nobody would read the email, or know whose it is', async () => {
  const texts = [
    ...(await shown({ email: 'ada@hospital.example' })),
    ...(await shown({ filesTo: 'assistant@example.org' })),
  ];
  for (const text of texts) expect(text).not.toContain('in the subject');
});
