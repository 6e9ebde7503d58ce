import type { Texts } from '../content/content.ts';
import { formatMessage } from '../content/format-message.ts';
import type { TeamsTexts } from '../content/schema/teams-texts.ts';

/** The scopes in which the bot can be added, in the order of the manifest's lists of commands. */
export const SCOPES = ['personal', 'team', 'groupChat'] as const;

/** Returns the texts of the app in one language, with the network's names filled in. */
export function appTexts({ teams, network, language }: Texts): TeamsTexts {
  const say = (text: string) =>
    formatMessage(text, { network: network.shortName, networkName: network.name }, language);
  const commands = (scope: (typeof SCOPES)[number]) =>
    teams.commands[scope].map(({ title, description }) => ({
      title: say(title),
      description: say(description),
    }));
  return {
    name: { short: say(teams.name.short), full: say(teams.name.full) },
    developer: say(teams.developer),
    description: { short: say(teams.description.short), full: say(teams.description.full) },
    commands: { personal: commands('personal'), team: commands('team'), groupChat: commands('groupChat') },
  };
}

/** Builds a language's file: the texts that replace the manifest's own, by their place in the manifest. */
export function languageFile(schema: string, { name, description, commands }: TeamsTexts) {
  const listed = SCOPES.flatMap((scope, list) =>
    commands[scope].flatMap(({ title, description: means }, index) => {
      const place = `bots[0].commandLists[${list}].commands[${index}]`;
      return [[`${place}.title`, title] as const, [`${place}.description`, means] as const];
    }),
  );
  return {
    $schema: schema,
    'name.short': name.short,
    'name.full': name.full,
    'description.short': description.short,
    'description.full': description.full,
    ...Object.fromEntries(listed),
  };
}
