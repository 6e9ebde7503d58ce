/** The error of something that the assistant needs and that does not work at the moment, such as its store: it may work later. */
export abstract class UnavailableError extends Error {
  /** The kind of trouble, for the log and the metrics. */
  abstract readonly kind: string;
  /** The code by which the manual of what does not work explains the error. */
  abstract readonly code: string;
}
