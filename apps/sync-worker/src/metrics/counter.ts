import type { Labels, Metric } from './metric.ts';

/** Counts since the process began. */
export interface Counter {
  add(labels: Labels, count?: number): void;
  metric(): Metric;
}

export function createCounter(about: Pick<Metric, 'name' | 'help'>): Counter {
  const counts = new Map<string, { readonly labels: Labels; value: number }>();
  return {
    add(labels, count = 1) {
      const key = JSON.stringify(labels);
      const found = counts.get(key);
      if (found === undefined) counts.set(key, { labels, value: count });
      else found.value += count;
    },
    metric: () => ({
      ...about,
      type: 'counter',
      samples: [...counts.values()].map(({ labels, value }) => ({ labels, value })),
    }),
  };
}
