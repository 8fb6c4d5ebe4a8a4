export const pageSize = 500;
export const rounds = 100;
export const callsPerRound = 2;
