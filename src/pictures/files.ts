import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import { type Content, type Texts, textsOf } from '../content/content.ts';
import { CompressedFile } from '../http/compressed-file.ts';
import { HttpError, toHttpError } from '../http/http-error.ts';
import { answering, sendError } from '../http/respond.ts';
import type { Log } from '../lib/log.ts';
import { once } from '../lib/once.ts';
import { PICTURES_PATH, picturePath } from './address.ts';

/** A drawing runs and loads nothing, and may be shown by others: clients of the chat are other sites. */
const HEADERS = {
  'Content-Security-Policy': "default-src 'none'",
  'Cross-Origin-Resource-Policy': 'cross-origin',
};
const FOR_EVER = 'public, max-age=31536000, immutable';
const NO_PICTURE = new HttpError(404, 'NotFound', 'There is no such picture.');

/** Loaded with the first picture, so that a start does not pay for it. */
const drawing = once(async () => ({ ...(await import('./svg.ts')), ...(await import('./png.ts')) }));

const nameSchema = z.object({ id: z.string(), language: z.string(), format: z.enum(['png', 'svg']) });
type Name = z.infer<typeof nameSchema>;

/** The drawings of a content pack as files. */
export interface PictureFiles {
  /** Adds them to the server, at the paths that `picturePath` gives. */
  mount(server: Server, log: Log): void;
  /** Returns the PNG at a path, with so many pixels for each of the drawing; undefined where there is none. */
  png(path: string, density: number): Promise<Buffer | undefined>;
}

/**
 * Makes files of the drawings of the content pack in use. Each is drawn when it is first asked for, and kept. A pack has only
 * so many, so nobody can fill the memory by asking.
 */
export function pictureFiles(content: () => Content): PictureFiles {
  const keptOf = new WeakMap<Texts, Map<string, () => Promise<unknown>>>();
  /** Draws something once for the texts of a language. */
  const keep = <Drawn>(texts: Texts, what: string, draw: () => Promise<Drawn>): Promise<Drawn> => {
    const kept = keptOf.get(texts) ?? new Map<string, () => Promise<unknown>>();
    keptOf.set(texts, kept);
    const drawn = (kept.get(what) as (() => Promise<Drawn>) | undefined) ?? once(draw);
    kept.set(what, drawn);
    return drawn();
  };
  const svgOf = async (texts: Texts, id: string): Promise<string> =>
    (await drawing()).pictureSvg(texts, id) ?? '';
  const pngOf = (texts: Texts, id: string, density: number): Promise<Buffer> =>
    keep(texts, `${id} ${density}`, async () => (await drawing()).svgToPng(await svgOf(texts, id), density));
  const fileOf = (texts: Texts, { id, format }: Name): Promise<CompressedFile> =>
    keep(texts, `${id}.${format}`, async () =>
      format === 'svg'
        ? new CompressedFile(Buffer.from(await svgOf(texts, id)), 'image/svg+xml')
        : // Screens of twice the density show two pixels for one of the drawing.
          new CompressedFile(await pngOf(texts, id, 2), 'image/png'),
    );
  /** Returns the picture that a path names, if the pack has it. */
  const find = (path: string): { texts: Texts; name: Name } | undefined => {
    const name = nameIn(path);
    const texts = name && textsOf(content(), name.language);
    return texts && Object.hasOwn(texts.drawings, name.id) ? { texts, name } : undefined;
  };

  const send = async (request: Request, response: Response): Promise<void> => {
    const found = find(request.path());
    if (!found) throw NO_PICTURE;
    const { texts, name } = found;
    // An old message asks by the hash of what was drawn then; it gets what is drawn now, and asks again.
    const isCurrent = request.path() === picturePath(texts, name.id, name.format);
    const file = await fileOf(texts, name);
    await file.send(request, response, { ...HEADERS, 'Cache-Control': isCurrent ? FOR_EVER : 'no-cache' });
  };

  return {
    mount(server, log) {
      const serve = async (request: Request, response: Response): Promise<void> => {
        const refuse = (error: unknown) =>
          sendError(response, toHttpError(error, log, 'a picture could not be drawn'));
        await answering(response, () => send(request, response), refuse);
      };
      server.get(`${PICTURES_PATH}/:file`, serve);
      server.head(`${PICTURES_PATH}/:file`, serve);
    },
    async png(path, density) {
      const found = find(path);
      return found && pngOf(found.texts, found.name.id, density);
    },
  };
}

function nameIn(path: string): Name | undefined {
  const parts = /\/(?<id>[a-z0-9-]+)\.(?<language>[A-Za-z-]+)\.[0-9a-f]+\.(?<format>[a-z]+)$/.exec(path);
  return nameSchema.safeParse(parts?.groups).data;
}
