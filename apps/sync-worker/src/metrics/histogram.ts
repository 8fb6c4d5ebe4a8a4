import type { Labels, Metric, Sample } from './metric.ts';

/** How often something took how long, since the process began. */
export interface Histogram {
  observe(labels: Labels, value: number): void;
  metric(): Metric;
}

/** @param about.bounds - upper bounds of the buckets, ascending; one without a bound is added */
export function createHistogram(
  about: Pick<Metric, 'name' | 'help'> & { readonly bounds: readonly number[] },
): Histogram {
  const { name, help, bounds } = about;
  const series = new Map<string, { readonly labels: Labels; readonly counts: number[]; sum: number }>();
  return {
    observe(labels, value) {
      const key = JSON.stringify(labels);
      const found = series.get(key) ?? { labels, counts: [...bounds, Infinity].map(() => 0), sum: 0 };
      series.set(key, found);
      const at = bounds.findIndex((bound) => value <= bound);
      const bucket = at === -1 ? bounds.length : at;
      found.counts[bucket] = (found.counts[bucket] ?? 0) + 1;
      found.sum += value;
    },
    metric: () => ({
      name,
      help,
      type: 'histogram',
      samples: [...series.values()].flatMap(({ labels, counts, sum }) =>
        samplesOf(labels, bounds, counts, sum),
      ),
    }),
  };
}

/** Prometheus' buckets hold everything up to their bound, what the smaller ones hold included. */
function samplesOf(
  labels: Labels,
  bounds: readonly number[],
  counts: readonly number[],
  sum: number,
): readonly Sample[] {
  let total = 0;
  const buckets = counts.map((count, index): Sample => {
    total += count;
    const bound = bounds[index];
    return {
      suffix: '_bucket',
      labels: { ...labels, le: bound === undefined ? '+Inf' : String(bound) },
      value: total,
    };
  });
  return [...buckets, { suffix: '_sum', labels, value: sum }, { suffix: '_count', labels, value: total }];
}
