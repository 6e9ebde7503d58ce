import { createInterface } from 'node:readline';
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
import { summarizeCommand, summarizeMatch } from '../understanding/match-summary.ts';
import { understandingOf } from '../understanding/understand.ts';

/**
 * `npm run ask -- "a question"` prints the answer as a person would see it. Without a question it reads questions from
 * standard input, one on each line, and prints the meaning of each as a line of JSON.
 */
const config = configFrom(process.env);
const content = loadContent(config.contentDir);
const understand = understandingOf(content);
const question = process.argv.slice(2).join(' ');

if (question) {
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
  console.log(await sayOnce(question, runTurn));
} else {
  const texts = textsOf(content, DEFAULT_LANGUAGE);
  const commandIn = commandFinder(texts.commands);
  for await (const text of createInterface({ input: process.stdin })) {
    const command = commandIn(text);
    const line = command && summarizeCommand(text, command, texts);
    console.log(JSON.stringify(line ?? summarizeMatch(text, understand(text, texts.language), texts)));
  }
}
