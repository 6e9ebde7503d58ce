import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { incomingCorrelationId } from '../../src/http/incoming-correlation.ts';

const idOf = (headers: IncomingMessage['headers']) => incomingCorrelationId({ headers } as IncomingMessage);
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('The correlation id of a request', () => {
  test.each([
    ['X-Request-Id of nginx', { 'x-request-id': TRACE }, TRACE],
    [
      'X-Request-Id of Azure',
      { 'x-request-id': '7C9E6679-7425-40DE-944B-E07FC1F90AE7' },
      '7c9e6679-7425-40de-944b-e07fc1f90ae7',
    ],
    ['traceparent', { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` }, TRACE],
  ])('is taken from a well-formed %s', (_, headers, id) => {
    expect(idOf(headers)).toBe(id);
  });

  test.each([
    ['no header', {}],
    ['a name', { 'x-request-id': 'anna.lindqvist@hospital.example' }],
    ['a phone number', { 'x-request-id': '+31612345678' }],
    ['a line break', { 'x-request-id': `${TRACE}\n{"level":60}` }],
    ['a trace of zeros alone', { traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01` }],
    ['half a traceparent', { traceparent: `00-${TRACE}` }],
  ])('is not taken from %s', (_, headers) => {
    expect(idOf(headers)).toBeUndefined();
  });
});
