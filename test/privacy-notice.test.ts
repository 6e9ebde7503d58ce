import { expect, test } from 'vitest';
import { DEFAULT_LANGUAGE, textsOf } from '../src/content/content.ts';
import { RATE_LIMITS_TABLE } from '../src/limits/counters.ts';
import * as keys from '../src/store/keys.ts';
import { pack } from './support/clinician.ts';

const { rows } = textsOf(pack, DEFAULT_LANGUAGE).site.privacy.kept;

test('The privacy notice has every kind of record that the store keeps in one row, and no other', () => {
  expect(rows.flatMap(({ records }) => records).sort()).toEqual(
    [...Object.values(keys), RATE_LIMITS_TABLE].sort(),
  );
});
