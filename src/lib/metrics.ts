/** A number as it is at this moment, for each combination of its labels; a counter only grows while the process runs. */
export interface Metric {
  kind?: 'counter';
  name: string;
  help: string;
  samples: { labels: Record<string, string>; value: number }[];
}
