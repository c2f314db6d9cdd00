/** A page as somebody saved it. */
export interface SavedPage {
  /** Its bytes; their encoding is taken from the page. */
  readonly html: Uint8Array;
  /** Where it was saved from, as far as the file says. */
  readonly address: string | null;
  /** When it was saved, as the file says (ms, Unix epoch, UTC). */
  readonly capturedAt: number | null;
  /** Whether it is a frame of the page before it, and always has an address of its own. */
  readonly isFrame?: true;
}
