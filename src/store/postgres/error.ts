import { DatabaseError } from 'pg';
import { z } from 'zod';
import { StoreError, type StoreErrorKind } from '../store-error.ts';

/** The beginnings of SQLSTATE codes; the longest that fits counts. */
const KINDS: Record<string, StoreErrorKind> = {
  '08': 'unreachable',
  '28': 'unreachable',
  '3D': 'missing',
  '3F': 'missing',
  '40': 'locked',
  '42P01': 'missing',
  '53100': 'full',
  '53300': 'unreachable',
  // A statement that the limit of time has ended; most often it waited for a lock.
  '57014': 'locked',
  '55P03': 'locked',
  '57P': 'unreachable',
  '58': 'unknown',
  '58P01': 'missing',
  XX001: 'corrupt',
  XX002: 'corrupt',
};

const codeSchema = z.object({ code: z.string() });

/** Returns the trouble behind an error of PostgreSQL or of the connection to it. */
export function postgresError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  if (error instanceof DatabaseError)
    return new StoreError(kindOf(error.code ?? ''), error.code ?? 'unknown');
  // A host name with several addresses gives one error for each.
  const first = error instanceof AggregateError ? error.errors[0] : error;
  // The driver names no code where its own limits of time or the end of a connection are the reason.
  return new StoreError('unreachable', codeSchema.safeParse(first).data?.code ?? 'CONNECTION');
}

function kindOf(sqlState: string): StoreErrorKind {
  const beginning = [5, 3, 2].map((length) => sqlState.slice(0, length)).find((each) => each in KINDS);
  return KINDS[beginning ?? ''] ?? 'unknown';
}
