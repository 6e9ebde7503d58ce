import type { Server } from 'restify';
import { once } from '../../lib/once.ts';
import type { SendProactive } from '../contract.ts';
import type { TeamsOptions } from './endpoint.ts';

/**
 * Adds `/api/messages`, to which Azure posts the activities of Teams, to the server. A local bot has no credentials to check
 * at the start, so its endpoint is loaded with the first message. @throws Error where the bot's credentials cannot be used.
 */
export async function mountTeams(
  server: Server,
  options: TeamsOptions,
): Promise<{ sendProactive: SendProactive }> {
  const endpoint = once(async () => (await import('./endpoint.ts')).openEndpoint(options));
  if (options.identity.kind === 'registered') await endpoint();
  server.post('/api/messages', async (request, response) => (await endpoint()).answer(request, response));
  return { sendProactive: async (...chat) => (await endpoint()).sendProactive(...chat) };
}
