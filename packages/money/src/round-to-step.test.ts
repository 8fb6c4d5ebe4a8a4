import { describe, expect, it } from 'vitest';
import { money } from './money.ts';
import { roundToStep } from './round-to-step.ts';

describe('rounding to a step', () => {
  it.each([
    ['17.37', '17.35'],
    ['17.38', '17.40'],
    ['17.40', '17.40'],
    ['-17.38', '-17.40'],
    ['0.02', '0.00'],
    ['-0.02', '0.00'],
    ['0.03', '0.05'],
  ])('rounds %s CHF to %s for Swiss cash', (amount, rounded) => {
    expect(roundToStep(money(amount, 'CHF'), '0.05')).toEqual({ amount: rounded, currency: 'CHF' });
  });

  it('takes a tie away from zero unless told otherwise', () => {
    expect(roundToStep(money('0.25', 'CHF'), '0.10').amount).toBe('0.30');
    expect(roundToStep(money('-0.25', 'CHF'), '0.10').amount).toBe('-0.30');
    expect(roundToStep(money('0.25', 'CHF'), '0.1', { rounding: 'half-even' }).amount).toBe('0.20');
  });

  it('only checks when rounding is refused', () => {
    expect(roundToStep(money('17.40', 'CHF'), '0.05', { rounding: 'refuse' }).amount).toBe('17.40');
    expect(() => roundToStep(money('17.41', 'CHF'), '0.05', { rounding: 'refuse' })).toThrow(
      'not a multiple of the step',
    );
  });

  it('takes a step above the unit', () => {
    expect(roundToStep(money('1234', 'JPY'), '100').amount).toBe('1200');
  });

  it.each(['0', '-0.05'])('refuses a step of %s', (step) => {
    expect(() => roundToStep(money('1', 'CHF'), step)).toThrow(
      expect.objectContaining({ code: 'invalid_option' }),
    );
  });

  it('refuses a step that the currency cannot hold', () => {
    expect(() => roundToStep(money('100', 'JPY'), '0.5')).toThrow('step: 1 digits after the point');
  });
});
