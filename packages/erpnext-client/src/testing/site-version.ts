/**
 * Which Frappe the mock is: 14 has no v2; 15.44 pages by `limit_start`, 15.82 by `start`; 16 sends nulls and
 * `has_next_page`.
 */
export type SiteVersion = '14.0' | '15.44' | '15.82' | '16.0';
