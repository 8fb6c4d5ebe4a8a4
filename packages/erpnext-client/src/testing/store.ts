import type { DocField } from '../codegen/doctype-meta.ts';
import { fieldKind } from '../codegen/field-kind.ts';
import type { MockDocType } from './doctype.ts';
import { FrappeError } from './frappe-error.ts';
import type { SiteClock } from './site-clock.ts';
import { textOf } from './text-of.ts';

/** A stored document; child tables hold rows of the same form. */
export type StoredDocument = Record<string, unknown> & { name: string; modified: string; docstatus: number };

/** What a document event tells the webhooks. */
export type Emit = (docType: string, event: string, document: StoredDocument) => void;

/** How `insert` gets a name. */
export interface InsertOptions {
  /** v2 of 15.82 keeps a name that is given; older ones and v1 drop it (`model/naming.py`, `flags.name_set`). */
  keepsName?: boolean;
}

/** The tables of the mock site, with Frappe's rules on them. */
export interface Store {
  docType(name: string): MockDocType;
  addDocType(docType: MockDocType): void;
  all(docType: string): StoredDocument[];
  get(docType: string, name: string): StoredDocument;
  insert(docType: string, input: Fields, options?: InsertOptions): StoredDocument;
  update(docType: string, name: string, changes: Fields): StoredDocument;
  remove(docType: string, name: string): void;
  rename(docType: string, name: string, newName: string, merge: boolean): string;
  /** Writes past every rule and event, as `frappe.db.set_value` does. */
  setValue(docType: string, name: string, values: Fields, options?: { updateModified?: boolean }): void;
  /** Adds a row past every rule, e.g. with a `modified` of its own. */
  load(docType: string, row: Fields & { name: string; modified: string }): StoredDocument;
}

export type Fields = Readonly<Record<string, unknown>>;

const managed = new Set([
  'owner',
  'creation',
  'modified',
  'modified_by',
  'docstatus',
  'idx',
  'doctype',
  'name',
]);

export function createStore(
  clock: SiteClock,
  docTypes: readonly MockDocType[],
  random: () => number,
  emit: Emit,
): Store {
  const types = new Map(docTypes.map((one) => [one.name, one]));
  const tables = new Map<string, Map<string, StoredDocument>>();
  const series = new Map<string, number>();

  function docType(name: string): MockDocType {
    const found = types.get(name);
    if (found === undefined) throw new FrappeError('DoesNotExistError', `DocType ${name} not found`);
    return found;
  }
  function table(name: string): Map<string, StoredDocument> {
    docType(name);
    const found = tables.get(name) ?? new Map<string, StoredDocument>();
    tables.set(name, found);
    return found;
  }
  function get(type: string, name: string): StoredDocument {
    const found = table(type).get(name);
    if (found === undefined) throw new FrappeError('DoesNotExistError', `${type} ${name} not found`);
    return found;
  }
  const hash = (): string =>
    Math.floor(random() * 36 ** 10)
      .toString(36)
      .padStart(10, '0');

  function newName(type: MockDocType, input: Fields, keepsName: boolean): string {
    const { name } = input;
    if (typeof name === 'string' && name !== '' && (keepsName || type.naming === 'prompt')) return name;
    const { amended_from } = input;
    if (typeof amended_from === 'string') return amendedName(table(type.name), amended_from);
    if (type.naming.startsWith('series:')) {
      const prefix = type.naming.slice(7).replace('.YYYY.', clock.year());
      const next = (series.get(prefix) ?? 0) + 1;
      series.set(prefix, next);
      return `${prefix}${String(next).padStart(5, '0')}`;
    }
    if (!type.naming.startsWith('field:')) return hash();
    const wanted = textOf(input[type.naming.slice(6)]);
    if (type.countsDuplicates !== true || !table(type.name).has(wanted)) return wanted;
    let count = 1;
    while (table(type.name).has(`${wanted} - ${count}`)) count += 1;
    return `${wanted} - ${count}`;
  }

  /** Every column, with rows that are written whole: what a row does not say is null. */
  function columns(type: MockDocType, input: Fields, parent: { name: string; modified: string }): Fields {
    return Object.fromEntries(
      type.fields.flatMap((docField): [string, unknown][] => {
        const { fieldname = '', options } = docField;
        const value = input[fieldname ?? ''];
        if (fieldname === null || fieldname === '') return [];
        if (fieldKind(docField) !== 'table') return [[fieldname, value ?? defaultOf(docField)]];
        const rows: Fields[] = Array.isArray(value) ? value : [];
        return [
          [
            fieldname,
            rows.map((row, index) =>
              childRow(docType(options ?? ''), row, { ...parent, field: fieldname, index }),
            ),
          ],
        ];
      }),
    );
  }
  function childRow(
    type: MockDocType,
    row: Fields,
    at: { name: string; modified: string; field: string; index: number },
  ): Fields {
    const { name } = row;
    return {
      ...columns(type, row, at),
      name: typeof name === 'string' ? name : hash(),
      modified: at.modified,
      docstatus: 0,
      idx: at.index + 1,
      parent: at.name,
      parentfield: at.field,
    };
  }

  function check(type: MockDocType, document: StoredDocument): void {
    const missing = type.fields.filter(
      ({ reqd, fieldname }) => reqd === 1 && isEmpty(document[fieldname ?? '']),
    );
    if (missing.length > 0)
      throw new FrappeError(
        'MandatoryError',
        `[${type.name}, ${document.name}]: ${missing.map(({ fieldname }) => fieldname).join(', ')}`,
      );
    for (const { fieldname } of type.fields.filter(({ unique }) => unique === 1)) {
      const value = document[fieldname ?? ''];
      if (isEmpty(value)) continue;
      for (const other of table(type.name).values())
        if (other.name !== document.name && other[fieldname ?? ''] === value)
          throw new FrappeError(
            'UniqueValidationError',
            `${type.name} <strong>${document.name}</strong>: ${fieldname} must be unique`,
          );
    }
    const amounts = [document['deposit'], document['withdrawal']];
    if (
      type.name === 'Bank Transaction' &&
      amounts.some((amount) => typeof amount === 'number' && amount < 0)
    )
      throw new FrappeError('ValidationError', 'Deposit and Withdrawal cannot be negative');
    total(document);
  }

  return {
    docType,
    get,
    addDocType: (type) => void types.set(type.name, type),
    all: (type) => [...table(type).values()],
    insert(type, input, { keepsName = false } = {}) {
      const definition = docType(type);
      const modified = clock.stamp();
      const name = newName(definition, input, keepsName);
      if (table(type).has(name))
        throw new FrappeError('DuplicateEntryError', `${type} ${name} already exists`);
      const docstatus = input['docstatus'] === 1 ? 1 : 0;
      const document: StoredDocument = {
        ...columns(definition, input, { name, modified }),
        name,
        docstatus,
        modified,
        creation: modified,
        owner: 'sync@example.test',
        modified_by: 'sync@example.test',
        idx: 0,
        doctype: type,
      };
      check(definition, document);
      table(type).set(name, document);
      emit(type, 'after_insert', document);
      emit(type, 'on_update', document);
      if (docstatus === 1) emit(type, 'on_submit', document);
      return document;
    },
    update(type, name, changes) {
      const definition = docType(type);
      const old = get(type, name);
      // Only a request that carries `modified` is checked (`check_if_latest`).
      if (changes['modified'] !== undefined && changes['modified'] !== old.modified)
        throw new FrappeError(
          'TimestampMismatchError',
          'Error: Document has been modified after you have opened it. Please refresh to get the latest document.',
        );
      const modified = clock.stamp();
      const docstatus = Number(changes['docstatus'] ?? old.docstatus);
      checkTransition(definition, old, docstatus);
      const input = { ...old, ...changes };
      const document: StoredDocument = {
        ...old,
        ...columns(definition, input, { name, modified }),
        name,
        docstatus,
        modified,
      };
      if (old.docstatus === 1 && docstatus === 1) checkSubmitted(definition, old, document);
      check(definition, document);
      table(type).set(name, document);
      const event = docstatus === old.docstatus ? [] : [docstatus === 1 ? 'on_submit' : 'on_cancel'];
      // A document that stays submitted has other events, and none that Frappe delivers.
      const events =
        old.docstatus === 1 && docstatus === 1 ? ['on_change'] : ['on_update', ...event, 'on_change'];
      for (const one of docstatus === 2 ? ['on_cancel', 'on_change'] : events) emit(type, one, document);
      return document;
    },
    remove(type, name) {
      const document = get(type, name);
      if (document.docstatus === 1)
        throw new FrappeError(
          'ValidationError',
          `${name}: Submitted Record cannot be deleted. You must Cancel it first.`,
        );
      const link = type.toLowerCase().replaceAll(' ', '_');
      for (const [other, rows] of tables)
        for (const row of rows.values())
          if (row[link] === name && row.docstatus !== 2)
            throw new FrappeError(
              'LinkExistsError',
              `Cannot delete or cancel because ${type} <a href="#">${name}</a> is linked with ${other} ${row.name}`,
            );
      table(type).delete(name);
      emit(type, 'on_trash', document);
      if (type !== 'Deleted Document')
        this.insert('Deleted Document', {
          deleted_doctype: type,
          deleted_name: name,
          data: JSON.stringify(document),
        });
    },
    rename(type, name, newName_, merge) {
      const document = get(type, name);
      if (table(type).has(newName_) !== merge)
        throw new FrappeError(
          'ValidationError',
          merge ? `${newName_} does not exist` : `${newName_} already exists`,
        );
      if (merge) {
        table(type).delete(name);
        this.insert('Deleted Document', {
          deleted_doctype: type,
          deleted_name: name,
          data: JSON.stringify(document),
          new_name: newName_,
        });
      } else {
        table(type).delete(name);
        table(type).set(newName_, { ...document, name: newName_ });
      }
      const link = type.toLowerCase().replaceAll(' ', '_');
      for (const rows of tables.values())
        for (const row of rows.values()) if (row[link] === name) row[link] = newName_;
      return newName_;
    },
    setValue(type, name, values, { updateModified = true } = {}) {
      Object.assign(get(type, name), values, updateModified ? { modified: clock.stamp() } : {});
    },
    load(type, row) {
      const document = {
        docstatus: 0,
        creation: row.modified,
        ...columns(docType(type), row, row),
        ...row,
        doctype: type,
      };
      table(type).set(row.name, document);
      return document;
    },
  };
}

/** Numbers are never null in the table; a default is text in the DocType. */
function defaultOf(docField: DocField): unknown {
  const isNumber = ['integer', 'number', 'check'].includes(fieldKind(docField));
  const { default: value } = docField;
  return isNumber ? Number(value ?? 0) : (value ?? null);
}

const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '';

function amendedName(table: ReadonlyMap<string, unknown>, from: string): string {
  const base = from.replace(/-\d$/, '');
  let count = 1;
  while (table.has(`${base}-${count}`)) count += 1;
  return `${base}-${count}`;
}

function checkTransition(type: MockDocType, { docstatus: from }: StoredDocument, to: number): void {
  const allowed = type.isSubmittable === true ? ['0>0', '0>1', '1>1', '1>2'] : ['0>0'];
  if (!allowed.includes(`${from}>${to}`))
    throw new FrappeError('DocstatusTransitionError', `Cannot change docstatus from ${from} to ${to}`);
}

function checkSubmitted(type: MockDocType, old: StoredDocument, document: StoredDocument): void {
  for (const { fieldname, fieldtype } of type.fields) {
    if (fieldtype === 'Table' || type.allowOnSubmit?.includes(fieldname ?? '') === true) continue;
    if (!managed.has(fieldname ?? '') && old[fieldname ?? ''] !== document[fieldname ?? ''])
      throw new FrappeError(
        'UpdateAfterSubmitError',
        `Not allowed to change <strong>${fieldname}</strong> after submission`,
      );
  }
}

/** What a controller computes: enough for totals to agree, in whole cents. */
function total(document: StoredDocument): void {
  const { items } = document;
  if (!Array.isArray(items)) return;
  let cents = 0;
  const rows: Record<string, unknown>[] = items;
  for (const row of rows) {
    const amount = Math.round(Number(row['qty'] ?? 0) * Number(row['rate'] ?? 0) * 100);
    row['amount'] = amount / 100;
    cents += amount;
  }
  document['net_total'] = cents / 100;
  document['grand_total'] = cents / 100;
  if (document.docstatus === 0) document['outstanding_amount'] = cents / 100;
  document['status'] = ['Draft', document['outstanding_amount'] === 0 ? 'Paid' : 'Unpaid', 'Cancelled'][
    document.docstatus
  ];
}
