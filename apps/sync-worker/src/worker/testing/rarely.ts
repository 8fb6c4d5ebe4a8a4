/** A schedule that does nothing within a test, in seconds: what is to happen there is named beside it. */
export const rarely = {
  scanEvery: 3600,
  sweepEvery: 3600,
  readAllEvery: 604_800,
  checkWebhooksEvery: 3600,
  reportEvery: 3600,
};
