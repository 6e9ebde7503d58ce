import type { Server } from 'restify';
import type { SendProactive } from '../contract.ts';
import type { TeamsOptions } from './endpoint.ts';

/**
 * Adds `/api/messages`, to which Azure posts what people say in Teams, to the server. The endpoint is loaded with the
 * first message where nothing about it can refuse the start. @throws Error where the bot's credentials are no use.
 */
export async function mountTeams(
  server: Server,
  options: TeamsOptions,
): Promise<{ sendProactive: SendProactive }> {
  const open = async () => (await import('./endpoint.ts')).openEndpoint(options);
  let endpoint: ReturnType<typeof open> | undefined;
  const opened = () => {
    endpoint ??= open();
    return endpoint;
  };
  if (options.identity.kind === 'registered') await opened();
  server.post('/api/messages', async (request, response) => (await opened()).answer(request, response));
  return { sendProactive: async (...chat) => (await opened()).sendProactive(...chat) };
}
