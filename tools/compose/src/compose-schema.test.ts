import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { composeText } from './compose-file.ts';
import { composeMistakes } from './compose-schema.ts';

describe('docker-compose.yml', () => {
  it('is what the Compose specification allows', () => {
    expect(composeMistakes(parse(composeText))).toEqual([]);
  });

  it.each([
    [
      'a key that there is not',
      'restart: unless-stopped',
      'restarts: unless-stopped',
      /postgres: .*restarts/,
    ],
    [
      'a limit at another place',
      'limits:\n          memory: 2g',
      'memory: 2g',
      /postgres\/deploy\/resources: .*memory/,
    ],
    ['a port that is no list', 'ports:\n      - 127', 'ports: 127', /directus\/ports: must be array/],
    ['a condition that there is not', 'service_healthy', 'healthy', /depends_on.*condition: must be equal/],
    ['a bind that is misspelt', 'create_host_path', 'create_path', /volumes.*create_path/],
  ])('would be refused with %s', (_, right, wrong, mistake) => {
    expect(composeText).toContain(right);
    expect(composeMistakes(parse(composeText.replace(right, wrong))).join('\n')).toMatch(mistake);
  });
});

it('has durations that Compose reads, which its schema does not look at', () => {
  const durations = [
    ...composeText.matchAll(/(?:interval|timeout|start_period|stop_grace_period): (.+)/g),
  ].map(([, value]) => value);
  expect(durations.length).toBeGreaterThan(8);
  for (const duration of durations) expect(duration).toMatch(/^\d+(ms|s|m|h)$/);
});
