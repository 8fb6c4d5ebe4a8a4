import type { ContactRow } from '../store/rows.ts';
import type { Store } from '../store/store.ts';

/** ISO 8601 with an offset, as entity dates are shown in the server's `default_timezone`. */
export function isoTime(milliseconds: number | null, offsetMinutes = 0): string | null {
  if (milliseconds === null) return null;
  const local = new Date(milliseconds + offsetMinutes * 60_000).toISOString().slice(0, 19);
  const sign = offsetMinutes < 0 ? '-' : '+';
  const minutes = Math.abs(offsetMinutes);
  return `${local}${sign}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

const pad = (value: number): string => String(value).padStart(2, '0');

/** `YYYY-MM-DD HH:MM:SS`, as columns hold it. */
export const columnTime = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');

/** A contact as the API shows it (`Lead::loadApiMetadata`); webhooks have no `fields.all`. */
export function presentContact(
  store: Store,
  row: ContactRow,
  { webhook = false, offsetMinutes = 0 }: { webhook?: boolean; offsetMinutes?: number } = {},
): Record<string, unknown> {
  const group = (name: string): unknown => {
    const fields = store.fields.filter((field) => field.group === name);
    // PHP's one array: an empty map is a list.
    if (fields.length === 0) return [];
    return Object.fromEntries(
      fields.map((field, index) => [
        field.alias,
        {
          id: String(index + 1),
          label: field.alias,
          alias: field.alias,
          type: field.type,
          group: name,
          is_fixed: '0',
          value: row.fields[field.alias] ?? null,
          normalizedValue: row.fields[field.alias] ?? null,
        },
      ]),
    );
  };
  const all = Object.fromEntries(store.fields.map(({ alias }) => [alias, row.fields[alias] ?? null]));
  return {
    isPublished: row.isPublished,
    dateAdded: isoTime(row.dateAdded, offsetMinutes),
    dateModified: isoTime(row.dateModified, offsetMinutes),
    createdBy: 1,
    createdByUser: 'Admin',
    modifiedBy: null,
    modifiedByUser: null,
    id: row.id,
    points: row.points,
    color: null,
    fields: {
      core: group('core'),
      social: group('social'),
      personal: group('personal'),
      professional: group('professional'),
      ...(!webhook && { all: { ...all, id: row.id, points: row.points } }),
    },
    lastActive: null,
    owner: row.owner === null ? null : { id: row.owner },
    ipAddresses: [],
    tags: row.tags.map((tag, index) => ({ id: index + 1, tag })),
    utmtags: null,
    stage: row.stage === null ? null : { id: row.stage },
    dateIdentified: isoTime(row.dateIdentified, offsetMinutes),
    preferredProfileImage: null,
    doNotContact: row.doNotContact.map((entry) => ({
      ...entry,
      dateAdded: isoTime(entry.dateAdded, offsetMinutes),
      channelId: null,
    })),
    frequencyRules: [],
  };
}
