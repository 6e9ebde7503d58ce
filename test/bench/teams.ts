import nock from 'nock';
import { LocalConnector } from '../channels/teams/local-connector.ts';
import { Clinician } from '../support/clinician.ts';
import { median } from './median.ts';

/**
 * `npm run bench:teams`: how long a message takes through the door of Microsoft Teams – HTTP in, the check of its shape,
 * the turn, the reply by HTTP – beside the turn alone, in the same run. Prints the medians and their ratio.
 */
const ROUNDS = 300;
/** Nobody writes so fast without meeting the limit of a conversation, so somebody else goes on after this many messages. */
const PER_PERSON = 60;
const WORDS = ['start', 'next', 'which browser should I use?', 'back', 'where am I?', 'no code on my mobile'];

nock.restore();
const connector = new LocalConnector();
await connector.open();
const alone = () => new Clinician();
const inTeams = () => new Clinician({ connect: connector.connect });
await timesOf(alone, 30);
await timesOf(inTeams, 30);
const [baseline, door] = [median(await timesOf(alone, ROUNDS)), median(await timesOf(inTeams, ROUNDS))];
console.log(`a turn alone: ${baseline.toFixed(2)} ms`);
console.log(`a message by Teams, with its replies: ${door.toFixed(2)} ms`);
console.log(`ratio: ${(door / baseline).toFixed(2)}`);
await connector.close();

async function timesOf(meet: () => Clinician, rounds: number): Promise<number[]> {
  const times: number[] = [];
  let person = meet();
  for (let round = 0; round < rounds; round++) {
    if (round % PER_PERSON === 0) person = meet();
    const began = performance.now();
    await person.say(WORDS[round % WORDS.length] ?? '');
    times.push(performance.now() - began);
  }
  return times;
}
