/** A number as it is at this moment (a gauge), for each combination of its labels. */
export interface Metric {
  name: string;
  help: string;
  samples: { labels: Record<string, string>; value: number }[];
}
