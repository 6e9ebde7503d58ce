import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { dialogsFor } from '../../dialogs/index.ts';
import { sayError } from '../../dialogs/info-cards.ts';
import { botFor } from '../bot/bot.ts';
import { sayOnce } from '../channels/console.ts';
import { configFrom } from '../config/config.ts';
import { DEFAULT_LANGUAGE, textsOf } from '../content/content.ts';
import { loadContent } from '../content/load.ts';
import { turnRunner } from '../conversation/transaction.ts';
import { openLog } from '../lib/log.ts';
import { openMemoryStore } from '../store/memory.ts';
import { commandFinder } from '../understanding/commands.ts';
import { isClear, languageDetector } from '../understanding/languages/detect-language.ts';
import { summarizeCommand, summarizeMatch } from '../understanding/match-summary.ts';
import { understandingOf } from '../understanding/understand.ts';

/**
 * `npm run ask -- "a question"` prints the answer as a person would see it. Without a question it reads questions from
 * standard input, one on each line, and prints the meaning of each as a line of JSON. A question is read in the language that it is
 * found to be in, or in that of `--lang de`.
 */
const config = configFrom(process.env);
const content = loadContent(config.contentDir);
const understand = understandingOf(content);
const { values, positionals } = parseArgs({ options: { lang: { type: 'string' } }, allowPositionals: true });
const question = positionals.join(' ');
const { lang } = values;

if (lang !== undefined && !content.languages.has(lang)) {
  console.error(`The content has no language "${lang}", only: ${[...content.languages.keys()].join(', ')}`);
  process.exitCode = 1;
} else if (question) {
  const pack = { content, dialogs: dialogsFor(content), bot: botFor(content, understand) };
  const options = {
    store: openMemoryStore(),
    pack: () => pack,
    retentionMs: config.retentionMs,
    welcomeBackMs: config.welcomeBackMs,
    log: openLog('error'),
    apologise: sayError,
  };
  const runTurn = turnRunner(options);
  console.log(await sayOnce(question, runTurn, lang));
} else {
  const detect = languageDetector(content);
  const languageOf = (text: string): string => {
    const found = detect(text, DEFAULT_LANGUAGE);
    return found && isClear(found, { sure: false }) ? found.language : DEFAULT_LANGUAGE;
  };
  const findersIn = new Map(
    [...content.languages].map(([language, { commands }]) => [language, commandFinder(commands)]),
  );
  for await (const text of createInterface({ input: process.stdin })) {
    const texts = textsOf(content, lang ?? languageOf(text));
    const command = findersIn.get(texts.language)?.(text);
    const line = command && summarizeCommand(text, command, texts);
    console.log(JSON.stringify(line ?? summarizeMatch(text, understand(text, texts.language), texts)));
  }
}
