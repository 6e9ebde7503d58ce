import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

function ask(args: string[], input = ''): string {
  return execFileSync(process.execPath, ['src/cli/ask.ts', ...args], { cwd: ROOT, input, encoding: 'utf8' });
}

describe('npm run ask', () => {
  test('prints one line of JSON for each question of standard input', () => {
    const questions = [
      'no code on my mobile since 1 hour',
      'nothing works',
      'which dose of gentamicin?',
      'zurück',
      'can I use a yubikey as second factor',
      '',
      '"; DROP TABLE talks; --',
    ];
    const lines = ask([], `${questions.join('\n')}\n`)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ text }) => text)).toEqual(questions);
    expect(lines.slice(0, 5)).toMatchObject([
      { intent: 'sms-not-received', outcome: 'answer', language: 'en' },
      {
        outcome: 'suggest',
        alternatives: expect.arrayContaining([
          { intent: 'app-error', confidence: expect.any(Number) },
        ]),
      },
      { intent: 'none', outcome: 'none' },
      { intent: 'go-back', confidence: 1, outcome: 'answer' },
      { intent: 'security-key', outcome: 'answer' },
    ]);
    for (const line of lines)
      expect(Object.keys(line)).toEqual([
        'text',
        'intent',
        'confidence',
        'outcome',
        'alternatives',
        'language',
      ]);
  });

  test('prints the answer to a question as a person would see it', () => {
    const answer = ask(['no code on my mobile since 1 hour']);
    expect(answer).toContain('The text message with the code does not arrive');
    expect(answer).toContain('[👍 This helped]');
  });
});
