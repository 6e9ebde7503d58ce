import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Content, DEFAULT_LANGUAGE, textsOf } from '../../content.ts';
import type { ContentProblem } from '../../content-problem.ts';
import { findLine, questionFile } from '../../pack-files.ts';
import { ASKED_FOR } from '../../schema/command-texts.ts';
import { textsInside } from './texts-inside.ts';

/**
 * Finds what a pack defines and nothing leads to on any of its routes, and what people ask for and no question takes: something
 * is gone by mistake.
 */
export function unusedIn(folder: string, onEachRoute: readonly Content[]): ContentProblem[] {
  const at = (file: string, group: string, name: string, reason: string, fix: string): ContentProblem[] => {
    const line = findLine(folder, file, name);
    return [{ file, line, key: `${group}.${name}`, reason, fix }];
  };
  const [content] = onEachRoute;
  if (!content) return [];
  const said = onEachRoute.flatMap(everythingSaid);
  const fix = 'name it where it belongs, or remove it';
  const names = { ...content.guide.links, ...content.guide.addresses };
  const texts = onEachRoute.map((one) => textsOf(one, DEFAULT_LANGUAGE));
  const questions = texts.flatMap((one) => Object.entries(one.questions));
  const taken = new Set(questions.map(([, { command }]) => command));
  const ledTo = new Set([
    ...questions.flatMap(([, { related, ask }]) => [
      ...related,
      ...(ask?.choices ?? []).map((one) => one.question),
    ]),
    ...texts.flatMap(({ vague }) => vague.vague.flatMap(({ means }) => means)),
  ]);
  const isOwn = (id: string) => existsSync(join(folder, questionFile(DEFAULT_LANGUAGE, id)));
  const alone = new Set(
    questions.filter(([id, { answer }]) => answer && isOwn(id) && !ledTo.has(id)).map(([id]) => id),
  );
  return [
    ...Object.entries(names)
      .filter(([name, address]) => !said.some((text) => text === name || text.includes(address)))
      .flatMap(([name]) => {
        const group = Object.hasOwn(content.guide.links, name) ? 'links' : 'addresses';
        return at('guide.yaml', group, name, `nothing uses "${name}"`, fix);
      }),
    ...Object.keys(content.network.contacts)
      .filter((name) => !said.includes(name))
      .flatMap((name) => at('network.yaml', 'contacts', name, `nothing leads to "${name}"`, fix)),
    // Were it deleted by mistake, no other file would miss it.
    ...[...alone].map((id) => ({
      file: questionFile(DEFAULT_LANGUAGE, id),
      line: 1,
      key: '',
      reason: `no other question leads to "${id}"`,
      fix: 'name it under "related:" of another question',
    })),
    ...ASKED_FOR.filter((command) => !taken.has(command)).flatMap((command) =>
      at(
        `${DEFAULT_LANGUAGE}/commands.yaml`,
        'commands',
        command,
        `no question has "command: ${command}", so it is understood only by these words`,
        'add a question with that line; if one was deleted by mistake, bring it back',
      ),
    ),
  ];
}

/** Lists every text and every id that something of the pack names. */
function everythingSaid({ guide, network, languages, desks }: Content): string[] {
  const { links: _, addresses: __, ...rest } = guide;
  const { contacts: ___, ...helpdesk } = network;
  const texts = [...languages.values()].map(({ labels: ____, ...others }) => others);
  return textsInside([rest, helpdesk, texts, ...desks.values()]);
}
