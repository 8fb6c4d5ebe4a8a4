import * as fc from 'fast-check';
import type { Authority, CollectionModel, FieldMapping, Mapping, PlainAuthority } from '../../model.ts';
import { buildCollection, buildMapping, capabilities } from './build-model.ts';
import { arbitraryCodec, fieldNames, kitOf } from './arbitrary-fields.ts';

/** What every stream maps a field to; a stream that does not map it has no entry. */
type FieldLines = Readonly<Record<string, FieldMapping>>;

/** A hub collection with one to three streams, every kind of authority, direction and codec: as models may be. */
export const arbitraryModel: fc.Arbitrary<CollectionModel> = fc
  .subarray(['a.x', 'b.x', 'c.x'], { minLength: 1 })
  .chain((streams) =>
    fc
      .tuple(...fieldNames.map((field) => arbitraryField(field, streams)))
      .chain((fields) =>
        fc
          .tuple(
            fc.constantFrom('keep' as const, 'remove' as const),
            ...streams.map((stream) => arbitraryMapping(stream, fields)),
          )
          .map(([onDelete, ...mappings]) => toCollection(fields, mappings, onDelete)),
      ),
  );

interface ModelField {
  readonly field: string;
  readonly lines: FieldLines;
  readonly authority: Authority | null;
}

const toCollection = (
  fields: readonly ModelField[],
  mappings: readonly Mapping[],
  onDelete: CollectionModel['onDelete'],
): CollectionModel =>
  buildCollection({
    onDelete,
    columns: Object.fromEntries(fieldNames.map((field) => [field, kitOf(field).column])),
    authority: Object.fromEntries(
      fields.flatMap(({ field, authority }) => (authority === null ? [] : [[field, authority]])),
    ),
    mappings,
  });

// The field that states are read from is shown by every stream, and decided by one.
const arbitraryField = (field: string, streams: readonly string[]): fc.Arbitrary<ModelField> =>
  field === 'status'
    ? fc
        .tuple(fc.constantFrom(...streams), arbitraryLines(field, streams, ['both']))
        .map(([stream, lines]) => ({ field, lines, authority: { kind: 'stream', stream } }))
    : arbitraryLines(field, streams, ['in', 'out', 'both', 'both', null]).chain((lines) =>
        arbitraryAuthority(field, lines, streams).map((authority) => ({ field, lines, authority })),
      );

function arbitraryLines(
  field: string,
  streams: readonly string[],
  directions: readonly (FieldMapping['direction'] | null)[],
): fc.Arbitrary<FieldLines> {
  const one = fc.record({ codec: arbitraryCodec(field), direction: fc.constantFrom(...directions) });
  return fc.tuple(...streams.map(() => one)).map((chosen) => {
    const readers = chosen.filter(({ direction }) => direction === 'in').length;
    return Object.fromEntries(
      chosen.flatMap(({ codec, direction }, index) => {
        const stream = streams[index];
        if (stream === undefined || direction === null) return [];
        // Only the stream that decides may be one that is only read.
        const allowed = direction === 'in' && readers > 1 ? 'both' : direction;
        return [[stream, { remote: `${field}_there`, codec, direction: allowed, ...refers(field, stream) }]];
      }),
    );
  });
}

const refers = (field: string, stream: string): Partial<FieldMapping> =>
  kitOf(field).column.kind === 'reference' ? { refers: stream.replace('.x', '.people') } : {};

function arbitraryAuthority(
  field: string,
  lines: FieldLines,
  streams: readonly string[],
): fc.Arbitrary<Authority | null> {
  const mapped = Object.entries(lines);
  if (mapped.length === 0) return fc.constant(null);
  const [reader] = mapped.find(([, { direction }]) => direction === 'in') ?? [];
  if (reader !== undefined) return fc.constant({ kind: 'stream', stream: reader });
  const readable = mapped.flatMap(([stream, { direction }]) => (direction === 'out' ? [] : [stream]));
  const plain = arbitraryPlain(field, readable);
  const byState = fc
    .record({ stream: fc.constantFrom(...streams), draft: plain, otherwise: plain })
    .map(({ stream, draft, otherwise }) => ({
      kind: 'by-state' as const,
      stream,
      field: 'status',
      states: [{ in: ['draft'], authority: draft }],
      otherwise,
    }));
  return fc.oneof({ weight: 3, arbitrary: plain }, { weight: 1, arbitrary: byState });
}

function arbitraryPlain(field: string, readable: readonly string[]): fc.Arbitrary<PlainAuthority> {
  const { wins } = kitOf(field);
  const rules: PlainAuthority[] = [
    { kind: 'hub' },
    { kind: 'manual' },
    { kind: 'shared', prefer: 'hub' },
    ...readable.flatMap((stream): PlainAuthority[] => [
      { kind: 'stream', stream },
      { kind: 'shared', prefer: stream },
    ]),
    ...(wins === undefined ? [] : [{ kind: 'either' as const, wins }]),
  ];
  return fc.constantFrom(...rules);
}

const arbitraryMapping = (stream: string, fields: readonly ModelField[]): fc.Arbitrary<Mapping> =>
  fc.record({ creates: fc.boolean(), lifecycle: arbitraryLifecycle }).map(({ creates, lifecycle }) => {
    const lines = fields.flatMap(({ field, lines: byStream }): [string, FieldMapping][] => {
      const mapped = byStream[stream];
      return mapped === undefined ? [] : [[field, mapped]];
    });
    const { onDelete, ...rest } = lifecycle;
    return buildMapping(stream, Object.fromEntries(lines), {
      capabilities: { ...capabilities, ...rest },
      createInStream: creates && { when: {} },
      onDelete,
      commands: commandsOf(stream, fields),
    });
  });

// The stream that decides the state is asked for it by a command.
const commandsOf = (stream: string, fields: readonly ModelField[]): Mapping['commands'] =>
  fields.flatMap(({ field, authority }) =>
    field === 'status' && authority?.kind === 'stream' && authority.stream === stream
      ? [{ name: 'send', field, from: ['draft'], to: 'sent', movesMoney: false }]
      : [],
  );

// What cannot be deleted is kept, and only what was deleted softly comes back.
const arbitraryLifecycle = fc.constantFrom(
  { deletes: 'soft', restorable: true, onDelete: 'remove' } as const,
  { deletes: 'soft', restorable: false, onDelete: 'remove' } as const,
  { deletes: 'hard', restorable: false, onDelete: 'remove' } as const,
  { deletes: 'soft', restorable: true, onDelete: 'keep' } as const,
  { deletes: 'none', restorable: false, onDelete: 'keep' } as const,
);
