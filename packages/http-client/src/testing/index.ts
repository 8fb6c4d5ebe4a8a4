export { clientConformance } from './conformance/client-conformance.ts';
export type {
  ConformanceAnswers,
  ConformanceCalls,
  ConformanceCase,
  ConformanceErrorCode,
  ConformanceSubject,
} from './conformance/subject.ts';
export { failed, type Fault, lostAnswer, rateLimited, reset, slow } from './fault.ts';
export {
  createFaults,
  type FaultRecord,
  type FaultRule,
  type Faults,
  type FaultsOptions,
  type FaultTarget,
} from './faults.ts';
export { manualClock, type ManualClock } from './manual-clock.ts';
export { type Answer, type RecordedCall, type RecordedFetch, recordFetch } from './record-fetch.ts';
export { seededRandom } from './seeded-random.ts';
export { type MswServer, serveMsw, type ServeMswOptions } from './serve-msw.ts';
