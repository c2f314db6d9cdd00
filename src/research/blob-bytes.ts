import type { ByteSource } from './check/text.ts';

/** A file's bytes as they are read, each piece shown to `onRead` first. */
export async function* bytesOf(content: Blob, onRead: (bytes: Uint8Array) => void): ByteSource {
  const reader = content.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onRead(value);
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}
