import { describe, expect, test } from 'vitest';
import { positionOf, stepAt, stepOfKind } from '../../src/guide/path.ts';
import { guide, guideOf } from './little-guide.ts';

describe('Finding a step', () => {
  test('by its position gives the step, and nothing where the guide has none there', () => {
    expect(stepAt(guide, positionOf('two-factor/sms-add'))).toMatchObject({
      id: 'sms-add',
      methods: ['sms'],
    });
    expect(stepAt(guide, positionOf('two-factor/register'))).toBeUndefined();
    expect(stepAt(guide, positionOf('nowhere/register'))).toBeUndefined();
    expect(stepAt(guide, undefined)).toBeUndefined();
  });

  test('by its kind gives its position, whatever its id is, and nothing where the guide has none', () => {
    const other = guideOf({ start: ['hello'], middle: ['sites'] });
    const [, middle] = other.phases;
    for (const step of middle?.steps ?? []) step.kind = 'choose-centre';
    expect(stepOfKind(other, 'choose-centre')).toEqual({ phase: 'middle', step: 'sites' });
    expect(stepOfKind(other, 'choose-method')).toBeUndefined();
  });
});
