import { path as urlPath } from '@unified-sync/http-client';
import type { MauticApi } from '../api.ts';
import { type Form, formSchema, type Submission, submissionSchema } from '../entities/form.ts';
import { createListing, type Listing, propertyColumns } from '../listing/listing.ts';
import { knownId } from './known-id.ts';
import { createResource, type RecordResource } from './record-resource.ts';

/** What `forms.create` and `replace` take. */
export interface FormInput {
  name: string;
  alias?: string;
  description?: string;
  isPublished?: boolean;
  fields?: readonly unknown[];
  actions?: readonly unknown[];
  [more: string]: unknown;
}

export interface FormsResource extends RecordResource<Form, FormInput> {
  /** The submissions of one form: `forms.submissions(7).list()`. */
  submissions(formId: number): Pick<Listing<Submission>, 'list' | 'count'>;
}

export const createForms = (api: MauticApi): FormsResource => ({
  ...createResource<Form, FormInput>(api, {
    path: 'forms',
    listKey: 'forms',
    itemKey: 'form',
    schema: formSchema,
    columns: propertyColumns,
  }),
  submissions(formId) {
    const listing = createListing<Submission>(api, {
      path: urlPath`forms/${knownId('forms.submissions', formId)}/submissions`,
      listKey: 'submissions',
      schema: submissionSchema,
      columns: propertyColumns,
    });
    return {
      list: (options) => listing.list(options),
      count: async (options) => await listing.count(options),
    };
  },
});
