/** A file attached to a record, without its stamp. */
export const blankDocument = () => ({
  user_id: '',
  assigned_user_id: '',
  project_id: '',
  vendor_id: '',
  url: '',
  preview: '',
  name: '',
  type: '',
  disk: 'public',
  hash: '',
  size: 0,
  width: 0,
  height: 0,
  is_default: false,
  is_public: true,
  link: '',
});

export type DocumentData = ReturnType<typeof blankDocument>;
