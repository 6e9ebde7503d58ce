import type { Response } from 'restify';
import { fileHeaders } from '../../../http/headers.ts';

/** Answers with a file that the browser keeps; nothing else keeps it. */
export function sendDownload(response: Response, name: string, type: string, text: string): void {
  response.writeHead(200, {
    ...fileHeaders(),
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Disposition': `attachment; filename="${name}"`,
    'Cache-Control': 'no-store',
  });
  response.end(text);
}
