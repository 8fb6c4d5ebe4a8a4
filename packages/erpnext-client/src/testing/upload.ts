/** The File document of an upload. Without `is_private` everybody can read it (`frappe/handler.py`, `upload_file`). */
export function storeUpload(form: FormData): Readonly<Record<string, unknown>> {
  const text = (name: string): string | null => {
    const value = form.get(name);
    return typeof value === 'string' ? value : null;
  };
  const file = form.get('file');
  const name = text('file_name') ?? (file instanceof File ? file.name : 'file');
  const isPrivate = text('is_private') === '1';
  return {
    name: `file-${name}`,
    file_name: name,
    file_url: `${isPrivate ? '/private' : ''}/files/${name}`,
    is_private: isPrivate ? 1 : 0,
    attached_to_doctype: text('doctype'),
    attached_to_name: text('docname'),
    attached_to_field: text('fieldname'),
    folder: text('folder') ?? 'Home',
  };
}
