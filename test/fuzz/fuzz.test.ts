import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { drawCases } from './families.ts';
import { foreignMarkers, markerOf } from './marker.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('npm run fuzz', () => {
  test('sends two thousand cases of every kind, and nothing goes wrong', () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['test/fuzz/fuzz.ts', '--cases', '2000', '--seed', '1'],
      { cwd: ROOT, encoding: 'utf8' },
    );
    expect(stderr).toBe('');
    expect(stdout).toContain('Nothing went wrong.');
    for (const family of ['web chat: submits', 'Teams: activities', 'tokens: forged', 'helpdesk: forms'])
      expect(stdout).toContain(`${family}: `);
    expect(status).toBe(0);
  });

  test('draws the same cases for the same seed, and others for another', () => {
    const drawn = (seed: number) => drawCases(200, seed).map(({ family, which }) => `${family} ${which}`);
    expect(drawn(7)).toEqual(drawn(7));
    expect(drawn(8)).not.toEqual(drawn(7));
  });

  test('knows the words of one conversation from those of all others', () => {
    const text = `you said ${markerOf(12)}, not ${markerOf(3)}`;
    expect(foreignMarkers(text, 12)).toEqual([markerOf(3)]);
    expect(foreignMarkers(text, undefined)).toHaveLength(2);
    expect(markerOf(12)).not.toContain(markerOf(1));
  });
});
