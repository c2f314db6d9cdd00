import type { Random } from './random.ts';
import type { Target } from './target.ts';

const LONGEST = 4096;
const BYTES = [0, 1, 9, 10, 13, 32, 34, 0x7f, 0x80, 0xc0, 0xef, 0xfe, 0xff];

/** Names that objects have of themselves, and others that are taken for something else. */
export const ODD_NAMES = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty'],
  ...['toJSON', 'then', 'length', '0', '-1', '1e3', '4294967295', '', ' ', '\u0000', 'null'],
] as const;

/** Values that readers stumble over. */
const ODD_VALUES: readonly unknown[] = [
  ...[null, true, false, 0, -0, -1, 1.5, 2 ** 31, 2 ** 53, 1e308, '', ' ', [], {}, [[]]],
  ...['\u202e', '\ufeff', '\u200b', '\ud800', 'a'.repeat(300), '<img src=x onerror=alert(1)>'],
  ...['javascript:alert(1)', 'data:text/html,x', 'https://a@b/', '2019-13-45', '9.06E+17', '@'],
  JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
];

/** Another input, made of one by some changes at random; `other` lends pieces. */
export function mutate(
  input: Uint8Array,
  other: Uint8Array,
  target: Pick<Target, 'words' | 'isJson'>,
  random: Random,
): Uint8Array {
  let changed = input;
  if (target.isJson && random.below(10) < 7) {
    changed = mutateJson(changed, target.words, random) ?? changed;
    if (random.below(10) < 8) return changed;
  }
  for (let rounds = 1 + random.below(5); rounds > 0; rounds--) {
    changed = mutateBytes(changed, other, target.words, random);
  }
  return changed.subarray(0, Math.max(LONGEST, input.length));
}

function mutateBytes(
  input: Uint8Array,
  other: Uint8Array,
  words: readonly string[],
  random: Random,
): Uint8Array {
  const at = random.below(input.length + 1);
  const stretch = 1 + random.below(random.oneIn(4) ? 64 : 6);
  switch (random.below(8)) {
    case 0:
      return replaced(input, at, 1, [(input[at] ?? 0) ^ (1 << random.below(8))]);
    case 1:
      return replaced(input, at, 1, [random.below(256)]);
    case 2:
      return replaced(input, at, 1, [random.pick(BYTES)]);
    case 3:
      return replaced(input, at, stretch, []);
    case 4:
      return replaced(input, at, 0, input.subarray(at, at + stretch));
    case 5: {
      const from = random.below(other.length + 1);
      return replaced(input, at, random.below(2) * stretch, other.subarray(from, from + stretch));
    }
    case 6:
      return replaced(
        input,
        at,
        random.below(2) * stretch,
        encoder.encode(words.length > 0 ? random.pick(words) : ''),
      );
    default: {
      const value = random.below(2 ** 32);
      return replaced(input, at, 4, [
        value & 255,
        (value >>> 8) & 255,
        (value >>> 16) & 255,
        value >>> 24,
      ]);
    }
  }
}

function replaced(
  input: Uint8Array,
  at: number,
  length: number,
  by: ArrayLike<number>,
): Uint8Array {
  const rest = input.subarray(Math.min(input.length, at + length));
  const bytes = new Uint8Array(at + by.length + rest.length);
  bytes.set(input.subarray(0, at));
  bytes.set(by, at);
  bytes.set(rest, at + by.length);
  return bytes;
}

function mutateJson(
  input: Uint8Array,
  words: readonly string[],
  random: Random,
): Uint8Array | null {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(input));
  } catch {
    return null;
  }
  for (let rounds = 1 + random.below(3); rounds > 0; rounds--) {
    value = changedSomewhere(value, words, random);
  }
  if (!random.oneIn(100)) return encoder.encode(written(value));
  // Deeper than JSON.stringify goes, though JSON.parse reads it.
  const depth = 1000 + random.below(20_000);
  const [open, close] = random.pick(DEEP);
  const text = written(changedSomewhere(value, [DEEP_MARK], random));
  return encoder.encode(
    text.replace(JSON.stringify(DEEP_MARK), () => open.repeat(depth) + 1 + close.repeat(depth)),
  );
}

const encoder = new TextEncoder();
const DEEP = [
  ['[', ']'],
  ['{"a":', '}'],
] as const;
const DEEP_MARK = 'deep here';

/** As JSON; what was read from it and is nested too deeply to be written becomes nothing. */
function written(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return 'null';
  }
}

/** A copy with one member or item changed, found by walking down at random. */
function changedSomewhere(value: unknown, words: readonly string[], random: Random): unknown {
  const isObject = typeof value === 'object' && value !== null;
  if (!isObject || Object.keys(value).length === 0 || random.oneIn(9)) {
    return changedValue(value, words, random);
  }
  if (Array.isArray(value)) {
    const items: unknown[] = [...value];
    const at = random.below(items.length);
    switch (random.below(8)) {
      case 0:
        items.splice(at, 1);
        break;
      case 1:
        items.splice(at, 0, items[random.below(items.length)]);
        break;
      default:
        items[at] = changedSomewhere(items[at], words, random);
    }
    return items;
  }
  const members = Object.entries(value);
  const at = random.below(members.length);
  const [name, old] = members[at] ?? ['', null];
  switch (random.below(10)) {
    case 0:
      members.splice(at, 1);
      break;
    case 1:
      members.push([random.pick(ODD_NAMES), old]);
      break;
    case 2:
      members[at] = [random.oneIn(2) ? random.pick(ODD_NAMES) : (words[0] ?? name), old];
      break;
    default:
      members[at] = [name, changedSomewhere(old, words, random)];
  }
  // Defined, so that `__proto__` becomes a member as it does in JSON.
  const made = {};
  for (const [key, one] of members) {
    Object.defineProperty(made, key, {
      ...{ value: one, enumerable: true, configurable: true, writable: true },
    });
  }
  return made;
}

function changedValue(value: unknown, words: readonly string[], random: Random): unknown {
  if (typeof value === 'string' && random.oneIn(2)) {
    const at = random.below(value.length + 1);
    const piece = random.oneIn(2)
      ? String.fromCharCode(random.below(random.oneIn(3) ? 0x10000 : 128))
      : (words[random.below(words.length)] ?? '');
    return value.slice(0, at) + piece + value.slice(at + random.below(3));
  }
  if (typeof value === 'number' && random.oneIn(2)) return value + random.below(5) - 2;
  if (words.length > 0 && random.oneIn(3)) return random.pick(words);
  return random.pick(ODD_VALUES);
}
