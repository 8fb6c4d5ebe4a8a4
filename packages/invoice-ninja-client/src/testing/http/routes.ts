import type { Entities } from '../entities/entities.ts';
import type { Entity } from '../entities/entity.ts';
import type { Installation } from '../store/installation.ts';
import type { Random } from '../store/random.ts';
import { resourceRoutes } from './resource-routes.ts';
import type { Route } from './route.ts';

/** What the routes need. */
export interface RoutesOptions {
  readonly installation: Installation;
  readonly entities: Entities;
  /** Shakes lists whose order was not asked for. */
  readonly shake: Random | undefined;
}

/** Every route below `/api/v1`. */
export function routesOf({ installation, entities, shake }: RoutesOptions): readonly Route[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an entity only ever meets rows of its own table
  const all = Object.values(entities) as readonly Entity[];
  return all.flatMap((entity) =>
    resourceRoutes(entity, { url: `${installation.baseUrl}/api/v1/${entity.name}`, shake }),
  );
}
