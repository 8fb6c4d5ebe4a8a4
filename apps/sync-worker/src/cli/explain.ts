import type { PastEntry } from '../store/history.ts';
import type { Command } from './command.ts';
import { openWorker } from './open-worker.ts';

/** `explain <collection>/<id> [field]`: why a value is here. */
export const explain: Command = {
  summary: 'why a value is here: where an item is linked, who decides a field, what happened to it',
  usage: '<collection>/<id> [field]',
  async run({ config, args, log, answer }) {
    const [item = '', field] = args;
    const [, collection, id] = /^([^/]+)\/(.+)$/.exec(item) ?? [];
    if (collection === undefined || id === undefined) {
      log.error('explain: expected <collection>/<id>, e.g. companies/6f0a1c1e-3f5b-4d8e-9b0a-2f4c6e8a0b1d');
      return 1;
    }
    const { worker, close } = await openWorker(config, { log });
    try {
      const key = { collection, id };
      const [state] = await worker.store.load([key]);
      const history = await worker.store.history(key, field === undefined ? {} : { field });
      const keptFrom = await worker.store.historyKeptFrom();
      const findings = (await worker.store.listFindings({ item: key })).filter(
        ({ finding }) => field === undefined || finding.field === field,
      );
      const authority = worker.model.collections[collection]?.authority ?? {};
      const rules = field === undefined ? authority : { [field]: authority[field] };
      answer(
        [
          ...(state?.links ?? []).map(
            (one) => `linked to ${one.stream} ${one.remoteId} ${one.part} (${one.state})`,
          ),
          ...(state?.links.length === 0 ? [`${item} is linked to nothing.`] : []),
          ...Object.entries(field === undefined ? {} : rules).map(
            ([name, rule]) => `${name} is decided by ${JSON.stringify(rule)}`,
          ),
          ...(isCut(history, keptFrom)
            ? [`What happened before ${keptFrom?.toISOString()} is no longer kept (retention > historyDays).`]
            : []),
          ...history.map(
            (one) =>
              `${one.at.toISOString()} ${one.what} ${one.field ?? ''} ${JSON.stringify(one.value) ?? ''} ${one.side ?? ''}${one.correlation === null ? '' : ` [${one.correlation}]`}`,
          ),
          ...findings.map(
            ({ finding, isOpen }) => `${isOpen ? 'open' : 'resolved'} ${finding.kind}: ${finding.message}`,
          ),
        ],
        {
          item,
          links: state?.links ?? [],
          authority: rules,
          history,
          historyKeptFrom: isCut(history, keptFrom) ? keptFrom : null,
          findings,
        },
      );
      return 0;
    } finally {
      await close();
    }
  },
};

/** What is older than is kept was left for an item that something was open for: then it is all there. */
const isCut = (history: readonly PastEntry[], keptFrom: Date | null): boolean => {
  const [first] = history;
  return keptFrom !== null && (first === undefined || first.at >= keptFrom);
};
