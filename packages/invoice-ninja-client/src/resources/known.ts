/** The fields that a schema names, without the unknown ones that it lets pass. */
export type Known<Entity> = {
  [
    Field in keyof Entity as string extends Field ? never : number extends Field ? never : Field
  ]: Entity[Field];
};

/** What may be written of an entity: these of its fields, each optional. */
export type Writable<Entity, Field extends keyof Known<Entity>> = {
  -readonly [Key in Field]?: Known<Entity>[Key] | undefined;
};
