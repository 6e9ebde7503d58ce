import { Agent, request } from 'node:http';
import { cpuOf } from '../load/cpu.ts';

/** Connections that send at the same time, each the next message once the one before is answered. */
const CONNECTIONS = 16;

/** A server under load, and where its replies go. */
export interface Target {
  url: string;
  pid: number;
  serviceUrl: string;
}

/** The turns of one round. */
export interface Load {
  perSecond: number;
  /** In milliseconds. */
  p50: number;
  p99: number;
  /** Processor time that the server took for a turn, in milliseconds; NaN where the system does not tell. */
  cpu: number;
}

let people = 0;

/** Lets people say these words, each in a conversation of their own, one person after the other on every connection. */
export async function loadOf(target: Target, words: readonly string[], forMs: number): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const times: number[] = [];
  const cpuBefore = cpuOf(target.pid);
  const began = performance.now();
  const connection = async () => {
    while (performance.now() - began < forMs) {
      people += 1;
      for (const [index, text] of words.entries()) {
        const sent = performance.now();
        await post(agent, target.url, activityOf(`${people}`, index, text, target.serviceUrl));
        times.push(performance.now() - sent);
      }
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  const took = performance.now() - began;
  agent.destroy();
  times.sort((a, b) => a - b);
  const percentile = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
  return {
    perSecond: (times.length / took) * 1000,
    p50: percentile(0.5),
    p99: percentile(0.99),
    cpu: (cpuOf(target.pid) - cpuBefore) / times.length,
  };
}

function activityOf(person: string, index: number, text: string, serviceUrl: string): string {
  return JSON.stringify({
    type: 'message',
    id: `${person}-${index}`,
    channelId: 'msteams',
    serviceUrl,
    from: { id: `29:${person}`, name: 'Somebody' },
    recipient: { id: '28:assistant', name: 'Assistant' },
    conversation: { id: `a:${person}`, conversationType: 'personal', tenantId: 'tenant' },
    channelData: { tenant: { id: 'tenant' } },
    textFormat: 'plain',
    text,
    attachments: [{ contentType: 'text/html', content: `<p>${text}</p>` }],
    entities: [{ type: 'clientInfo', locale: 'en-GB', country: 'NL', platform: 'Windows' }],
  });
}

function post(agent: Agent, url: string, body: string): Promise<void> {
  return new Promise((done, failed) => {
    const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
    const sent = request(new URL('api/messages', url), { method: 'POST', agent, headers }, (response) => {
      response.resume().once('end', () => {
        if (response.statusCode === 200) done();
        else failed(new Error(`a message was answered ${response.statusCode}`));
      });
    });
    sent.once('error', failed);
    sent.end(body);
  });
}
