import type { Ports, Side, Store } from '../src/index.ts';
import type { Actor } from './scheduler.ts';

/** A call that the engine made, when it took effect. */
export interface PortCall {
  /** `store`, `hub:<collection>` or the stream's name. */
  readonly port: string;
  readonly method: string;
  readonly args: readonly unknown[];
  readonly result: unknown;
}

/** Ports whose every call is a step of `actor`: the engine runs unchanged, interleaved with everybody else. */
export function wrapPorts(ports: Ports, actor: Actor, onCall: (call: PortCall) => void): Ports {
  // oxlint-disable-next-line typescript/no-unsafe-type-parameters -- the caller knows the port's result
  function call<T>(
    port: string,
    method: string,
    args: readonly unknown[],
    run: () => Promise<T>,
  ): Promise<T> {
    return actor.step(
      `${port}.${method}`,
      async () => {
        try {
          const result = await run();
          onCall({ port, method, args, result });
          return result;
        } catch (error) {
          onCall({ port, method, args, result: error });
          throw error;
        }
      },
      { survivesCrash: method === 'write' || method === 'commit' },
    );
  }

  const side = (port: string, real: Side): Side => ({
    look: (ids) => call(port, 'look', [ids], () => real.look(ids)),
    write: (requests) => call(port, 'write', [requests], () => real.write(requests)),
    findByKey: (key) => call(port, 'findByKey', [key], () => real.findByKey(key)),
    findByFields: (fields) => call(port, 'findByFields', [fields], () => real.findByFields(fields)),
    list: (options) => call(port, 'list', [options], () => real.list(options)),
    listIds: () => call(port, 'listIds', [], () => real.listIds()),
  });

  return {
    store: wrapStore(ports.store, (method, args, run) => call('store', method, args, run)),
    hub: (collection) => side(`hub:${collection}`, ports.hub(collection)),
    stream: (stream) => side(stream, ports.stream(stream)),
    now: ports.now,
    uuid: ports.uuid,
  };
}

type Call = <T>(method: string, args: readonly unknown[], run: () => Promise<T>) => Promise<T>;

function wrapStore(real: Store, call: Call): Store {
  return {
    position: () => call('position', [], () => real.position()),
    lease: (keys, ms) => call('lease', [keys, ms], () => real.lease(keys, ms)),
    release: (leases) => call('release', [leases], () => real.release(leases)),
    load: (keys) => call('load', [keys], () => real.load(keys)),
    peek: (of) => call('peek', [of], () => real.peek(of)),
    digest: (text) => real.digest(text),
    commit: (commits) => call('commit', [commits], () => real.commit(commits)),
    linksOfRecords: (stream, ids) =>
      call('linksOfRecords', [stream, ids], () => real.linksOfRecords(stream, ids)),
    linksCreatedAt: (stream, times) =>
      call('linksCreatedAt', [stream, times], () => real.linksCreatedAt(stream, times)),
    linksWithClaims: (collection, claims) =>
      call('linksWithClaims', [collection, claims], () => real.linksWithClaims(collection, claims)),
    linksOfItems: (stream, items) =>
      call('linksOfItems', [stream, items], () => real.linksOfItems(stream, items)),
    deleteCounts: (stream, ms) => call('deleteCounts', [stream, ms], () => real.deleteCounts(stream, ms)),
    linkedIds: (side, options) => call('linkedIds', [side, options], () => real.linkedIds(side, options)),
    itemsWithOpenEffects: (collection, options) =>
      call('itemsWithOpenEffects', [collection, options], () =>
        real.itemsWithOpenEffects(collection, options),
      ),
    waitingForRecords: (stream, options) =>
      call('waitingForRecords', [stream, options], () => real.waitingForRecords(stream, options)),
    openFindings: (items) => call('openFindings', [items], () => real.openFindings(items)),
    openOfKind: (kind, side) => call('openOfKind', [kind, side], () => real.openOfKind(kind, side)),
    markDirty: (hints) => call('markDirty', [hints], () => real.markDirty(hints)),
    clearDirty: (rows) => call('clearDirty', [rows], () => real.clearDirty(rows)),
    deferDirty: (rows, ms) => call('deferDirty', [rows, ms], () => real.deferDirty(rows, ms)),
    report: (findings) => call('report', [findings], () => real.report(findings)),
    loadCheckpoint: (stream) => call('loadCheckpoint', [stream], () => real.loadCheckpoint(stream)),
    saveCheckpoint: (stream, rev, next) =>
      call('saveCheckpoint', [stream, rev, next], () => real.saveCheckpoint(stream, rev, next)),
  };
}
