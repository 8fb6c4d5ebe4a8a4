/** Note in the log after which everything is at rest, and one more full reconcile runs. */
export const fullReconcile = 'phase:full-reconcile';
