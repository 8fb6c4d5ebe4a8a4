/**
 * Loaded into Directus before its own code: the IPC channel closes when the process that started it ends,
 * however that ended, and then this one must not stay behind with an open port and open connections.
 */
process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), 3000);
});
