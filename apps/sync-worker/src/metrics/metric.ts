/** Names and values that tell samples of one metric apart. Never an id of a record: each value is a time series. */
export type Labels = Readonly<Record<string, string>>;

export interface Sample {
  readonly labels: Labels;
  readonly value: number;
  /** Behind the metric's name: `_bucket`, `_sum` and `_count` of a histogram. @default nothing */
  readonly suffix?: string;
}

/** A metric as Prometheus reads it. What is not known has no sample: an unknown is not zero. */
export interface Metric {
  /** E.g. `unified_sync_requests_total`; units are seconds and bytes. */
  readonly name: string;
  /** One sentence for people. */
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly samples: readonly Sample[];
}

/** Something that knows metrics. Whoever measures something new gives one of these to `runWorker`. */
export interface MetricSource {
  /** For the log, where it cannot be read. */
  readonly name: string;
  /** What it knows now. Where it rejects, its metrics are absent until it can be read again. */
  readonly read: () => Promise<readonly Metric[]>;
}
