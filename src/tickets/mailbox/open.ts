import type { OpenHelpdesk } from '../../config/helpdesk-config.ts';
import { originOf } from '../../lib/log.ts';
import type { Store } from '../../store/store.ts';
import type { MailHandlerOptions } from './mail-handler.ts';

/** A mailbox that is looked at. */
interface OpenMailbox {
  close(): Promise<void>;
}

/** Begins to read the mailbox that the settings name, if they do; its libraries are loaded meanwhile. */
export function openMailbox(
  { mailbox, mail }: OpenHelpdesk,
  { store, ...options }: Omit<MailHandlerOptions, 'ownAddress'> & { store: Store },
): OpenMailbox | undefined {
  if (!mailbox || !mail) return undefined;
  const { log } = options;
  const watching = Promise.all([import('./mail-handler.ts'), import('./watch-mailbox.ts')]).then(
    ([{ mailHandler }, { watchMailbox }]) =>
      watchMailbox({ mailbox, store, handle: mailHandler({ ...options, ownAddress: mail.from }), log }),
  );
  watching.catch((error: unknown) => log.error(originOf(error), 'the mailbox could not be opened'));
  return {
    async close() {
      const stop = await watching.catch(() => undefined);
      await stop?.();
    },
  };
}
