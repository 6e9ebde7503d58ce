import { describe, expect, test } from 'vitest';
import type { Count } from '../../src/analytics/count.ts';
import { openMemoryStore } from '../../src/store/memory.ts';
import { Clinician } from '../support/clinician.ts';

interface Counting {
  person: Clinician;
  /** Returns the new counts since the last call, as "event id", in order. */
  counted(): string[];
}

function counting(store = openMemoryStore()): Counting {
  const counts: Count[] = [];
  const person = new Clinician({
    store,
    also: { onCounts: (some) => counts.push(...some) },
  });
  return { person, counted: () => counts.splice(0).map(({ what, of }) => `${what} ${of}`.trim()) };
}

async function begun(): Promise<Counting> {
  const talk = counting();
  await talk.person.join();
  await talk.person.press('Start from the beginning');
  talk.counted();
  return talk;
}

describe('A conversation counts', () => {
  test('each visit to a step and how it ended, however often its card is shown', async () => {
    const { person, counted } = counting();
    await person.join();
    await person.press('Start from the beginning');
    await person.say('where am I?');
    await person.press('Done – next');
    await person.press('Skip');
    expect(counted()).toEqual([
      'step-shown eu-login/register',
      'step-done eu-login/register',
      'step-shown eu-login/confirm-mail',
      'step-skipped eu-login/confirm-mail',
      'step-shown eu-login/create-password',
    ]);
  });

  test('a step as left: for the one before it, for later, for the beginning', async () => {
    const { person, counted } = await begun();
    await person.press('Done – next');
    await person.press('Back');
    expect(counted().slice(2)).toEqual(['step-left eu-login/confirm-mail', 'step-shown eu-login/register']);
    await person.say('cancel');
    expect(counted()).toEqual(['step-left eu-login/register']);
    await person.say('continue');
    expect(counted()).toEqual(['step-shown eu-login/register']);
    await person.press('Done – next');
    await person.say('restart');
    expect(counted().slice(-2)).toEqual(['step-left eu-login/confirm-mail', 'step-shown eu-login/register']);
  });

  test('each press of the stuck button once', async () => {
    const { person, counted } = await begun();
    await person.press("I'm stuck");
    await person.press(person.last.buttons[0]?.title ?? '');
    expect(counted()).toEqual(['step-stuck eu-login/register']);
  });

  test('a question: answered, rated, asked back about, not known, declined', async () => {
    const { person, counted } = await begun();
    await person.say('which browser should I use?');
    expect(counted()).toEqual(['question-answered which-browser']);
    const helped = person.seen.at(-2)?.buttons.find(({ title }) => title.startsWith('👍'))?.data;
    await person.submit(helped);
    await person.submit(helped);
    expect(counted()).toEqual(['rated-helpful which-browser']);
    await person.say('nothing works');
    const [first, ...offered] = counted();
    expect(first).toBe('question-asked-back');
    expect(offered.every((each) => each.startsWith('question-suggested '))).toBe(true);
    expect(offered).toHaveLength(3);
    await person.press('None of these');
    expect(counted()).toEqual(['question-unknown']);
    await person.say('which dose of trimethoprim for a newborn with reflux?');
    expect(counted()).toEqual(['question-declined clinical']);
  });

  test('nothing twice where a message arrives twice', async () => {
    const { person, counted } = await begun();
    const next = { id: 'once', type: 'message', text: 'next' };
    await person.send(next);
    await person.send(next);
    expect(counted()).toHaveLength(2);
  });

  test('nothing for an attempt that lost its race', async () => {
    const store = openMemoryStore();
    const { person, counted } = counting(store);
    await person.join();
    const commit = store.commit.bind(store);
    let lost = 0;
    store.commit = async (writes) => lost++ >= 2 && commit(writes);
    await person.press('Start from the beginning');
    expect(lost).toBe(3);
    expect(counted()).toEqual(['step-shown eu-login/register']);
  });

  test('one end for every visit: shown equals done, skipped, left and where the person is', async () => {
    const { person, counted } = counting();
    await person.join();
    await person.press('Start from the beginning');
    const words = [
      'next',
      'back',
      'skip',
      'next',
      'cancel',
      'continue',
      'next',
      'which browser?',
      'sms',
      'next',
    ];
    for (let round = 0; round < 60; round++) await person.say(words[(round * 7) % words.length] ?? '');
    const all = counted().filter((each) => each.startsWith('step-'));
    const times = (what: string) => all.filter((each) => each.startsWith(`step-${what} `)).length;
    const { progress } = await person.state();
    const isAtStep = !progress.finished && !progress.paused;
    expect(times('shown')).toBeGreaterThan(20);
    expect(times('shown') - times('done') - times('skipped') - times('left')).toBe(isAtStep ? 1 : 0);
  });
});
