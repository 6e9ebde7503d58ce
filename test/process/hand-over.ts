import { PackCopy } from '../content/pack-copy.ts';
import { DirectLinePerson } from '../support/direct-line.ts';
import type { MailServer } from '../tickets/systems/email/mail-server.ts';

/** Hands over to the helpdesk; `headers` go with the message that confirms it. Returns the number that the person was told. */
export async function confirmedTicket(
  url: string,
  headers: Record<string, string> = {},
): Promise<{ person: DirectLinePerson; number: string }> {
  const person = new DirectLinePerson(url);
  await person.open();
  await person.say('I have done part of it');
  await person.say('My second factor works, but I have not asked for access to CPMS');
  await person.say('human');
  await person.say('The page stays white.');
  const { text } = await person.say('send it', headers);
  const number = /Your ticket is ([A-Z]{3}-[A-Z]{3})/.exec(text)?.[1];
  if (!number) throw new Error(`no ticket:\n${text}`);
  return { person, number };
}

/** Returns the settings with which tickets of the network's own helpdesk go out by mail. */
export function mailSettings(server: MailServer): Record<string, string> {
  const pack = new PackCopy();
  const address = 'network-helpdesk:\n    email: helpdesk@network.example.org';
  pack.change('network.yaml', /network-helpdesk:\n {4}email: null/, address);
  return {
    CONTENT_DIR: pack.folder,
    HELPDESK: 'email',
    SMTP_URL: server.url({ host: '127.0.0.1' }),
    MAIL_FROM: 'assistant@example.org',
  };
}
