import { expect, it } from 'vitest';
import { ninjaSettings } from '../connectors/invoice-ninja/settings.ts';
import { trafficLimits } from './traffic-limits.ts';

const ownerCompany = '6f0a1c1e-3f5b-4d8e-9b0a-2f4c6e8a0b1d';
const ninja = (settings: object) => ({
  provider: 'invoice-ninja' as const,
  ...ninjaSettings.parse({ ownerCompany, ...settings }),
});

it('limits what a provider is known to limit, by what it limits, and nobody else', () => {
  const limits = trafficLimits({
    directusRequestsPerMinute: null,
    connections: {
      'ninja-acme': ninja({ baseUrl: 'https://invoicing.co' }),
      'ninja-beta': ninja({ baseUrl: 'https://invoicing.co/' }),
      'ninja-own': ninja({ baseUrl: 'https://rechnung.example.com' }),
      'ninja-told': ninja({ baseUrl: 'https://proxy.example.com', requestsPerMinute: 90, budget: 'proxy' }),
      'ninja-free': ninja({ baseUrl: 'https://invoicing.co', requestsPerMinute: null, budget: 'agreed' }),
    },
  });
  // The hosted service counts by address: both companies spend the same 500.
  const hosted = { budget: 'invoice-ninja invoicing.co', requestsPerMinute: 500 };
  expect(limits).toEqual({
    hub: { budget: 'hub', requestsPerMinute: null },
    'ninja-acme': hosted,
    'ninja-beta': hosted,
    'ninja-own': { budget: 'invoice-ninja rechnung.example.com', requestsPerMinute: null },
    'ninja-told': { budget: 'proxy', requestsPerMinute: 90 },
    'ninja-free': { budget: 'agreed', requestsPerMinute: null },
  });
});
