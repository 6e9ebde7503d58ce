import { HttpError } from '../../http/http-error.ts';

/** Reads the number of the last row that a client has seen; 0 where it has seen none. @throws HttpError for anything else. */
export function readWatermark(text: string | null): number {
  if (text === null || text === '') return 0;
  if (/^\d{1,7}$/.test(text)) return Number(text);
  throw new HttpError(
    400,
    'BadArgument',
    'Send the watermark of an earlier answer, or none to get everything.',
  );
}
