/** Something that is counted at this moment (a gauge), by the values of its labels. */
export interface Metric {
  name: string;
  help: string;
  samples: { labels: Record<string, string>; value: number }[];
}
