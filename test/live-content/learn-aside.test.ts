import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Content, DEFAULT_LANGUAGE, type Texts, textsOf } from '../../src/content/content.ts';
import { loadContent } from '../../src/content/load.ts';
import { learnAside } from '../../src/live-content/learn-aside.ts';
import { modelIn } from '../../src/live-content/models.ts';
import { keptModelOf, learn, understandingOf } from '../../src/understanding/understand.ts';
import { SHIPPED } from '../content/pack-copy.ts';

const GOES_ON = new AbortController().signal;

/** So many examples of each question take some seconds to learn; all take a busy machine minutes. */
const SOME = 100;

/** The questions of the shipped pack with some of their examples, and one each that nobody has learned before. */
function newPack(): Content {
  const content = loadContent(SHIPPED);
  const texts = textsOf(content, DEFAULT_LANGUAGE);
  const words = `zorp ${crypto.randomUUID().replaceAll(/[^a-z]/g, '')}`;
  const questions = Object.fromEntries(
    Object.entries(texts.questions).map(([id, question]) => [
      id,
      { ...question, examples: [...question.examples.slice(0, SOME), `${words} ${id}`] },
    ]),
  );
  return { ...content, languages: new Map([[DEFAULT_LANGUAGE, { ...texts, questions }]]) };
}

const languagesOf = ({ languages }: Content): Texts[] => [...languages.values()];

/** Runs something, and returns the longest time for which it held up everything else on this thread. */
async function longestPause<Result>(run: () => Promise<Result>): Promise<{ result: Result; ms: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await setTimeout(5);
  const result = await run();
  await setTimeout(5);
  delay.disable();
  return { result, ms: delay.max / 1e6 };
}

test('Learning a new pack holds up the thread that answers for a fraction of what it takes', async () => {
  const content = newPack();
  const aside = await longestPause(() => learnAside(languagesOf(content), GOES_ON));
  const here = await longestPause(async () => learn(textsOf(newPack(), DEFAULT_LANGUAGE)));
  expect(aside.ms).toBeLessThan(here.ms / 4);
  const understand = understandingOf(content, modelIn(aside.result));
  expect(understand('how do I install the app', DEFAULT_LANGUAGE).outcome).toBe('answer');
});

test('What was learned before is not learned again, and is the same in the cache', async () => {
  const content = newPack();
  const learned = (await learnAside(languagesOf(content), GOES_ON)).get(DEFAULT_LANGUAGE);
  // A thread would end at once.
  expect(await learnAside(languagesOf(content), AbortSignal.abort())).toEqual(new Map());
  const kept = await keptModelOf(textsOf(content, DEFAULT_LANGUAGE));
  expect(kept?.weights).toEqual(learned?.weights);
  expect(kept?.vocabulary).toEqual(learned?.vocabulary);
});

test('A stop ends the thread', async () => {
  await expect(learnAside(languagesOf(newPack()), AbortSignal.timeout(50))).rejects.toThrow('aborted');
});
