import type { OpenHelpdesk } from '../../config/helpdesk-config.ts';
import type { Content } from '../../content/content.ts';
import { once } from '../../lib/once.ts';
import type { Store } from '../../store/store.ts';
import type { OutboxHandler } from '../outbox/outbox.ts';
import { COPY } from '../ticket-rows.ts';
import { EMAIL } from './email/name.ts';
import { openInbox } from './inbox.ts';
import type { TicketSystem } from './ticket-system.ts';

interface TicketSystemsOptions {
  store: Store;
  /** Returns the content pack that counts now. */
  content: () => Content;
  retentionMs: number;
  /** The address under which people reach the assistant; undefined where only this machine does. */
  base: string | undefined;
  /** Returns the secret of the proofs in emails. */
  secret: () => Promise<string>;
}

/** The ticket systems that are set up, and the rule by which tickets are sent to them. */
export interface OpenTicketSystems {
  /** By name. */
  systems: ReadonlyMap<string, TicketSystem>;
  /** Sends the person a copy of what was passed on; undefined where no mail is set up. */
  copy: OutboxHandler | undefined;
  /** Returns the names of the targets to which a desk's tickets go; none for a desk outside the network without an address. */
  targetsFor(desk: string): string[];
}

/** Opens the systems that the settings name; their libraries are loaded with the first ticket. */
export function openTicketSystems(
  {
    system,
    mail,
    mailbox,
    zammad,
    language,
  }: Pick<OpenHelpdesk, 'system' | 'mail' | 'mailbox' | 'zammad' | 'language'>,
  { store, content, retentionMs, base, secret }: TicketSystemsOptions,
): OpenTicketSystems {
  const inbox = openInbox(store, retentionMs, base);
  const shared = { content, deskLanguage: language };
  const opened: TicketSystem[] = [inbox];
  const replySecret = mailbox && secret;
  if (mail)
    opened.push(
      lazily(EMAIL, async () =>
        (await import('./email/index.ts')).openEmail(mail, { ...shared, base, replySecret }),
      ),
    );
  if (zammad)
    opened.push(
      lazily('zammad', async () => (await import('./zammad/index.ts')).openZammad(zammad, shared), {
        hasAgents: true,
      }),
    );
  const systems = new Map(opened.map((each) => [each.name, each]));
  const copying = mail && once(async () => (await import('./email/copy.ts')).copyHandler(mail, { content }));
  return {
    systems,
    copy: copying && (async (...delivery) => (await copying())(...delivery)),
    targetsFor(desk) {
      const { network } = content();
      const isOwn = desk === network.helpdesk;
      const other = isOwn ? system : EMAIL;
      const hasAddress = other !== EMAIL || network.contacts[desk]?.email;
      const others = systems.has(other) && hasAddress ? [other, ...(isOwn ? [] : [COPY])] : [];
      return isOwn || others.length > 0 ? [...new Set([inbox.name, ...others])] : [];
    },
  };
}

function lazily(name: string, open: () => Promise<TicketSystem>, { hasAgents = false } = {}): TicketSystem {
  const opened = once(open);
  return {
    name,
    hasAgents,
    deliver: async (delivery, stopped) => (await opened()).deliver(delivery, stopped),
    fetchUpdates: async (ticket, stopped) => (await opened()).fetchUpdates(ticket, stopped),
  };
}
