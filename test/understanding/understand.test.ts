import { describe, expect, test } from 'vitest';
import { pack } from '../support/clinician.ts';
import { sharedUnderstanding } from '../support/shared-understanding.ts';

const understand = sharedUnderstanding(pack);

describe('The shipped questions', () => {
  test.each([
    ['no code on my mobile since 1 hour', 'sms-not-received'],
    ['pasword gone from my head, cant enter eulogin', 'password-forgotten'],
    ['better take pin or qr??', 'twofa-which-method'],
  ])('answer "%s"', (text, intent) => {
    const { outcome, candidates } = understand(text, 'en');
    expect([outcome, candidates[0]?.intent]).toEqual(['answer', intent]);
  });

  test('are understood in the default language where the pack does not have the language asked for', () => {
    expect(understand('better take pin or qr??', 'fi')).toEqual(understand('better take pin or qr??', 'en'));
  });
});

describe('Vague words', () => {
  const MEANT = {
    'eu-login/confirm-mail': 'confirm-mail-missing',
    'two-factor/sms-challenge-code': 'sms-not-received',
    'two-factor/app-sign-in-pin': 'app-notification-missing',
  };

  test.each(Object.entries(MEANT))('mean the question of the step %s', (step, intent) => {
    for (const text of ["it doesn't arrive", 'It does not come!', 'still nothing']) {
      const { outcome, candidates } = understand(text, 'en', step);
      expect([text, outcome, candidates[0]?.intent]).toEqual([text, 'answer', intent]);
    }
  });

  test('lead to a question back elsewhere, with their possible meanings, those of the step first', () => {
    const offered = (step?: string) => {
      const { outcome, candidates } = understand("it doesn't arrive", 'en', step);
      return [outcome, ...candidates.map(({ intent }) => intent).slice(0, 3)];
    };
    expect(offered()).toEqual(['suggest', ...Object.values(MEANT)]);
    expect(offered('cpms-access/select-profile').slice(0, 3)).toEqual([
      'suggest',
      'profile-which',
      'confirm-mail-missing',
    ]);
  });

  test('do not change what a clear question means', () => {
    for (const step of Object.keys(MEANT))
      expect(understand('no code on my mobile since 1 hour', 'en', step).candidates[0]?.intent).toBe(
        'sms-not-received',
      );
  });
});
