/** What Directus tells an action hook about one or more items. */
export interface ItemsEvent {
  readonly collection: string;
  /** Of a created item. */
  readonly key?: string | number;
  /** Of changed and deleted items. */
  readonly keys?: ReadonlyArray<string | number>;
}

/** Who did it, as far as we look; null for Directus itself. */
export interface ItemsEventContext {
  readonly accountability?: { readonly user?: string | null } | null;
}

/** The part of Directus' registration functions that this hook uses. */
export interface HookRegistration {
  readonly action: (
    event: 'items.create' | 'items.update' | 'items.delete',
    handler: (meta: ItemsEvent, context: ItemsEventContext) => void,
  ) => void;
}

/** The part of Directus' extension context that this hook uses. */
export interface HookContext {
  /** Directus' configuration: of a value that looks like a number or a list, it has made one. */
  readonly env: Readonly<Record<string, unknown>>;
  readonly logger: Log;
}

/** Where the hook says what a person should know. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
