import { METADATA } from '../channels/teams/channel-token.ts';
import { namedAsSet, withOwnNames } from '../config/aliases.ts';
import type { Check } from './check.ts';
import { checkClock } from './clock.ts';
import { checkContent } from './content.ts';
import { checkCredentials } from './credentials.ts';
import { checkHelpdesk } from './helpdesk.ts';
import { checkMail } from './mail.ts';
import { checkMetadata } from './metadata.ts';
import { checkPort } from './port.ts';
import { checkPublicAddress } from './public-address.ts';
import { reach } from './reach.ts';
import { withoutSecrets } from './secrets.ts';
import { checkSettings, configOf, configOfHelpdesk, OF_THE_BOT } from './settings.ts';
import { checkSignIn } from './sign-in.ts';
import { checkStore } from './store.ts';
import { checkZammad } from './zammad.ts';

/** Runs every check on the settings of an environment; a bad setting holds up only what hangs on it. Nothing secret is said. */
export async function examine(environment: NodeJS.ProcessEnv): Promise<Check[]> {
  const env = withOwnNames(environment);
  const bot = configOf(env, OF_THE_BOT)?.bot;
  const site = configOf(env, ['PUBLIC_URL']);
  const desk = configOfHelpdesk(env);
  const open = desk?.helpdesk.kind === 'open' ? desk.helpdesk : undefined;
  const [metadata, health, port, store, credentials, ...ofTheHelpdesk] = await Promise.all([
    bot?.kind === 'registered' ? reach(METADATA) : undefined,
    // A redirect is a wrong answer: what is posted to the bot has to arrive at this address.
    site?.publicUrl === undefined ? undefined : reach(`${site.publicUrl}/healthz`, { redirect: 'manual' }),
    // Whoever the bot is, the port is the same.
    checkPort(configOf({ ...env, BOT_TYPE: 'none' }, ['HOST', 'PORT', 'BOT_TYPE'])),
    checkStore(configOf(env, ['DATABASE_URL'])?.databaseUrl),
    checkCredentials(bot),
    ...(open
      ? [checkSignIn(open.signIn, desk?.publicUrl), checkMail(open.mail), checkZammad(open.zammad)]
      : []),
  ]);
  return [
    ...checkSettings(env),
    ...checkContent(configOf(env, ['CONTENT_DIR'])?.contentDir),
    port,
    store,
    credentials,
    await checkMetadata(bot, metadata),
    checkPublicAddress(site, bot, health),
    checkHelpdesk(desk),
    ...ofTheHelpdesk,
    checkClock([metadata, health]),
  ]
    .map(withoutSecrets(env))
    .map(({ fix, ...check }) => ({
      ...check,
      says: namedAsSet(check.says, environment),
      ...(fix === undefined ? {} : { fix: namedAsSet(fix, environment) }),
    }));
}
