import fc from 'fast-check';

/** Yields any value that JSON can hold, and some that it cannot. */
export const anyValue = fc.anything({ maxDepth: 3 });

/** Yields texts that no person types, and some that the assistant knows. */
export const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    'start',
    'next',
    'back',
    'help',
    'where is the code?',
    '<at>x</at>',
    '&nbsp;',
    '\0',
    'step eu-login/register',
  ),
);

/** Yields values of the right kind, and now and then any value. */
export function mostly<Value>(right: fc.Arbitrary<Value>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 25, arbitrary: right }, { weight: 1, arbitrary: anyValue });
}

/** Writes a value as JSON, whatever it holds. */
export function stringified(value: unknown): string {
  return JSON.stringify(value, (_key, inner) => (typeof inner === 'bigint' ? String(inner) : inner)) ?? '';
}
