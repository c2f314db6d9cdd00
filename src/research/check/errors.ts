/** Why a file can't be checked at all. */
export type CheckFault =
  | 'damaged-gzip'
  | 'several-tables'
  | 'damaged-json'
  | 'endless-row'
  | 'no-rows'
  | 'no-such-column'
  | 'no-names'
  | 'no-lists';

/** A file that can't be checked; its message is one plain sentence. */
export class CheckError extends Error {
  override readonly name = 'CheckError';
  readonly fault: CheckFault;

  constructor(fault: CheckFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}
