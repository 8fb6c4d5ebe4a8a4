import { z } from 'zod';
import { anything, flag, id, instant, named, openEnum, stamp, text } from './fields.ts';

/** A segment, which the wire calls a list. It does not tell its number of members. */
export const segmentSchema = z.looseObject({
  ...named,
  publicName: text.nullish(),
  alias: text,
  filters: anything,
  isGlobal: flag.nullish(),
  isPreferenceCenter: flag.nullish(),
});
export type Segment = z.infer<typeof segmentSchema>;

/** An e-mail. `template` ones go to single contacts, `list` ones to segments. */
export const emailSchema = z.looseObject({
  ...named,
  subject: text.nullish(),
  language: text.nullish(),
  emailType: openEnum<'template' | 'list'>().nullish(),
  fromAddress: text.nullish(),
  fromName: text.nullish(),
  replyToAddress: text.nullish(),
  bccAddress: text.nullish(),
  preheaderText: text.nullish(),
  customHtml: text.nullish(),
  plainText: text.nullish(),
  template: text.nullish(),
  publishUp: instant.optional(),
  publishDown: instant.optional(),
  readCount: z.int().nullish(),
  sentCount: z.int().nullish(),
  revision: z.int().nullish(),
  lists: anything,
});
export type Email = z.infer<typeof emailSchema>;

/** A campaign. A deleted one vanishes from lists; it is deleted in the background (`CampaignModel`). */
export const campaignSchema = z.looseObject({
  ...named,
  allowRestart: z.union([flag, z.int()]).nullish(),
  publishUp: instant.optional(),
  publishDown: instant.optional(),
  events: anything,
  forms: anything,
  lists: anything,
  canvasSettings: anything,
});
export type Campaign = z.infer<typeof campaignSchema>;

/** A stage. */
export const stageSchema = z.looseObject({ ...named, weight: z.number().nullish() });
export type Stage = z.infer<typeof stageSchema>;

/** An action that gives points (`points` on the wire). */
export const pointActionSchema = z.looseObject({
  ...named,
  type: text.nullish(),
  delta: z.number().nullish(),
  repeatable: flag.nullish(),
});
export type PointAction = z.infer<typeof pointActionSchema>;

/** An asset: a file to download. */
export const assetSchema = z.looseObject({
  ...stamp,
  title: text,
  alias: text.nullish(),
  category: anything,
  language: text.nullish(),
  downloadCount: z.int().nullish(),
  uniqueDownloadCount: z.int().nullish(),
  revision: z.int().nullish(),
  extension: text.nullish(),
  mime: text.nullish(),
  size: anything,
  downloadUrl: text.nullish(),
});
export type Asset = z.infer<typeof assetSchema>;

/** A tag. */
export const tagSchema = z.looseObject({ id, tag: text, description: text.nullish() });
export type Tag = z.infer<typeof tagSchema>;

/** A note on a contact. */
export const noteSchema = z.looseObject({
  ...stamp,
  text,
  type: openEnum<'general' | 'email' | 'call' | 'meeting'>().nullish(),
  dateTime: instant.optional(),
  lead: anything,
});
export type Note = z.infer<typeof noteSchema>;
