const noOrder: number | null = null;

/** A task, without its stamp. `time_log` is JSON text: `[[start, end, note, billable], …]` in Unix seconds. */
export const blankTask = () => ({
  user_id: '',
  assigned_user_id: '',
  client_id: '',
  project_id: '',
  invoice_id: '',
  status_id: '',
  number: '',
  description: '',
  duration: 0,
  rate: 0,
  time_log: '[]',
  is_running: false,
  is_date_based: false,
  date: '',
  status_sort_order: 0,
  // The one null of the whole API.
  status_order: noOrder as number | null,
  custom_value1: '',
  custom_value2: '',
  custom_value3: '',
  custom_value4: '',
});

export type TaskData = ReturnType<typeof blankTask>;
