import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { textsOf } from '../../src/content/content.ts';
import { confirmTexts } from '../../src/content/edit/confirm-texts.ts';
import { loadContent } from '../../src/content/load.ts';
import { rehearsePack } from '../../src/rehearsal/rehearse-pack.ts';
import { PackCopy } from './pack-copy.ts';

const PAGE = readFileSync(new URL('../../docs/another-language.md', import.meta.url), 'utf8');

/** Does what the page says to begin with, in a copy of the pack instead of `data/`. */
function begun(): PackCopy {
  const pack = new PackCopy();
  const [, commands = ''] = /```sh\n(cp .*?)```/s.exec(PAGE) ?? [];
  for (const line of commands.split('\n').filter((each) => /^(cp|rm) /.test(each))) {
    const [program = '', ...given] = line.replaceAll('data/', `${pack.folder}/`).split(' ');
    execFileSync(program, given, { cwd: dirname(pack.folder) });
  }
  return pack;
}

test('A language that was begun as the page says is good at once, with everything still to be confirmed', async () => {
  const pack = begun();
  const content = loadContent(pack.folder);
  expect([...content.languages.keys()]).toEqual(['en', 'pt']);
  expect(await rehearsePack(content, pack.folder, ['pt'])).toEqual([]);
  const files = new Set(content.unconfirmed.map(({ file }) => file));
  expect(files).toContain('pt/messages.yaml');
  expect(files.size).toBe(8 + content.guide.phases.length + questionsAndReplies(content));
});

test('A text of it that is translated and confirmed is off the list', () => {
  const pack = begun();
  pack.change('pt/steps/eu-login.yaml', 'Type it again to confirm it.', 'Escreva-a outra vez.');
  const open = () =>
    loadContent(pack.folder).unconfirmed.find(({ file }) => file === 'pt/steps/eu-login.yaml');
  const before = open()?.texts ?? 0;
  confirmTexts(pack.folder, 'pt', { file: 'steps/eu-login', key: 'steps.create-password' });
  expect(open()?.texts).toBeLessThan(before);
  expect(
    textsOf(loadContent(pack.folder), 'pt').steps['eu-login']?.steps['create-password']?.instructions,
  ).toContain('Escreva-a outra vez.');
});

function questionsAndReplies(content: ReturnType<typeof loadContent>): number {
  const { questions, outOfScope } = textsOf(content, 'pt');
  const replies = Object.values(outOfScope).filter(({ reply }) => reply.length > 0);
  return Object.keys(questions).length + replies.length;
}
