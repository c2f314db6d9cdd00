/**
 * Bytes that are not what the list format says: damaged, truncated, of another version, or made to
 * mislead. Whoever catches one drops what it read and keeps what it had.
 */
export class ListFormatError extends Error {
  override readonly name: string = 'ListFormatError';
}

/** A file that goes on unpacking beyond the length it was declared with: a decompression bomb. */
export class OverlongFileError extends ListFormatError {
  override readonly name = 'OverlongFileError';
}
