import { holderOf, saveContact, type SavedContact } from '../behaviour/save-contact.ts';
import type { ContactRow } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import { batchReply, type BatchOutcome } from './batch.ts';
import { listReply } from './list.ts';
import { columnTime, presentContact } from './present-contact.ts';
import { type ApiCall, notFound, ok, record, refusal, type Reply } from './reply.ts';
import { textAt } from './php-query.ts';

/** What contacts need of the server. */
export interface ContactRoutesOptions {
  store: Store;
  offsetMinutes: number;
  emit: (event: string, item: Record<string, unknown>) => void;
}

export function createContactRoutes({ store, offsetMinutes, emit }: ContactRoutesOptions) {
  const present = (row: ContactRow): Record<string, unknown> => presentContact(store, row, { offsetMinutes });
  /** A merged id answers with the winner (`LeadModel::getEntity`). */
  const find = (id: number): ContactRow | undefined =>
    store.contacts.get(id) ?? store.contacts.get(store.merges.get(id) ?? 0);

  function save(
    target: ContactRow | undefined,
    body: unknown,
    method: 'POST' | 'PATCH' | 'PUT',
  ): SavedContact | Reply {
    const { email } = record(body);
    if (typeof email === 'string' && email !== '' && !email.includes('@'))
      return refusal(400, 'email: The email is invalid.', { email: ['The email is invalid.'] });
    const saved = saveContact(store, target, body, method);
    announce(saved);
    return saved;
  }

  function announce({ row, created, changed, merged }: SavedContact): void {
    const contact = presentContact(store, row, { webhook: true, offsetMinutes });
    // Anonymous contacts raise no event; a merge shows as an update and a deletion.
    if (row.dateIdentified !== null && (created || changed))
      emit(created ? 'mautic.lead_post_save_new' : 'mautic.lead_post_save_update', { contact });
    if (merged !== undefined) announceDeletion(merged);
  }
  const announceDeletion = (row: ContactRow): void =>
    emit('mautic.lead_post_delete', {
      id: row.id,
      contact: { ...presentContact(store, row, { webhook: true, offsetMinutes }), id: null },
    });

  const columns = new Set([
    'id',
    'date_added',
    'date_modified',
    'points',
    ...store.fields.map((f) => f.alias),
  ]);

  const one = (result: SavedContact | Reply): Reply =>
    'row' in result ? ok({ contact: present(result.row) }, result.created ? 201 : 200) : result;
  const batched = (result: SavedContact | Reply): BatchOutcome =>
    'row' in result
      ? { status: result.created ? 201 : 200, item: present(result.row) }
      : { status: result.status, error: result };

  function remove(id: number): ContactRow | undefined {
    const row = find(id);
    if (row === undefined) return undefined;
    store.contacts.delete(row.id);
    announceDeletion(row);
    return row;
  }

  function edit(id: number, body: unknown, isPut: boolean): SavedContact | Reply {
    const row = find(id);
    if (row === undefined && !isPut) return notFound();
    return save(row, body, isPut ? 'PUT' : 'PATCH');
  }

  return {
    find,
    present,
    save,
    answer({ method, path, query, json }: ApiCall): Reply | undefined {
      const [first = '', second, third, fourth] = path;
      if (method === 'GET' && path.length === 0)
        return listReply(query, {
          listKey: 'contacts',
          shape: 'object',
          isRawSql: true,
          rows: store.contacts.all(),
          column,
          columns,
          present,
          // `last_active DESC`, which is null for most.
          defaultOrder: (a, b) => b.id - a.id,
        });
      if (method === 'POST' && first === 'new')
        return one(save(holderOf(store, record(json)['email']), json, 'POST'));
      if (first === 'batch')
        return batchReply(
          'contacts',
          { method, end: second ?? '', json, ids: textAt(query, 'ids') },
          {
            create: (row) => batched(save(holderOf(store, record(row)['email']), row, 'POST')),
            edit: (row) => batched(edit(Number(record(row)['id']), row, method === 'PUT')),
            remove: (id) => {
              const row = store.contacts.get(id);
              if (row === undefined) return undefined;
              const shown = present(row);
              remove(id);
              return shown;
            },
          },
        );
      const id = Number(first);
      if (method === 'GET' && path.length === 1) {
        const row = find(id);
        return row === undefined ? notFound() : ok({ contact: present(row) });
      }
      if ((method === 'PATCH' || method === 'PUT') && second === 'edit')
        return one(edit(id, json, method === 'PUT'));
      if (method === 'DELETE' && second === 'delete') {
        const row = remove(id);
        return row === undefined ? notFound() : ok({ contact: { ...present(row), id: null } });
      }
      const row = find(id);
      if (row === undefined) return notFound();
      if (method === 'POST' && second === 'points') {
        const before = row.points;
        row.points += (third === 'plus' ? 1 : -1) * Number(fourth);
        const contact = presentContact(store, row, { webhook: true, offsetMinutes });
        emit('mautic.lead_points_change', {
          contact,
          points: { old_points: before, new_points: row.points },
        });
        return ok({ success: true });
      }
      if (method === 'POST' && second === 'dnc') return ok(setDnc(row, third ?? '', fourth ?? '', json));
      if (method === 'GET' && second === 'segments') return ok({ total: 0, lists: [] });
      return undefined;
    },
  };

  function setDnc(row: ContactRow, channel: string, action: string, json: unknown): unknown {
    const { reason = 3, comments = '' } = record(json);
    const others = row.doNotContact.filter((entry) => entry.channel !== channel);
    const wasRefused = others.length !== row.doNotContact.length;
    // `dateModified` stays (`Lead::shouldSkipSettingModifiedProperties`).
    row.doNotContact = others;
    if (action === 'add') {
      const entry = {
        channel,
        reason: Number(reason),
        comments: String(comments),
        dateAdded: store.now(),
      };
      const { id } = store.optOuts.insert({ ...entry, lead_id: row.id });
      row.doNotContact = [...others, { ...entry, id }];
    } else
      for (const entry of store.optOuts.all())
        if (entry['lead_id'] === row.id) store.optOuts.delete(entry.id);
    if (wasRefused !== (action === 'add'))
      emit('mautic.lead_channel_subscription_changed', {
        contact: presentContact(store, row, { webhook: true, offsetMinutes }),
        channel,
        old_status: wasRefused ? 'manual' : 'contactable',
        new_status: action === 'add' ? 'manual' : 'contactable',
      });
    return { contact: present(row) };
  }
}

const column = (row: ContactRow, name: string): unknown => {
  switch (name) {
    case 'id':
    case 'points':
    case 'isPublished':
      return row[name];
    case 'dateAdded':
    case 'date_added':
      return columnTime(row.dateAdded);
    case 'dateModified':
    case 'date_modified':
      return columnTime(row.dateModified);
    case 'dateIdentified':
      return columnTime(row.dateIdentified);
    default:
      return row.fields[name] ?? null;
  }
};
