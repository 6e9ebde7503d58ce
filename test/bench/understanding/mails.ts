import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadContent } from '../../../src/content/load.ts';
import { suggestFor } from '../../../src/helpdesk/suggest/suggest.ts';
import { understandingOf } from '../../../src/understanding/understand.ts';

/**
 * `npm run --silent bench:mails -- [files]`: measures which emails get which suggestions, on emails that no rule was made from,
 * and names those that get a wrong one or none.
 */
const mailSchema = z.strictObject({
  name: z.string(),
  kind: z.enum(['english', 'foreign', 'automatic', 'none']),
  expect: z.array(z.string()),
  both: z.boolean().default(false),
  text: z.string(),
  subject: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
});
type Mail = z.output<typeof mailSchema>;

const content = loadContent('data');
const suggest = suggestFor(content, understandingOf(content), { base: 'https://assistant.example' });
const [, , ...given] = process.argv;
const files =
  given.length > 0
    ? given
    : ['', '-2', '-3', '-4', '-5'].map((number) => new URL(`unseen-mails${number}.yaml`, import.meta.url));

for (const file of files) {
  const mails = z.array(mailSchema).parse(parse(readFileSync(file, 'utf8')));
  const tried = mails.map((mail) => ({ mail, ...tryOut(mail) }));
  const of = (kind: Mail['kind']) => tried.filter(({ mail }) => mail.kind === kind);
  const share = (list: typeof tried, holds: (each: (typeof tried)[number]) => boolean) =>
    `${list.filter(holds).length} of ${list.length}`;
  const english = of('english');
  console.log(
    [
      `English: right ${share(english, ({ isRight }) => isRight)}, wrong ${share(english, ({ isWrong }) => isWrong)}`,
      `foreign answered ${share(of('foreign'), ({ isAnswered }) => isAnswered)}`,
      `automatic answered ${share(of('automatic'), ({ isAnswered }) => isAnswered)}`,
      `nothing of ours asked, answered ${share(of('none'), ({ isAnswered }) => isAnswered)}`,
    ].join(' · '),
  );
  for (const { mail, isRight, isWrong, intents, reason } of tried)
    if (isWrong || (mail.kind === 'english' && !isRight))
      console.log(
        `  ${mail.name}: ${intents.join(', ') || reason}, not ${mail.expect.join(', ') || 'anything'}`,
      );
}

function tryOut({ text, subject, headers, expect, both }: Mail) {
  const { suggestions, reason, open } = suggest({ text, subject, headers });
  const intents = suggestions.map(({ intent }) => intent);
  const isAnswered = intents.length > 0;
  const isWrong = intents.some((intent) => !expect.includes(intent));
  // Of two questions, the second is answered or named as open.
  const isWhole = !both || intents.length + open.length > 1;
  return { intents, reason, isAnswered, isWrong, isRight: isAnswered && !isWrong && isWhole };
}
