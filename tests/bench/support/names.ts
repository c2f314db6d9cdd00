const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789_';

/** Distinct account keys, 13 letters on average, the same in every run. */
export function nameMaker(seed: number): () => string {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 8) / 2 ** 24;
  };
  let serial = 0;
  return () => {
    const length = 3 + Math.floor(next() * 13);
    let name = '@';
    for (let at = 0; at < length; at++) name += ALPHABET[Math.floor(next() * ALPHABET.length)];
    return name + (serial++).toString(36).padStart(4, '0');
  };
}

const decoder = new TextDecoder('latin1');

/**
 * Names that `nameMaker` never gives, 13 letters on average, each a string of its own: V8 keeps the hash of
 * a string that it has looked up before, and a page's names are fresh.
 */
export function strangers(count: number, seed: number): string[] {
  let state = seed | 0;
  const bytes = new Uint8Array(20);
  bytes[0] = 33;
  return Array.from({ length: count }, () => {
    for (let at = 1; at < bytes.length; at++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
      bytes[at] = ALPHABET.charCodeAt((state >>> 8) % ALPHABET.length);
    }
    return decoder.decode(bytes.subarray(0, 8 + ((state >>> 16) % 13)));
  });
}
