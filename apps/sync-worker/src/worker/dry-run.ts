import type { Fields, FieldValue, Side, WriteRequest } from '@unified-sync/sync-engine';

/** A write that was planned and not made. */
export interface PlannedWrite {
  /** `hub.<collection>`, or a stream. */
  readonly side: string;
  readonly kind: WriteRequest['kind'];
  /** `null`: the side would choose it. */
  readonly record: string | null;
  /** By the side's own field names; a command or a removal has none. */
  readonly fields: Readonly<
    Record<string, { readonly before: FieldValue | undefined; readonly after: FieldValue }>
  >;
}

/** The side as it is, but nothing is written: what would be is handed over. */
export function dryRun(name: string, side: Side, onWrite: (write: PlannedWrite) => void): Side {
  return {
    ...side,
    async write(requests) {
      for (const request of requests) onWrite(toPlanned(name, request));
      return requests.map(() => ({ kind: 'not_sent', cause: 'this is a dry run' }));
    },
  };
}

function toPlanned(side: string, request: WriteRequest): PlannedWrite {
  const { kind } = request;
  if (kind === 'create') return { side, kind, record: request.id, fields: diff({}, request.fields) };
  const record = request.record.id;
  if (kind !== 'update') return { side, kind, record, fields: {} };
  const before = request.record.parts[request.part]?.fields ?? {};
  return { side, kind, record, fields: diff(before, request.fields) };
}

const diff = (before: Fields, after: Fields): PlannedWrite['fields'] =>
  Object.fromEntries(
    Object.entries(after).map(([name, value]) => [name, { before: before[name], after: value }]),
  );
