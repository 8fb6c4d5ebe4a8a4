/** Something to measure: one call of it is one unit of work. */
export interface Contender {
  name: string;
  run: () => Promise<unknown>;
}

/** CPU time of one call in microseconds, over all rounds. */
export interface CpuFigures {
  name: string;
  median: number;
  /** Nine rounds out of ten took at least, and at most, this. */
  p10: number;
  p90: number;
}

/** How long and how often to measure. */
export interface MeasureOptions {
  rounds: number;
  callsPerRound: number;
}

/**
 * Measures CPU time, user and system, of the whole process: garbage collection included, waiting and other
 * processes left out. The contenders take turns in every round, each time in another order, so that
 * neither warm-up nor a busy machine favours one.
 */
export async function measureCpu(
  contenders: readonly Contender[],
  { rounds, callsPerRound }: MeasureOptions,
): Promise<CpuFigures[]> {
  const samples = new Map(contenders.map(({ name }) => [name, new Array<number>()]));
  for (const contender of contenders) await cpuPerCall(contender, callsPerRound);
  for (let round = 0; round < rounds; round += 1) {
    const turn = contenders.map((_contender, index) => contenders[(index + round) % contenders.length]);
    for (const contender of turn)
      if (contender !== undefined)
        samples.get(contender.name)?.push(await cpuPerCall(contender, callsPerRound));
  }
  return [...samples].map(([name, values]) => ({ name, ...figures(values) }));
}

async function cpuPerCall({ run }: Contender, calls: number): Promise<number> {
  const before = process.cpuUsage();
  for (let call = 0; call < calls; call += 1) await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}

function figures(values: number[]): Omit<CpuFigures, 'name'> {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number): number => sorted[Math.floor(part * (sorted.length - 1))] ?? Number.NaN;
  return { median: at(0.5), p10: at(0.1), p90: at(0.9) };
}
