import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Server } from 'restify';
import { type Assets, createAssets } from '../../http/assets.ts';

const PATH = '/helpdesk/assets';

/** Adds the scripts and styles of the helpdesk's pages to the server. They hold no data, so they need no sign-in. */
export function mountAssets(server: Server): Assets {
  const assets = createAssets({
    path: PATH,
    folder: join(import.meta.dirname, '../public'),
    packages: {
      'chart.umd.min.js': join(
        dirname(createRequire(import.meta.url).resolve('chart.js')),
        'chart.umd.min.js',
      ),
      'fuse.mjs': join(dirname(createRequire(import.meta.url).resolve('fuse.js')), 'fuse.min.mjs'),
    },
  });
  server.get(`${PATH}/:version/*`, assets.serve);
  server.head(`${PATH}/:version/*`, assets.serve);
  return assets;
}
