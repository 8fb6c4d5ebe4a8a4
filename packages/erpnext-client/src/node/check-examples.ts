import { checkFieldLists } from './check-field-lists.ts';
import { examplesFolder } from './config.ts';

const { fields, docTypes, mismatches } = await checkFieldLists(`${examplesFolder()}/erpnext-fields`);
for (const mismatch of mismatches) process.stdout.write(`${mismatch}\n`);
process.stdout.write(
  `erpnext-client: ${fields} fields of ${docTypes} DocTypes, ${mismatches.length} mismatches\n`,
);
process.exitCode = mismatches.length === 0 && fields > 0 ? 0 : 1;
