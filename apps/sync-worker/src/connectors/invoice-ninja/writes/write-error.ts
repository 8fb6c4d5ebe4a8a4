/** The write must not be made, now or later: a person has to change something first. */
export class RefusedWrite extends Error {
  override readonly name = 'RefusedWrite';
}

/** The record is not as the write expects it any more: look again. */
export class StaleWrite extends Error {
  override readonly name = 'StaleWrite';
}

/** The write may have taken effect, whatever the answers said. */
export class UnclearWrite extends Error {
  override readonly name = 'UnclearWrite';
}

/** The write came too late to be sent. */
export class TooLate extends Error {
  override readonly name = 'TooLate';
}
