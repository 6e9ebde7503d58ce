/** A number as it is at this moment, for each combination of its labels; a counter only grows while the process runs. */
export interface Metric {
  kind?: 'counter';
  name: string;
  help: string;
  samples: { labels: Record<string, string>; value: number }[];
}

/** Returns the gauge of the connections that are kept open to send to pages. */
export function socketMetric(open: Record<string, number>): Metric {
  return {
    name: 'assistant_sockets_open',
    help: 'Open pages that listen: windows of the chat, and pages of the inbox',
    samples: Object.entries(open).map(([page, value]) => ({ labels: { page }, value })),
  };
}
