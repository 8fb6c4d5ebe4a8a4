export const pageSize = 500;
export const rounds = 30;
export const callsPerRound = 4;
