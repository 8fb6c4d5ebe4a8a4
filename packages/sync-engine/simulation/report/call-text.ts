import type {
  Effect,
  Fields,
  FieldValue,
  ItemCommit,
  ItemState,
  Link,
  ListPage,
  Look,
  SideRecord,
  WriteRequest,
  WriteResult,
} from '../../src/index.ts';
import { itemText, valueText } from '../../src/index.ts';
import type { StampedCall } from '../oracle/evidence.ts';

/** One line for a call of the engine; of lists, only the entries that `isOwn` accepts. */
export function callText(call: StampedCall, isOwn: (entry: unknown) => boolean): string {
  const { port, method, args, result } = call;
  const about = `${port}.${method}`;
  if (result instanceof Error) return `${about}(${plain(args)}) failed: ${result.message}`;
  const describe = describers[method];
  return describe === undefined
    ? `${about}(${plain(args)}) = ${plain(result)}`
    : `${about} ${describe(args, result, isOwn)}`;
}

type Describe = (args: readonly unknown[], result: unknown, isOwn: (entry: unknown) => boolean) => string;

// The wrapped ports give each method's own arguments and result.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters, typescript/no-unsafe-type-assertion -- see above
const as = <T>(value: unknown): T => value as T;

const describers: Readonly<Record<string, Describe>> = {
  look: ([ids], result, isOwn) =>
    as<readonly string[]>(ids)
      .map((id, index) => ({ id, look: as<readonly Look[]>(result)[index] }))
      .filter(isOwn)
      .map(({ id, look }) => `${id}: ${look === undefined ? 'nothing' : lookText(look)}`)
      .join('; '),
  write: ([requests], result, isOwn) =>
    as<readonly WriteRequest[]>(requests)
      .map((request, index) => ({ request, result: as<readonly WriteResult[]>(result)[index] }))
      .filter(isOwn)
      .map(({ request, result: outcome }) => `${requestText(request)} = ${resultText(outcome)}`)
      .join('; '),
  commit: ([commits], result, isOwn) =>
    as<readonly ItemCommit[]>(commits)
      .map((commit, index) => ({ commit, outcome: as<readonly { kind: string }[]>(result)[index] }))
      .filter(isOwn)
      .map(({ commit, outcome }) => `${commitText(commit)} = ${outcome?.kind}`)
      .join('; '),
  load: (_, result, isOwn) => as<readonly ItemState[]>(result).filter(isOwn).map(stateText).join('; '),
  list: ([options], result, isOwn) => {
    const { records, poison, next, cursor } = as<ListPage>(result);
    const bad = poison.length === 0 ? '' : ` poison ${plain(poison)}`;
    return `${plain(options)} = ${records.filter(isOwn).map(recordText).join(', ')}${bad} next ${next} cursor ${cursor}`;
  },
  findByKey: (args, result) => foundText(args, result),
  findByFields: ([queries], result) =>
    foundText([queries], as<readonly (readonly SideRecord[])[]>(result).flat()),
};

const foundText = (args: readonly unknown[], result: unknown): string =>
  `${plain(args)} = ${as<readonly SideRecord[]>(result).map(recordText).join(', ') || 'none'}`;

function lookText(look: Look): string {
  if (look.kind === 'present') return recordText(look.record);
  return look.kind === 'moved' ? `moved to ${look.to}` : look.kind;
}

function recordText({ id, version, live, parts }: SideRecord): string {
  const shown = Object.entries(parts).map(
    ([part, { fields, key }]) => `${part}${fieldsText(fields)}${key === null ? '' : ` key ${key}`}`,
  );
  return `${id}@${version.slice(-6)}${live ? '' : ' (deleted)'} ${shown.join(' ')}`;
}

function requestText(request: WriteRequest): string {
  const part = request.part === '' ? '' : `#${request.part}`;
  switch (request.kind) {
    case 'create':
      return `create ${request.id ?? ''}${part} key ${request.key} ${fieldsText(request.fields)}`;
    case 'update':
      return `update ${request.record.id}${part} ${fieldsText(request.fields)}`;
    case 'command':
      return `${request.command} ${request.record.id}`;
    case 'remove':
    case 'restore':
      return `${request.kind} ${request.record.id}${part}`;
  }
}

const resultText = (result: WriteResult | undefined): string =>
  result?.kind === 'written' ? `written ${recordText(result.record)}` : plain(result);

const stateText = ({ key, rev, links, effects }: ItemState): string =>
  `${itemText(key)} rev ${rev} ${links.map(linkText).join(' ')} ${effects.map(effectText).join(' ')}`;

function commitText({
  key,
  rev,
  links,
  effects,
  findings,
  resolved,
  dirty,
  waits,
  deletions,
}: ItemCommit): string {
  const rest = { resolved, dirty, waits, deletions };
  const named = Object.entries(rest).filter(([, list]) => list.length > 0);
  const reported = findings.map(
    ({ kind, side, field, lost }) => `!${kind} ${side} ${field} ${valueText(lost)}`,
  );
  return [
    `${itemText(key)} rev ${rev}`,
    ...links.map(linkText),
    ...effects.map(effectText),
    ...reported,
    ...named.map(([name, list]) => `${name} ${plain(list)}`),
  ].join(' ');
}

function linkText({ stream, remoteId, part, state, alive, base, lost }: Link): string {
  const halves = Object.entries(base).map(([field, { hub, remote }]) =>
    valueText(hub) === valueText(remote)
      ? `${field} ${valueText(hub)}`
      : `${field} ${valueText(hub)}|${valueText(remote)}`,
  );
  const lives = alive === null ? 'unmet' : `${alive.hub ? 'h' : '-'}${alive.remote ? 'r' : '-'}`;
  const dealtWith = Object.keys(lost).length === 0 ? '' : ` lost ${fieldsText(lost)}`;
  return `<${stream} ${remoteId}${part === '' ? '' : `#${part}`} ${state} ${lives} ${halves.join(', ')}${dealtWith}>`;
}

function effectText({ side, kind, state, remoteId, fields, command }: Effect): string {
  const wanted = Object.entries(fields).map(
    ([field, { wanted: value, read }]) => `${field} ${valueText(read)}->${valueText(value)}`,
  );
  return `[${state}: ${command?.name ?? kind} ${side} ${remoteId ?? ''} ${wanted.join(', ')}]`;
}

const fieldsText = (fields: Fields): string =>
  `{${Object.entries(fields)
    .map(([field, value]: [string, FieldValue]) => `${field} ${valueText(value)}`)
    .join(', ')}}`;

const plain = (value: unknown): string => {
  const text = JSON.stringify(value, (key, inner: unknown) =>
    key === 'raw' || key === 'base' ? undefined : inner,
  );
  return (text ?? 'nothing').slice(0, 400);
};
