import { NetworkError } from '@unified-sync/http-client';
import { expect, it } from 'vitest';
import { HeldBack } from '../../traffic/held-back.ts';
import { failureKind } from './failure-kind.ts';

const context = { provider: 'directus', method: 'PATCH', path: '/items/companies' };

it('is sure that nothing happened where the request was held back, and unsure where no answer came', () => {
  expect(failureKind(new HeldBack('hub is down', context))).toBe('not_sent');
  expect(failureKind(new NetworkError('socket hang up', { ...context, retryable: true }))).toBe('unclear');
});
