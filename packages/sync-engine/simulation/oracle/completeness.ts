import type { CollectionModel, Fields, ItemKey, Mapping } from '../../src/index.ts';
import { equalValues, isEmpty, itemText } from '../../src/index.ts';
import type { TrueRecord } from '../truth-log.ts';
import { isHeldBack, type Check, type Evidence, type Violation } from './evidence.ts';

/** (f) Nothing is left behind: every record that belongs on both sides is linked, or a finding says why not. */
export const completeness: Check = (evidence) =>
  evidence.records
    .filter(({ live }) => live)
    .flatMap((record) =>
      record.side === 'hub' ? itemsWithoutRecord(evidence, record) : recordsWithoutItem(evidence, record),
    );

function recordsWithoutItem(evidence: Evidence, record: TrueRecord): readonly Violation[] {
  const mapping = evidence.model.collections[record.collection]?.mappings[record.side];
  if (mapping?.createInHub !== true || isLinked(evidence, record) || isReported(evidence, record)) return [];
  if (waitsForItsId(evidence, record)) return [];
  const where = `${record.side} ${record.record}${record.part}`;
  return [{ invariant: 'f', message: `${where} never reached the hub`, thing: record.thing }];
}

function isLinked({ tables }: Evidence, { side, record, part, createdAt }: TrueRecord): boolean {
  return tables.items.some(({ links }) =>
    links.some(
      (link) =>
        link.stream === side &&
        link.remoteId === record &&
        link.part === part &&
        // A person's delete on the other side, or a person's unlink, is remembered by a link that does not live.
        (link.createdAt === null || createdAt === null || link.createdAt === createdAt),
    ),
  );
}

/** The id is still that of a record whose delete the guard holds back. */
const waitsForItsId = ({ tables }: Evidence, record: TrueRecord): boolean =>
  tables.items.some(({ key, links }) =>
    links.some(
      (link) =>
        link.stream === record.side &&
        link.remoteId === record.record &&
        link.part === record.part &&
        isHeldBack({ tables }, { item: key, link, shown: record }),
    ),
  );

function isReported({ tables }: Evidence, { side, record, part, key }: TrueRecord): boolean {
  return tables.findings.some(({ open, finding }) => {
    if (!open) return false;
    const text = JSON.stringify([finding.lost ?? null, finding.message]);
    return (
      (finding.side === side && (text.includes(record) || text.includes(part || record))) ||
      (finding.item !== null && finding.item.id === key)
    );
  });
}

function itemsWithoutRecord(evidence: Evidence, record: TrueRecord): readonly Violation[] {
  const item: ItemKey = { collection: record.collection, id: record.record };
  const collection = evidence.model.collections[record.collection];
  if (collection === undefined) return [];
  return Object.values(collection.mappings).flatMap((mapping) => {
    if (!isWanted(mapping, collection.constants[mapping.stream], record)) return [];
    if (hasLink(evidence, item, mapping.stream) || hasFinding(evidence, item)) return [];
    if (waitsForParent(evidence, mapping, collection, record)) return [];
    const message = `${itemText(item)} never reached ${mapping.stream}`;
    return [{ invariant: 'f' as const, message, thing: record.thing }];
  });
}

/** An item of another owner, or of another kind than the stream's records, is none of the stream's. */
function isWanted(mapping: Mapping, constants: Fields = {}, { values }: TrueRecord): boolean {
  if (mapping.createInStream === false || !mapping.capabilities.keySlot) return false;
  return (
    Object.entries(constants).every(([field, value]) => equalValues(value, values[field])) &&
    Object.entries(mapping.createInStream.when).every(([field, allowed]) =>
      allowed.some((value) => equalValues(value, values[field])),
    )
  );
}

const hasLink = ({ tables }: Evidence, item: ItemKey, stream: string): boolean =>
  tables.items.some(
    ({ key, links }) => itemText(key) === itemText(item) && links.some((link) => link.stream === stream),
  );

const hasFinding = ({ tables }: Evidence, item: ItemKey): boolean =>
  tables.findings.some(
    ({ open, finding }) => open && finding.item !== null && itemText(finding.item) === itemText(item),
  );

/** What it refers to has no record in that stream, and so it cannot have one either. */
function waitsForParent(
  evidence: Evidence,
  mapping: Mapping,
  collection: CollectionModel,
  { values }: TrueRecord,
): boolean {
  return Object.entries(mapping.fields).some(([field, { refers }]) => {
    const to = collection.columns[field]?.to;
    const id = values[field];
    if (refers === undefined || to === undefined) return false;
    if (isEmpty(id)) return mapping.parent === field;
    const parent = evidence.tables.items.find(({ key }) => key.collection === to && key.id === id);
    return !(parent?.links ?? []).some((link) => link.stream === refers && link.state === 'live');
  });
}
