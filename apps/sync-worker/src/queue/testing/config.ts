/** What the environment says about the servers that tests may use. */
export const testConfig = {
  /** `undefined`: there is none, and what needs one is skipped, except in CI. */
  redisUrl: process.env['REDIS_URL'],
  isCi: process.env['CI'] === 'true',
};
