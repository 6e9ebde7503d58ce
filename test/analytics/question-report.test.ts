import { expect, test } from 'vitest';
import type { Feedback } from '../../src/analytics/feedback.ts';
import { questionReport } from '../../src/analytics/question-report.ts';
import type { Understand } from '../../src/understanding/understand.ts';

const understand: Understand = () => ({
  outcome: 'none',
  candidates: [{ intent: 'app-install', confidence: 0.1 }],
  outOfScope: undefined,
});

function noted(
  kind: Feedback['kind'],
  text: string | null,
  at: string,
  intent: string | null = null,
): Feedback {
  return { kind, text, at, intent, language: 'en', step: 'two-factor/choose-method' };
}

test('The report groups alike questions, the newest first, and names the file to add them to', async () => {
  const report = await questionReport(
    [
      noted('unknown', 'can I use a security key', '2026-11-01T10:00:00Z'),
      noted('unknown', 'where is the fax number', '2026-11-03T10:00:00Z'),
      noted('unknown', 'can i use my security key?', '2026-11-02T10:00:00Z'),
    ],
    understand,
    'data',
  );
  expect(
    report
      .split('\n')
      .filter((line) => line !== '')
      .slice(0, 6),
  ).toEqual([
    'Questions the assistant could not answer: 3',
    '1 × "where is the fax number" (2026-11-03, at two-factor/choose-method)',
    '    nearest: data/en/questions/app-install.yaml',
    '2 × "can i use my security key?" (2026-11-02, at two-factor/choose-method)',
    '    also: "can I use a security key"',
    '    nearest: data/en/questions/app-install.yaml',
  ]);
  expect(report).toContain('one more line under "examples: |"');
});

test('The report lists unhelpful answers with what was asked and how often they did help', async () => {
  const report = await questionReport(
    [
      noted('unhelpful', 'no mail', '2026-11-01T10:00:00Z', 'confirm-mail-missing'),
      noted('helpful', null, '2026-11-01T11:00:00Z', 'confirm-mail-missing'),
      noted('helpful', null, '2026-11-01T12:00:00Z', 'app-install'),
    ],
    understand,
    'data',
  );
  expect(report).toContain('Answers that did not help: 1');
  expect(report).toContain('1 × 👎, 1 × 👍: data/en/questions/confirm-mail-missing.yaml');
  expect(report).toContain('asked as: "no mail"');
  expect(report).not.toContain('app-install');
});

test('The report says so where there is nothing to report', async () => {
  expect(await questionReport([], understand, 'data')).toContain(
    'Questions the assistant could not answer: none',
  );
});
