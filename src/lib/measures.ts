import Counter from 'prom-client/lib/counter.js';
import Histogram from 'prom-client/lib/histogram.js';
import Registry from 'prom-client/lib/registry.js';

/** From a read of a small database to what people no longer wait for, in seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * What one assistant measures while it runs. No label holds an id, an address or a word of a person, and each has few values. The
 * library's root, which loads what measures the process, is loaded with the first question for the metrics: it takes as long as the
 * rest of the start.
 */
export class Measures {
  readonly registry = new Registry();

  /** The time from the arrival of an activity until it is stored, by how that ended. */
  readonly turns = new Histogram({
    name: 'assistant_turn_seconds',
    help: 'The time from the arrival of an activity until its turn is stored, by outcome',
    labelNames: ['outcome'],
    buckets: BUCKETS,
    registers: [this.registry],
  });

  readonly questions = new Counter({
    name: 'assistant_questions_total',
    help: 'Questions in people’s own words, by what they got',
    labelNames: ['outcome'],
    registers: [this.registry],
  });

  readonly storeCalls = new Histogram({
    name: 'assistant_store_seconds',
    help: 'The time that the store takes, by operation',
    labelNames: ['operation'],
    buckets: BUCKETS,
    registers: [this.registry],
  });

  readonly storeErrors = new Counter({
    name: 'assistant_store_errors_total',
    help: 'Calls that the store could not do, by the kind of trouble',
    labelNames: ['kind'],
    registers: [this.registry],
  });
}
