/** Where the money is real, and where it is not. */
export type Environment = 'production' | 'sandbox';

interface Hosts {
  /** Root of the API, without a version: webhooks are on 2.0, everything else on 1.0. */
  api: string;
  /** Where a person gives consent. */
  consent: string;
}

/** The hosts (guides "Make your first API request" and `servers` of the official OpenAPI file). */
export const hosts: Readonly<Record<Environment, Hosts>> = {
  production: {
    api: 'https://b2b.revolut.com/api',
    consent: 'https://business.revolut.com/app-confirm',
  },
  sandbox: {
    api: 'https://sandbox-b2b.revolut.com/api',
    consent: 'https://sandbox-business.revolut.com/app-confirm',
  },
};
