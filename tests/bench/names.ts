const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789_';

/** Distinct names of 7 to 19 characters, 13 on average, the same in every run. */
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
