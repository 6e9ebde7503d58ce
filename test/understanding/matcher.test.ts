import { describe, expect, test } from 'vitest';
import { Classifier, train } from '../../src/understanding/classifier/classifier.ts';
import { Matcher } from '../../src/understanding/matcher.ts';
import { languageOf } from '../../src/understanding/understand.ts';
import { pack } from '../support/clinician.ts';
import { sharedUnderstanding } from '../support/shared-understanding.ts';
import { examples, outOfScope } from './little-questions.ts';

const language = languageOf('en');
const matcher = new Matcher(new Classifier(train(examples, language), language), {
  outOfScope,
  vague: new Map(),
  courtesies: new Set(['thanks']),
  settled: new Set(),
  language: 'en',
});
const understand = sharedUnderstanding(pack);

describe('A question that was taught', () => {
  test('is answered in other words, with typing errors, or within a mail', () => {
    for (const text of [
      'what hours are you open on monday?',
      'opning hourss',
      'Hello! My sister told me about your nice place. When do you open? Many thanks and kind regards, Ann',
    ])
      expect(matcher.match(text).candidates[0]?.intent, text).toBe('opening');
    expect(matcher.match('when do you open?').outcome).toBe('answer');
  });

  test('has its candidates in order, the surest first', () => {
    const { candidates } = matcher.match('can I book the menu at opening time');
    const sure = candidates.map(({ confidence }) => confidence);
    expect(sure).toEqual([...sure].sort((a, b) => b - a));
    expect(candidates.map(({ intent }) => intent)).not.toContain('weather');
  });
});

describe('A text that is out of scope', () => {
  test('is declined, with the name of its group', () => {
    expect(matcher.match('does it rain tomorrow')).toMatchObject({ outcome: 'none', outOfScope: 'weather' });
  });

  test.each([
    ['nothing', ''],
    ['only emoji', '🙂🙂🙂'],
    ['another script', 'Не приходит код'],
    ['HTML', '<script>alert(1)</script>'],
    ['zalgo', 'z̸̡̛a̵͝l̶̈g̷o̴'],
    ['a number', '42'],
    ['SQL', "'; DROP TABLE talks; --"],
    ['words nobody taught', 'quantum zebras juggle'],
    ['20,000 characters', 'lorem ipsum dolor '.repeat(1112)],
    ['one endless word', 'x'.repeat(20_000)],
  ])('%s is not known', (_, text) => {
    expect(understand(text, 'en').outcome).toBe('none');
  });
});

describe('A number alone', () => {
  test('is offered what it may mean, and never answered', () => {
    expect(understand('CPMS 2.0', 'en')).toMatchObject({ outcome: 'answer' });
    for (const text of ['2', '2.0', '2+2*8', '1) 2)'])
      expect(understand(text, 'en').outcome, text).not.toBe('answer');
  });
});

describe('Vague words', () => {
  const vague = new Map([['vague/0', ['opening', 'booking']]]);
  const taught = [
    ...examples,
    ...['is it possible', 'possible or not', 'does that work', 'would that be possible'].map((text) => ({
      text,
      label: 'vague/0',
    })),
  ];
  const withVague = new Matcher(new Classifier(train(taught, language), language), {
    outOfScope,
    vague,
    courtesies: new Set(),
    settled: new Set(),
    language: 'en',
  });

  test('lead to a question back, with each of their meanings', () => {
    const { outcome, candidates } = withVague.match('would it be possible?');
    expect(outcome).toBe('suggest');
    expect(candidates.map(({ intent }) => intent)).toEqual(['opening', 'booking']);
  });

  test('mean the question that belongs to the step', () => {
    const { outcome, candidates } = withVague.match('would it be possible?', (here) => here === 'booking');
    expect([outcome, candidates[0]?.intent]).toEqual(['answer', 'booking']);
    expect(candidates[0]?.confidence).toBeGreaterThan(0.5);
  });
});

describe('What says that a matter is settled', () => {
  const taught = [
    ...examples,
    ...[
      'the opening hours I know already',
      'the table for two is booked, lovely',
      'I have seen the menu, no need to show it',
      'that we can eat vegan cake here I know already',
      'no need to book, a table was free',
      'the reservation for friday has worked, lovely',
    ].map((text) => ({ text, label: 'all-is-well' })),
  ];
  const withSettled = new Matcher(new Classifier(train(taught, language), language), {
    outOfScope,
    vague: new Map(),
    courtesies: new Set(['all-is-well']),
    settled: new Set(['all-is-well']),
    language: 'en',
  });

  test('is taken for that where it is plain', () => {
    const { outcome, candidates } = withSettled.match('no need, the menu I know already, lovely');
    expect([outcome, candidates[0]?.intent]).toEqual(['answer', 'all-is-well']);
  });

  test('is not answered where it only may be that: what it names is offered, and nothing else', () => {
    const { outcome, candidates } = withSettled.match('we know the opening hours');
    expect([outcome, candidates[0]?.intent]).toEqual(['suggest', 'opening']);
    expect(candidates.map(({ intent }) => intent)).not.toContain('all-is-well');
  });

  test('leaves a question beside it', () => {
    const { outcome, candidates } = withSettled.match('The menu I know already. When do you open?');
    expect([outcome, candidates[0]?.intent]).toEqual(['answer', 'opening']);
  });

  test('takes nothing from questions', () => {
    for (const { text, label } of examples.filter(({ label: own }) => own !== 'weather'))
      expect(withSettled.match(text), text).toMatchObject({
        outcome: 'answer',
        candidates: [{ intent: label }, {}, {}],
      });
  });
});

describe('The step that a person is at', () => {
  test('decides between two meanings of an unclear question', () => {
    const unclear = 'tonight please';
    const at = (here: string) => matcher.match(unclear, (intent) => intent === here).candidates[0]?.intent;
    expect(at('menu')).toBe('menu');
    expect(at('booking')).toBe('booking');
  });

  test('never makes a clear question wrong', () => {
    for (const here of ['menu', 'booking'])
      expect(matcher.match('when do you open?', (intent) => intent === here)).toEqual(
        matcher.match('when do you open?'),
      );
  });
});

describe('Somebody who denies a question', () => {
  const answerTo = (text: string) => {
    const { outcome, candidates } = understand(text, 'en');
    return outcome === 'answer' ? candidates[0]?.intent : undefined;
  };

  test('gets the answer that the rest asks for', () => {
    expect(answerTo("My account isn't locked. I forgot my password.")).toBe('password-forgotten');
    expect(answerTo('SMS works fine. CPMS throws me out although I was approved.')).toBe('cpms-login-fails');
  });

  test('gets neither answer nor offer where nothing else is asked', () => {
    expect(understand("I haven't forgotten my password", 'en')).toMatchObject({
      outcome: 'none',
      onlyDenies: true,
    });
  });

  test('is offered what else may be meant where the rest asks for something, but not what was denied', () => {
    const { outcome, candidates } = understand('SMS works fine. And the app?', 'en');
    expect(outcome).toBe('suggest');
    expect(candidates.map(({ intent }) => intent)).not.toContain('sms-not-received');
  });

  test('is not who reports trouble with a "not", asks, or says thanks', () => {
    expect(answerTo('the SMS does not arrive')).toBe('sms-not-received');
    expect(answerTo("Why doesn't the link in the email open?")).toBe('confirm-link-not-opening');
    expect(answerTo('I am not locked out, or is my account locked?')).toBe('account-locked');
    expect(answerTo('perfect, it works now, thank you')).toBe('thanks-bye');
  });

  test('gets the answer all the same where the pack has neither words nor examples for it', () => {
    expect(matcher.match("I don't want to reserve a table").outcome).toBe('answer');
  });
});
