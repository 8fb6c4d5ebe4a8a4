/** A project, without its stamp. */
export const blankProject = () => ({
  user_id: '',
  assigned_user_id: '',
  client_id: '',
  name: '',
  number: '',
  task_rate: 0,
  due_date: '',
  private_notes: '',
  public_notes: '',
  budgeted_hours: 0,
  current_hours: 0,
  color: '',
  custom_value1: '',
  custom_value2: '',
  custom_value3: '',
  custom_value4: '',
});

export type ProjectData = ReturnType<typeof blankProject>;
