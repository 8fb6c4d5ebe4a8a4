/** A value of a contact's or company's field. `null` clears it. */
export type FieldInput = string | number | boolean | readonly string[] | null | undefined;

/** Fields of a contact by alias, custom ones included, beside what is not a field. */
export interface ContactInput {
  email?: string | null;
  firstname?: string | null;
  lastname?: string | null;
  company?: string | null;
  /** Tags to add; with `-` in front, to remove: `['vip', '-lead']`. */
  tags?: readonly string[];
  /** Id of a Mautic user. */
  owner?: number | null;
  /** Id of a stage. */
  stage?: number | null;
  points?: number;
  ipAddress?: string;
  /** ISO 8601. */
  lastActive?: string;
  /** Any other field by its alias. */
  [alias: string]: FieldInput;
}
