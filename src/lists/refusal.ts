/** Why a list is not taken, whatever was asked of it; what was in use stays in use. */
export const REFUSALS = [
  /** What was given is no web address. */
  'no-address',
  /** What came is no list: a web page, an empty file, an error message. */
  'not-a-list',
  /** No signature, where one is needed. */
  'unsigned',
  /** Signed by a key that is not one of those trusted for this list. */
  'unknown-key',
  /** Signed by a key that the publisher has withdrawn. */
  'revoked-key',
  /** The signature is not one over this manifest. */
  'bad-signature',
  /** A field is missing or is not what the format says. */
  'schema',
  /** A file is not the one the manifest names: changed, cut off, or of another version. */
  'changed-file',
  /** A file that the manifest names is not there. */
  'missing-file',
  /** The manifest's numbers are not those of its files. */
  'wrong-count',
  /** An older version than the one in use: last month's list, replayed. */
  'lower-version',
  /** Past the day it was good until when it was first seen. */
  'expired',
  /** Made in the future, or this computer's clock is wrong. */
  'clock',
  /** It lost more entries at once than its publisher allows for. */
  'shrunk',
  /** Another list than the one subscribed to. */
  'other-list',
  /** The address is not https (http only on this computer). */
  'insecure',
  /** The server sent it on to another host. */
  'redirected',
  /** A file is larger than the manifest says, or than any list's may be. */
  'too-large',
  /** The server could not be reached, was too slow or answered with an error. */
  'unreachable',
  /** This browser could not store it: no room, or no database. */
  'not-stored',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** A list is refused. `message` says what was wrong, in English, for a person. */
export class ListRefused extends Error {
  override readonly name = 'ListRefused';
  readonly refusal: Refusal;

  constructor(refusal: Refusal, message: string, options?: ErrorOptions) {
    super(message, options);
    this.refusal = refusal;
  }
}
