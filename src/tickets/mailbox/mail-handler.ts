import type { Content } from '../../content/content.ts';
import { comparableAddress } from '../../lib/email-address.ts';
import type { Log } from '../../lib/log.ts';
import { READ_MAILS } from '../../store/keys.ts';
import { EMAIL } from '../systems/email/name.ts';
import { type Agent, hasRoomFor, type Ticket } from '../ticket.ts';
import type { Change, Tickets } from '../tickets.ts';
import {
  withAgentsMail,
  withAutomaticMail,
  withPersonsMail,
  withReturnedAnswer,
  withReturnedToDesk,
} from './add-to-ticket.ts';
import { type NamedTicket, ticketNamedBy } from './find-ticket.ts';
import { type ArrivedMail, type ParsedMail, parseMail } from './parse-mail.ts';
import { agentsMessage, filesOnly, isAutomatic, personsMessage } from './read-mail-message.ts';
import { readReport } from './read-report.ts';

/** Whether an email is in its ticket, so that it goes to a folder of its own, or belongs to none and stays where it is. */
export type Handled = 'taken' | 'left';

export interface MailHandlerOptions {
  tickets: Tickets;
  /** Returns the content pack that counts now. */
  content: () => Content;
  /** Returns the names of the systems to which a desk's tickets go. */
  targetsFor: (desk: string) => readonly string[];
  /** Returns the secret of the proofs in emails. */
  secret: () => Promise<string>;
  /** The address that email comes from: what is from there is a copy of our own. */
  ownAddress: string;
  log: Log;
}

/** Makes the function that takes an email into the ticket that it answers, once for each Message-ID, and never answers it. */
export function mailHandler(options: MailHandlerOptions): (arrived: ArrivedMail) => Promise<Handled> {
  const { tickets, content, secret, log } = options;
  const own = comparableAddress(options.ownAddress);

  const takeReport = async ({ id, report }: ParsedMail): Promise<Handled> => {
    const returned = readReport(report, await secret());
    if (!returned) return 'left';
    const { number, reader, message, status } = returned;
    const problem = `the mail server did not bring the email to its desk (${status}): check the address under contacts in the network file of the content pack`;
    const change = (ticket: Ticket): Change =>
      reader === 'person'
        ? withReturnedAnswer(ticket, message, status)
        : withReturnedToDesk(ticket, { target: EMAIL, message, problem });
    const outcome = await tickets.change(number, change, READ_MAILS + id);
    log.warn({ ticket: number, to: reader, status }, 'an email about a ticket did not arrive');
    return outcome.done ? 'taken' : 'left';
  };

  /** Returns what an email changes; undefined where it does not belong to the ticket after all. */
  const changeBy = (mail: ParsedMail, { proof }: NamedTicket, ticket: Ticket): MakeChange | undefined => {
    const pack = content();
    const { email, language, desk } = ticket;
    const isFromPerson = email !== undefined && mail.from === comparableAddress(email);
    const isByProgram = isAutomatic(mail, pack);
    if (proof === 'number') {
      if (!isFromPerson || isByProgram || mail.files.length === 0) return undefined;
      const message = filesOnly(mail, pack, language);
      return (current) => withPersonsMail(current, message, options.targetsFor(desk));
    }
    const agent = proof === 'desk' ? agentAt(pack, desk, mail.from) : undefined;
    if (isByProgram)
      return (current) =>
        agent || isFromPerson ? withAutomaticMail(current, agent?.name ?? '') : { ticket: current };
    const message = agent ? agentsMessage(mail, pack, language) : personsMessage(mail, pack, language);
    if (!hasRoomFor(message.text, ticket)) return undefined;
    if (agent) return (current) => withAgentsMail(current, agent, message);
    if (!isFromPerson) message.byEmail.isFromOther = true;
    return (current) => withPersonsMail(current, message, options.targetsFor(desk));
  };

  return async (arrived) => {
    const mail = await parseMail(arrived);
    if (!mail || mail.from === own) return 'left';
    if (mail.isReport) return takeReport(mail);
    const named = ticketNamedBy(mail, await secret());
    const ticket = named && (await tickets.get(named.number));
    const change = ticket && changeBy(mail, named, ticket);
    if (!change) return 'left';
    const { done } = await tickets.change(ticket.number, change, READ_MAILS + mail.id);
    log.info({ ticket: ticket.number, proof: named.proof }, 'an email was read into its ticket');
    return done ? 'taken' : 'left';
  };
}

type MakeChange = (ticket: Ticket) => Change;

/** Returns the agent with an address, by the list of the ticket's desk. */
function agentAt({ network }: Content, desk: string, address: string): Agent | undefined {
  const found = network.contacts[desk]?.agents.find(({ email }) => comparableAddress(email) === address);
  return found && { id: `mailto:${address}`, name: found.name };
}
