/** The queues of the tests. */
export const owners = ['hub', 'ninja-acme', 'ninja-other'];
