import { ConfigError, configFrom } from '../config/config.ts';
import { ownUrl } from '../config/own-url.ts';
import { LINK_MINUTES, oneTimeLink } from '../helpdesk/sign-in/one-time-link.ts';
import { openStore } from '../store/open.ts';

/** `npm run helpdesk:link`: prints a link that signs somebody in to the helpdesk once, on this machine. */
try {
  const config = configFrom(process.env);
  const { helpdesk } = config;
  if (helpdesk.kind === 'none')
    throw new ConfigError(
      'There is no helpdesk to sign in to: HELPDESK is none, or others reach this machine and HELPDESK_ISSUER is not set.',
    );
  if (helpdesk.signIn.kind === 'oidc')
    throw new ConfigError(
      `HELPDESK_ISSUER is set, so people sign in there, not with a link. Open ${new URL('helpdesk', ownUrl(config, config.port))}`,
    );
  const store = await openStore(config.databaseUrl);
  try {
    console.log(await oneTimeLink(store, ownUrl(config, config.port)));
    // On stderr, so that a script reads only the link.
    console.error(
      `It signs you in once, within ${LINK_MINUTES} minutes, while the assistant runs with these settings.`,
    );
  } finally {
    await store.close();
  }
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
