import { expect, it } from 'vitest';
import { takeTurns } from './take-turns.ts';

const pause = async (): Promise<void> => await new Promise((resolve) => setTimeout(resolve, 1));

it('does one piece of work after the other, in the order in which they were given', async () => {
  const turns = takeTurns();
  const steps: string[] = [];
  const work = (name: string) => async () => {
    steps.push(`${name} begins`);
    await pause();
    steps.push(`${name} ends`);
    return name;
  };
  expect(await Promise.all([turns(work('a')), turns(work('b'))])).toEqual(['a', 'b']);
  expect(steps).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});

it('goes on after work that failed', async () => {
  const turns = takeTurns();
  const failed = turns(async () => await Promise.reject(new Error('no')));
  const next = turns(async () => await Promise.resolve('yes'));
  await expect(failed).rejects.toThrow('no');
  expect(await next).toBe('yes');
});
