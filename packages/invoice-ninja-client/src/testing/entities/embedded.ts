import { decodeId } from '../ids.ts';
import { stamped } from '../http/present.ts';
import type { EntityName } from '../records/entity-data.ts';
import type { Installation } from '../store/installation.ts';
import { documentsOf } from './resource.ts';

/** A record shown inside another one; `undefined`, so no key at all, where there is none. */
export function embedded(installation: Installation, name: EntityName, id: string): object | undefined {
  const key = decodeId(id);
  const row = key === undefined ? undefined : installation.tables[name].get(key);
  return row && { ...stamped<object>(row), documents: documentsOf(installation, name, row) };
}
