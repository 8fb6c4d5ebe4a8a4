export const rounds = 60;
export const callsPerRound = 100;
