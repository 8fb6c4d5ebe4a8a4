import type { Principal } from '../store/company.ts';

/** For whom a record is shown, and with what besides itself. */
export interface PresentOptions {
  /** Absent for webhooks, which are sent by nobody. */
  readonly principal?: Principal;
  /** Values of `?include=`. */
  readonly include?: readonly string[];
  /** True for `?reminder_schedule=true`. */
  readonly reminderSchedule?: boolean;
  /** True for `?show_dates=true`. */
  readonly showDates?: boolean;
}
