import { readdirSync } from 'node:fs';
import { sep } from 'node:path';
import type { Content, Texts } from '../content.ts';
import type { ContentProblem } from '../content-problem.ts';
import { ASKED_FOR } from '../schema/command-texts.ts';
import { YamlFile } from '../yaml-file.ts';

/** Finds what a pack defines and nothing leads to, and what people ask for and no question takes: something is gone by mistake. */
export function unusedIn(folder: string, content: Content, texts: Texts): ContentProblem[] {
  const guide = new YamlFile(folder, 'guide.yaml');
  const network = new YamlFile(folder, 'network.yaml');
  const commands = new YamlFile(folder, `${texts.language}/commands.yaml`);
  const said = everythingSaid(folder);
  const isSaid = (name: string) => said.some((text) => text === name || text.includes(`:${name}}`));
  for (const kind of ['links', 'addresses'] as const)
    for (const name of Object.keys(content.guide[kind]).filter((each) => !isSaid(each)))
      guide.report([kind, name], `nothing uses "${name}"`, 'name it where it belongs, or remove it');
  for (const name of Object.keys(content.network.contacts).filter((each) => !isSaid(each)))
    network.report(
      ['contacts', name],
      `nothing leads to "${name}"`,
      'name it where it belongs, or remove it',
    );
  const taken = new Set(Object.values(texts.questions).flatMap(({ command }) => command ?? []));
  for (const command of ASKED_FOR.filter((each) => !taken.has(each)))
    commands.report(
      ['commands', command],
      `no question has "command: ${command}", so it is understood by these words alone`,
      'add a question with that line; if one was deleted by mistake, bring it back',
    );
  return [guide, network, commands].flatMap(({ problems }) => problems);
}

/** Lists every text of the pack as it is written. */
function everythingSaid(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => new YamlFile(folder, name.split(sep).join('/')).texts.map(({ text }) => text));
}
