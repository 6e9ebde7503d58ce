import { openEmail } from '../../../../src/tickets/systems/email/index.ts';
import { ticketSystemContract } from '../../../contracts/ticket-system.ts';
import { type ArrivedMail, MailServer } from './mail-server.ts';
import { packWithDesk } from './pack-with-desk.ts';

for (const secure of [false, true])
  ticketSystemContract(`Email by ${secure ? 'TLS' : 'STARTTLS'}`, async () => {
    const server = await new MailServer({ secure }).open();
    return {
      system: openEmail(
        { url: server.url(), from: 'assistant@example.org' },
        { content: () => packWithDesk, deskLanguage: 'en', base: 'https://assistant.example.org' },
      ),
      keep: async () => undefined,
      textsOf: async (number) =>
        distinct(server.mails.filter(({ subject }) => subject?.includes(`[${number}]`))),
      loseNextAnswer: () => {
        server.losesNextAnswer = true;
      },
      fail: () => server.close(),
      repair: async () => {
        await server.open();
      },
      close: () => server.close(),
    };
  });

/** Returns the mails as a mailbox shows them: one of those with the same Message-ID. */
function distinct(mails: readonly ArrivedMail[]): string[] {
  return [...new Map(mails.map((mail) => [mail.messageId, mail.text ?? ''])).values()];
}
