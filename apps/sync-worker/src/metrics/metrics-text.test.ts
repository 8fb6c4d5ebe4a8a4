import { expect, it } from 'vitest';
import { createCounter } from './counter.ts';
import { createHistogram } from './histogram.ts';
import { metricsText } from './metrics-text.ts';

it('writes what Prometheus reads', () => {
  const requests = createCounter({ name: 'requests_total', help: 'How many.' });
  requests.add({ method: 'GET' });
  requests.add({ method: 'PUT' }, 2);
  requests.add({ method: 'GET' });
  expect(metricsText([requests.metric()])).toBe(
    '# HELP requests_total How many.\n# TYPE requests_total counter\n' +
      'requests_total{method="GET"} 2\nrequests_total{method="PUT"} 2\n',
  );
});

it('escapes what would end a line or a label', () => {
  const samples = [{ labels: { name: 'a "b"\\\nc' }, value: Infinity }];
  expect(metricsText([{ name: 'odd', help: 'a\\b\nc', type: 'gauge', samples }])).toBe(
    '# HELP odd a\\\\b\\nc\n# TYPE odd gauge\nodd{name="a \\"b\\"\\\\\\nc"} +Inf\n',
  );
});

it('leaves out what has no sample: an unknown is not zero', () => {
  expect(metricsText([{ name: 'unknown', help: '', type: 'gauge', samples: [] }])).toBe('');
});

it('puts each observation into its bucket and all that are larger', () => {
  const took = createHistogram({ name: 'took_seconds', help: 'How long.', bounds: [1, 5] });
  for (const value of [0.5, 1, 3, 60]) took.observe({ of: 'a' }, value);
  expect(metricsText([took.metric()]).split('\n').slice(2, -1)).toEqual([
    'took_seconds_bucket{of="a",le="1"} 2',
    'took_seconds_bucket{of="a",le="5"} 3',
    'took_seconds_bucket{of="a",le="+Inf"} 4',
    'took_seconds_sum{of="a"} 64.5',
    'took_seconds_count{of="a"} 4',
  ]);
});
