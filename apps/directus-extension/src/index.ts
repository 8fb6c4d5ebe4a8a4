import { readConfig } from './config.ts';
import type { HookContext, HookRegistration, ItemsEvent, ItemsEventContext } from './directus.ts';
import { createHintSender } from './hint-sender.ts';

/**
 * The hook: tells the worker which items of synced collections to look at. It never blocks or fails a
 * person's write; with a wrong configuration it says so once and does nothing.
 */
export default function registerHook({ action }: HookRegistration, { env, logger }: HookContext): void {
  const config = readConfig(env);
  if (!('url' in config)) {
    const mistakes = config.map((mistake) => `\n- ${mistake}`).join('');
    logger.error(`unified-sync: no hints are sent until its configuration is mended:${mistakes}`);
    return;
  }
  const { collections, syncUserId } = config;
  const sender = createHintSender({ ...config, log: logger });
  const hint = ({ collection, key, keys }: ItemsEvent, { accountability }: ItemsEventContext): void => {
    if (!collections.has(collection)) return;
    if (syncUserId !== undefined && accountability?.user === syncUserId) return;
    sender.hint(collection, keys ?? (key === undefined ? [] : [key]));
  };
  action('items.create', hint);
  action('items.update', hint);
  action('items.delete', hint);
}
