import type {
  Codec,
  CollectionModel,
  Finding,
  Halves,
  Link,
  Mapping,
  Model,
  StreamCapabilities,
  Authority,
  WaitsFor,
} from '../../src/index.ts';
import { converted, newLink } from '../../src/index.ts';
import type { Place, TrueRecord, TruthFact } from '../truth-log.ts';
import type { PortCall } from '../wrap-ports.ts';
import type { Evidence } from './evidence.ts';

/** Hand-made histories: each check is shown one that it must refuse, and one close to it that it must accept. */

const text: Codec = { name: 'text', decode: converted, encode: converted };

const capabilities: StreamCapabilities = {
  modifiedFilter: true,
  overlap: 0,
  resumable: true,
  deletes: 'hard',
  restorable: false,
  movesIds: false,
  keySlot: true,
  cas: false,
  longestRequest: 1000,
  movesMoney: false,
};

const field = (remote: string) => ({ remote, codec: text, direction: 'both' as const });

export const mapping = (stream: string, changes: Partial<Mapping> = {}): Mapping => ({
  stream,
  entity: 'clients',
  collection: 'clients',
  partPrefix: '',
  fields: { name: field('name'), tags: field('tags'), owner: { ...field('owner'), refers: stream } },
  capabilities,
  matchBy: [],
  createInHub: true,
  createInStream: { when: {} },
  onDelete: 'remove',
  commands: [{ name: 'send', field: 'status', from: ['draft'], to: 'sent', movesMoney: false }],
  ...changes,
});

export function model(
  authority: Record<string, Authority> = {},
  mappings?: readonly Mapping[],
  constants: CollectionModel['constants'] = {},
): Model {
  const column = { kind: 'value' as const, codec: text };
  const streams = mappings ?? [mapping('a.clients'), mapping('b.clients')];
  return {
    collections: {
      clients: {
        name: 'clients',
        owner: null,
        columns: {
          name: column,
          amount: column,
          status: column,
          tags: { kind: 'set', codec: text },
          owner: { kind: 'reference', codec: text, to: 'clients' },
        },
        authority,
        mappings: Object.fromEntries(streams.map((one) => [one.stream, one])),
        constants,
        onDelete: 'remove',
        longestRequest: 1000,
        overlap: 0,
      },
    },
  };
}

export const place = (side: string, record: string, part = ''): Place => ({
  side,
  collection: 'clients',
  record,
  part,
});

/** A live record; the thing is named like a person would name it. */
export const record = (
  at: Place,
  thing: string,
  values: TrueRecord['values'],
  changes: Partial<TrueRecord> = {},
): TrueRecord => ({ ...at, thing, live: true, values, key: null, createdAt: null, ...changes });

export const linkTo = (stream: string, remoteId: string, base: Record<string, Halves> = {}): Link => ({
  ...newLink({ stream, remoteId, part: '', createdAt: null }),
  base,
});

type Step = (TruthFact | PortCall) & { readonly actor?: string };

export interface History {
  /** By item id. */
  readonly links?: Readonly<Record<string, readonly Link[]>>;
  readonly records?: readonly TrueRecord[];
  /** In order: each event and call is one step, a list of them one together; the actor is `w` unless said. */
  readonly steps?: readonly (Step | readonly Step[])[];
  readonly findings?: readonly Finding[];
  readonly model?: Model;
  /** By item id. */
  readonly waits?: Readonly<Record<string, readonly WaitsFor[]>>;
}

/** Evidence of a history: steps are numbered from 1. */
export function evidenceOf(history: History): Evidence {
  const stamped = (history.steps ?? []).flatMap((one, index) =>
    [one].flat().map((fact) => ({ actor: 'w', ...fact, at: index + 1, step: index + 1 })),
  );
  return {
    model: history.model ?? model(),
    events: stamped.filter((one) => 'kind' in one),
    calls: stamped.filter((one) => 'port' in one),
    records: history.records ?? [],
    tables: {
      items: Object.entries(history.links ?? {}).map(([id, links]) => ({
        key: { collection: 'clients', id },
        rev: 1,
        committedAt: 1,
        links,
        effects: [],
      })),
      findings: (history.findings ?? []).map((finding) => ({ finding, open: true, opened: 1, at: 1 })),
      history: [],
      dirty: [],
      waits: Object.entries(history.waits ?? {}).map(([id, waits]) => ({
        item: { collection: 'clients', id },
        waits,
      })),
      effects: [],
    },
    fieldClass: (_, name) =>
      name === 'tags'
        ? 'set'
        : name === 'owner'
          ? 'reference'
          : name === 'status'
            ? 'shared-values'
            : 'unique',
    moneyFields: () => ['amount'],
    guard: { floor: 2, share: 0.05 },
    sendWindow: 1_000,
  };
}

/** A person's edit at a place, having seen `parent`. */
export const edited = (at: Place, thing: string, name: string, value: string | null, parent: string | null) =>
  ({ kind: 'edited', place: at, thing, field: name, value, parent, over: parent, actor: 'p' }) as const;

/** A person's new record. */
export const created = (at: Place, thing: string, values: TrueRecord['values']) =>
  ({ kind: 'created', by: 'person', place: at, thing, values, actor: 'p' }) as const;

export const makes = (at: Place, thing: string, values: TrueRecord['values']) =>
  ({ kind: 'created', by: 'engine', place: at, thing, values }) as const;

export const looked = (port: string, ids: readonly string[]) =>
  ({ port, method: 'look', args: [ids], result: [] }) as const;
