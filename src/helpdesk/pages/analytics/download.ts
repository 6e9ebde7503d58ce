import type { Response } from 'restify';
import { fileHeaders } from '../../../http/headers.ts';

/** Sends a file for the browser to save; no cache may store it. */
export function sendDownload(response: Response, name: string, type: string, text: string): void {
  response.writeHead(200, {
    ...fileHeaders(),
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Disposition': `attachment; filename="${name}"`,
    'Cache-Control': 'no-store',
  });
  response.end(text);
}
