import { setImmediate, setTimeout } from 'node:timers/promises';
import { type Content, DEFAULT_LANGUAGE, type Texts, textsOf } from '../content/content.ts';
import { type ContentProblem, describeProblem } from '../content/content-problem.ts';
import { packFolders } from '../content/pack-folders.ts';
import { type Log, originOf } from '../lib/log.ts';
import { repeat } from '../lib/repeat.ts';
import { sensitiveFinder } from '../redaction/find-sensitive.ts';
import type { Model } from '../understanding/classifier/classifier.ts';
import { languageDetector } from '../understanding/languages/detect-language.ts';
import {
  keptModelOf,
  learn as learnHere,
  type Understand,
  understandingOf,
} from '../understanding/understand.ts';
import { folderState } from './folder-state.ts';
import { keepLearnedWords } from './learned-words.ts';
import { type Models, modelIn, NotLearnedError } from './models.ts';
import type { ReadPack } from './read-pack.ts';

const LOOK_EVERY_MS = 5000;
/** A pack is read once it has stayed the same for so long: an editor writes several times, a copy has many files. */
const SETTLED_MS = 1000;

interface LiveContentOptions<Made> {
  /** The folder of the pack. */
  folder: string;
  /** The state of this folder before the first pack was read from it. */
  state: string;
  first: Content;
  /** Learns the questions of languages of the first pack that were not learned before; `stopped` ends it early. */
  learn: (languages: readonly Texts[], stopped: AbortSignal) => Promise<Models>;
  /** Reads the pack in a folder; `stopped` ends it early. */
  read: (folder: string, stopped: AbortSignal) => Promise<ReadPack>;
  /** Makes what the assistant runs with from a pack. */
  make: (content: Content, understand: Understand) => Made;
  log: Log;
  lookEveryMs?: number;
}

/**
 * Holds the content pack in use, as everything that is made from it. A changed pack takes its place whole, once it has passed
 * the check; a wrong one is reported in the log and to anybody who asks for the problems.
 */
export class LiveContent<Made> {
  readonly #options: LiveContentOptions<Made>;
  #current: Made;
  #problems: readonly ContentProblem[] = [];
  /** The folders whose changes count: that of the pack, and that of the pack it builds on. */
  #folders: readonly string[];
  /** The state of the folders when they were last read. */
  #read: string | undefined;
  #looking: ReturnType<typeof repeat> | undefined;
  readonly #stopping = new AbortController();
  readonly #learned: Promise<void>;

  constructor(options: LiveContentOptions<Made>) {
    const { first, make } = options;
    const models = new Map<string, Model>();
    this.#options = options;
    this.#current = make(first, understandingOf(first, modelIn(models)));
    this.#learned = this.#learnFirst(models);
    // It fails only where the assistant stops before, and there may be nobody who waits.
    this.#learned.catch(() => {});
    this.#folders = packFolders(options.folder, first);
  }

  /** What is made from the pack in use now. A turn asks once, so that it sees one pack. */
  get current(): Made {
    return this.#current;
  }

  /**
   * Waits until the questions of the first pack are learned in the default language: until then nothing can be understood.
   * @throws NotLearnedError where it is stopped before.
   */
  learned(): Promise<void> {
    return this.#learned;
  }

  /** The problems of the pack in the folder, while an earlier one is still in use; none where the two are the same. */
  get problems(): readonly ContentProblem[] {
    return this.#problems;
  }

  /** Begins to look for changes. */
  watch(): void {
    const { log, lookEveryMs = LOOK_EVERY_MS } = this.#options;
    this.#looking ??= repeat(
      lookEveryMs,
      'looking for a changed content pack',
      (stopped) => this.#look(stopped),
      log,
    );
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#looking?.stop();
  }

  /** Learns the default language, and the others once somebody can be answered: each is there as soon as it is in the cache. */
  async #learnFirst(models: Map<string, Model>): Promise<void> {
    const { first } = this.#options;
    const texts = textsOf(first, DEFAULT_LANGUAGE);
    await this.#learnInto(models, [texts]);
    const kept = models.has(DEFAULT_LANGUAGE) ? undefined : await keptModelOf(texts);
    if (kept) models.set(DEFAULT_LANGUAGE, kept);
    const others = [...first.languages.values()].filter(({ language }) => language !== DEFAULT_LANGUAGE);
    // It fails only where the assistant stops before.
    if (others.length > 0) this.#learnInto(models, others).catch(() => {});
  }

  async #learnInto(models: Map<string, Model>, languages: readonly Texts[]): Promise<void> {
    const { learn, log } = this.#options;
    const { signal } = this.#stopping;
    try {
      for (const [language, model] of await learn(languages, signal)) models.set(language, model);
    } catch (error) {
      if (signal.aborted) throw new NotLearnedError();
      log.error(
        originOf(error),
        'the content pack could not be learned aside, and is learned where people wait for it',
      );
      for (const texts of languages) models.set(texts.language, learnHere(texts));
    }
  }

  /** Reads the pack if it has changed since it was last read. */
  async #look(stopped: AbortSignal): Promise<void> {
    const { folder, read } = this.#options;
    if (!(await this.#hasChanged())) return;
    this.#read = await this.#settledState(stopped);
    const pack = await read(folder, stopped);
    // What was changed meanwhile may have been read by half: the next look reads it again.
    if (await this.#hasChanged()) return;
    if ('problems' in pack) this.#refuse(pack.problems);
    else {
      keepLearnedWords(pack.content, pack);
      await this.#takeOver(pack.content, understandingOf(pack.content, modelIn(pack.models)));
    }
  }

  async #hasChanged(): Promise<boolean> {
    const states = await this.#states();
    // The first look finds what the start has read, unless somebody has changed it since.
    if (this.#read === undefined && states[0] === this.#options.state) this.#read = states.join('\n');
    return states.join('\n') !== this.#read;
  }

  /** Returns the state of the folders once nothing in them changes any more. */
  async #settledState(stopped: AbortSignal): Promise<string> {
    const { lookEveryMs = LOOK_EVERY_MS } = this.#options;
    for (let seen: string | undefined; ; ) {
      const state = (await this.#states()).join('\n');
      if (state === seen) return state;
      seen = state;
      await setTimeout(Math.min(SETTLED_MS, lookEveryMs), undefined, { signal: stopped });
    }
  }

  #states(): Promise<string[]> {
    return Promise.all(this.#folders.map(folderState));
  }

  /** Prepares what the first message would have to wait for, a part at a time so that nobody waits for all of it, and takes over. */
  async #takeOver(content: Content, understand: Understand): Promise<void> {
    const { make, log } = this.#options;
    understand('', DEFAULT_LANGUAGE);
    await setImmediate();
    sensitiveFinder(content);
    await setImmediate();
    languageDetector(content)('', DEFAULT_LANGUAGE);
    await setImmediate();
    this.#current = make(content, understand);
    this.#folders = packFolders(this.#options.folder, content);
    this.#problems = [];
    log.info('a changed content pack has taken over');
  }

  #refuse(problems: readonly ContentProblem[]): void {
    this.#problems = problems;
    this.#options.log.error(
      { problems: problems.map(describeProblem) },
      'the changed content pack is wrong, and the earlier one stays',
    );
  }
}
