/** A file's bytes in pieces: a browser's `file.stream()`, a stream of Node's, or pasted text. */
export type ByteSource = AsyncIterable<Uint8Array>;
