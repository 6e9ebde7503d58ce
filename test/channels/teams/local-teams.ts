import { readFileSync } from 'node:fs';
import type { Activity } from 'botbuilder-core';
import { afterEach, beforeEach } from 'vitest';
import { see } from '../../support/clinician.ts';
import { type Done, LocalConnector } from './local-connector.ts';
import { openTestEndpoint, type TestEndpoint } from './support.ts';

/** A Teams on this machine, fresh for every test of a file. */
export class LocalTeams {
  connector = new LocalConnector();
  #endpoint: TestEndpoint | undefined;

  constructor() {
    beforeEach(async () => {
      this.connector = new LocalConnector();
      await this.connector.open();
      this.#endpoint = await openTestEndpoint({ kind: 'local' });
    });
    afterEach(async () => {
      await this.#endpoint?.close();
      await this.connector.close();
    });
  }

  get endpoint(): TestEndpoint {
    if (!this.#endpoint) throw new Error('the endpoint is open only within a test');
    return this.#endpoint;
  }

  /** Returns a recorded payload in the shape that Microsoft documents. */
  payload(name: string): Partial<Activity> {
    const recorded = JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'));
    return { ...recorded, serviceUrl: this.connector.url };
  }

  /** Posts a payload, with some of it changed; returns the status, and the activities sent to Teams because of it. */
  async post(name: string, changed: object = {}): Promise<{ status: number; done: Done[] }> {
    const before = this.connector.done.length;
    const { status } = await this.endpoint.post({ ...this.payload(name), ...changed });
    await this.connector.settled();
    return { status, done: this.connector.done.slice(before) };
  }

  /** Types a text in a one-to-one chat and returns the replies. */
  async type(text: string): Promise<string> {
    const id = `typed-${this.connector.done.length}`;
    return textsOf((await this.post('message-personal', { id, text, attachments: [] })).done).join('\n');
  }
}

/** Returns the texts of activities sent to Teams. */
export function textsOf(done: readonly Done[]): string[] {
  return done.map(({ activity }) => see(activity).text);
}
