import type { ClientOptions } from '@unified-sync/http-client';

/** The provider's clock, as its `Date` headers tell it: cursors must not trust ours. */
export interface ServerClock {
  /**
   * @param at Milliseconds since 1970 on our clock.
   * @returns The same moment in Unix seconds on the provider's clock, rounded down; `undefined` where no
   *   answer has told the time (a browser hides the header).
   */
  secondsAt(at: number): number | undefined;
  /** Milliseconds since 1970 on our clock. */
  now(): number;
  /** For the option of the same name: reads the header of every answer. */
  around: NonNullable<ClientOptions['around']>;
}

export function createServerClock({
  now = Date.now,
  around,
}: Pick<ClientOptions, 'now' | 'around'>): ServerClock {
  let ahead: number | undefined;
  return {
    now,
    secondsAt: (at) => (ahead === undefined ? undefined : Math.floor((at + ahead) / 1000)),
    async around(send, context) {
      const response = await (around === undefined ? send() : around(send, context));
      const date = Date.parse(response.headers.get('date') ?? '');
      if (!Number.isNaN(date)) ahead = date - now();
      return response;
    },
  };
}
