import { codeShape } from './value-shape.ts';

const marker: unique symbol = Symbol.for('@unified-sync/money.MoneyError');

/** Why a value was refused. Switch on this; message text may change at any time. */
export type MoneyErrorCode =
  /** Not decimal text, or absent. */
  | 'invalid_decimal'
  /** A good number that the target cannot hold without losing digits. */
  | 'not_representable'
  /** No number of decimals is known for this currency code. */
  | 'unknown_currency'
  /** Two currencies met where one was expected. */
  | 'currency_mismatch'
  /** Ratios that cannot divide anything: none, negative, or all zero. */
  | 'invalid_ratio'
  /** A rate that is not above zero, or that changes an amount within one currency. */
  | 'invalid_rate'
  /** A scale, precision, step or currency declaration that makes no sense: a mistake in the calling code. */
  | 'invalid_option'
  /** The text is not JSON. */
  | 'invalid_json';

/** Base class of every error this package throws. Its message shows the shape of a value, never the value. */
export class MoneyError extends Error {
  override readonly name: string = 'MoneyError';
  readonly code: MoneyErrorCode;

  constructor(code: MoneyErrorCode, message: string) {
    super(message);
    this.code = code;
  }

  /** Works across copies of this package, where `instanceof` does not. */
  static isInstance(error: unknown): error is MoneyError {
    return error instanceof Error && marker in error;
  }

  protected readonly [marker] = true;
}

/** Two amounts of different currencies were added, subtracted or compared. */
export class CurrencyMismatchError extends MoneyError {
  override readonly name = 'CurrencyMismatchError';
  /** Currency code of the first amount. */
  readonly left: string;
  /** Currency code of the amount that does not fit it. */
  readonly right: string;

  constructor(left: string, right: string) {
    const [a, b] = [codeShape(left), codeShape(right)];
    super(
      'currency_mismatch',
      `${a} and ${b} do not mix: convert one of them first, with a dated rate, or keep one total per currency.`,
    );
    this.left = a;
    this.right = b;
  }
}
