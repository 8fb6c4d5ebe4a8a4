/** One line of a Dockerfile: `{ instruction: 'RUN', text: 'npm ci' }`. */
export interface Instruction {
  readonly instruction: string;
  readonly text: string;
}

/** A stage of a Dockerfile, from its FROM to the next one. */
export interface Stage {
  /** The image that it starts from. */
  readonly from: string;
  /** What `AS` calls it; undefined for the last one. */
  readonly name: string | undefined;
  readonly instructions: readonly Instruction[];
}

/**
 * Reads the stages of a Dockerfile: comments, and one instruction a line.
 *
 * @throws {TypeError} for a line that goes on in the next one, and for instructions before the first FROM: this reader
 * would show something else than what Docker runs.
 */
export function readDockerfile(text: string): Stage[] {
  const stages: Array<Stage & { instructions: Instruction[] }> = [];
  for (const line of text.split('\n').filter((each) => /^\s*[^#\s]/.test(each))) {
    const [, instruction = '', rest = ''] = /^([A-Z]+) (.*[^\\])$/.exec(line.trim()) ?? [];
    if (instruction === '') throw new TypeError(`expected "INSTRUCTION text" in one line, got: ${line}`);
    const stage = stages.at(-1);
    if (instruction === 'FROM') {
      const [from = '', , name] = rest.split(' ');
      stages.push({ from, name, instructions: [] });
    } else if (stage === undefined) throw new TypeError(`${instruction} stands before the first FROM`);
    else stage.instructions.push({ instruction, text: rest });
  }
  return stages;
}
