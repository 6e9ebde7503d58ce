import { METADATA } from '../channels/teams/channel-token.ts';
import { namedAsSet, withOwnNames } from '../config/aliases.ts';
import type { CheckResult } from './check-result.ts';
import { checkClock } from './checks/clock.ts';
import { checkContent } from './checks/content.ts';
import { checkCredentials } from './checks/credentials.ts';
import { checkHelpdesk } from './checks/helpdesk.ts';
import { checkMail } from './checks/mail.ts';
import { checkMailbox } from './checks/mailbox.ts';
import { checkMetadata } from './checks/metadata.ts';
import { checkPort } from './checks/port.ts';
import { checkPublicAddress } from './checks/public-address.ts';
import { BOT_SETTINGS, checkSettings, configFromSome, helpdeskConfigFrom } from './checks/settings.ts';
import { checkSignIn } from './checks/sign-in.ts';
import { checkStore } from './checks/store.ts';
import { checkZammad } from './checks/zammad.ts';
import { secretMasker } from './mask-secrets.ts';
import { probe } from './probe.ts';

/** Runs every check on an environment and masks secrets; a bad setting holds up only the checks that need it. */
export async function runChecks(environment: NodeJS.ProcessEnv): Promise<CheckResult[]> {
  const env = withOwnNames(environment);
  const bot = configFromSome(env, BOT_SETTINGS)?.bot;
  // The address and the port do not depend on the bot's identity.
  const withoutBot = { ...env, BOT_TYPE: 'none' };
  const site = configFromSome(withoutBot, ['PUBLIC_URL', 'BOT_TYPE']);
  const desk = helpdeskConfigFrom(env);
  const open = desk?.helpdesk.kind === 'open' ? desk.helpdesk : undefined;
  const [metadata, health, port, store, credentials, ...ofTheHelpdesk] = await Promise.all([
    bot?.kind === 'registered' ? probe(METADATA) : undefined,
    // A redirect is a wrong answer: what is posted to the bot has to arrive at this address.
    site?.publicUrl === undefined ? undefined : probe(`${site.publicUrl}/livez`, { redirect: 'manual' }),
    checkPort(configFromSome(withoutBot, ['HOST', 'PORT', 'BOT_TYPE'])),
    checkStore(configFromSome(env, ['DATABASE_URL'])?.databaseUrl),
    checkCredentials(bot),
    ...(open
      ? [
          checkSignIn(open.signIn, desk?.publicUrl),
          checkMail(open.mail),
          checkMailbox(open.mailbox),
          checkZammad(open.zammad),
        ]
      : []),
  ]);
  return [
    ...checkSettings(env),
    ...checkContent(configFromSome(env, ['CONTENT_DIR'])?.contentDir),
    port,
    store,
    credentials,
    await checkMetadata(bot, metadata),
    checkPublicAddress(site, bot, health),
    checkHelpdesk(desk),
    ...ofTheHelpdesk,
    checkClock([metadata, health]),
  ]
    .map(secretMasker(env))
    .map(({ fix, ...result }) => ({
      ...result,
      says: namedAsSet(result.says, environment),
      ...(fix === undefined ? {} : { fix: namedAsSet(fix, environment) }),
    }));
}
