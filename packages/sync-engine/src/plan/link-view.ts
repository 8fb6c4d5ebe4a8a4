import type { Link } from '../link.ts';
import type { Mapping } from '../model.ts';
import type { SideView } from './side-view.ts';

/** A link of the item, its mapping, and what its remote side shows now. */
export interface LinkView {
  readonly link: Link;
  readonly mapping: Mapping;
  readonly view: SideView;
}
