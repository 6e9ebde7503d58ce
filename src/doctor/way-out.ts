import type { Trouble } from './reach.ts';

/** What to do where a server that others run cannot be reached. */
export function fixForWayOut({ host, reason }: Trouble): string {
  if (reason === 'certificate')
    return `Something in between answers for ${host}: let ${host} through unopened, or name a file with the certificate of what opens it in NODE_EXTRA_CA_CERTS`;
  return `Let this machine look up the name ${host}, and reach it by https (port 443)`;
}
