import { setTimeout as after } from 'node:timers/promises';
import { OpenChat } from '../load/open-chat.ts';
import { GUIDED, QUESTIONS } from '../ratios/words.ts';

/** What somebody does with the page that is open. */
type Does = (chat: OpenChat) => Promise<number | undefined>;

const says =
  (text: string): Does =>
  (chat) =>
    chat.say(text);
const guided = GUIDED.map(says);
const questions = QUESTIONS.map(says);
const reload: Does = async (chat) => void (await chat.reload());
const reconnect: Does = async (chat) => void (await chat.reconnect());
const handOver = [
  'I have done part of it',
  'My second factor works, but I have not asked for access to CPMS',
  'human',
  'The page stays white.',
  'send it',
].map(says);
const erase = ['delete my data', 'Yes, delete it all'].map(says);
const eraseWithTicket = ['delete my data', 'Delete everything, including my ticket'].map(says);

/** The visits of people, each from their first message to the deletion of all that is kept about them. */
const VISITS: Does[][] = [
  [...guided, reload, ...questions, ...guided, ...erase],
  [...questions, reconnect, ...guided, reconnect, ...questions, ...erase],
  [...guided, ...questions, reload, ...handOver, ...eraseWithTicket],
];

/** People who come, are guided, ask, load the page again, lose their connection, write to the helpdesk, have everything deleted and go. */
export class Crowd {
  /** How long the answers took since this was last emptied, in milliseconds. */
  times: number[] = [];
  /** Those who have come so far. */
  came = 0;
  readonly #url: string;
  readonly #people: Promise<void>[] = [];
  #isOver = false;

  constructor(url: string) {
    this.#url = url;
  }

  /** Lets so many people at a time do something so many times a second together, until `leave`. */
  come(people: number, perSecond: number): void {
    const pauseMs = (people / perSecond) * 1000;
    for (let n = 0; n < people; n++) this.#people.push(this.#visits(pauseMs));
  }

  /** Lets everybody go; throws where somebody was not answered. */
  async leave(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#people);
  }

  /** One after the other at one place. */
  async #visits(pauseMs: number): Promise<void> {
    await after(Math.random() * pauseMs);
    while (!this.#isOver) {
      const n = this.came++;
      const chat = await OpenChat.open(this.#url, `10.0.${Math.floor(n / 250) % 250}.${n % 250}`);
      for (const does of VISITS[n % VISITS.length] ?? []) {
        if (this.#isOver) break;
        const began = performance.now();
        const took = await does(chat);
        if (took !== undefined) this.times.push(took);
        await after(Math.max(0, pauseMs * (0.5 + Math.random()) - (performance.now() - began)));
      }
      await chat.close();
    }
  }
}
