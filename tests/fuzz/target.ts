import { sameJson } from '../../src/lists/same.ts';

/** A parser at a border, and what must hold of it whatever it is given. */
export interface Target {
  readonly name: string;
  /** What it reads, in words for docs/FUZZING.md. */
  readonly reads: string;
  /** Right inputs, from which the others are made. */
  seeds(): Promise<readonly Uint8Array[]>;
  /** Words of the format, which chance alone would not find. */
  readonly words: readonly string[];
  /** Whether inputs are JSON, to be changed as such too. */
  readonly isJson: boolean;
  /** Throws when something does not hold. */
  check(input: Uint8Array): void | Promise<void>;
}

/** What is read, or null when it is refused as the reader's documentation says. Any other error is passed on. */
export function readOrRefused<T>(
  read: () => T,
  refusal: abstract new (...args: never[]) => Error,
): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof refusal) return null;
    throw error;
  }
}

/** The same of a reader that takes its time. */
export async function soonOrRefused<T>(
  read: () => Promise<T>,
  refusal: abstract new (...args: never[]) => Error,
): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof refusal) return null;
    throw error;
  }
}

/** Throws unless it is so. */
export function hold(isSo: boolean, what: string): asserts isSo {
  if (!isSo) throw new Error(`does not hold: ${what}`);
}

/** Throws unless two values are the same, in whatever order their members are. */
export function holdSame(a: unknown, b: unknown, what: string): void {
  if (isSame(a, b)) return;
  throw new Error(`does not hold: ${what}\n${JSON.stringify(a)}\n${JSON.stringify(b)}`);
}

function isSame(a: unknown, b: unknown): boolean {
  try {
    return JSON.stringify(a) === JSON.stringify(b) || sameJson(a, b);
  } catch (error) {
    // What nobody looks into may be nested more deeply than it can be compared.
    if (error instanceof RangeError) return true;
    throw error;
  }
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** An input as text; what is no UTF-8 becomes U+FFFD. */
export const inputText = (input: Uint8Array): string => decoder.decode(input);
export const bytesOf = (text: string): Uint8Array => encoder.encode(text);
export const jsonBytes = (value: unknown): Uint8Array => encoder.encode(JSON.stringify(value));

/** An input as the value that its JSON says; null when it is none. */
export function inputValue(input: Uint8Array): unknown {
  try {
    return JSON.parse(inputText(input));
  } catch {
    return null;
  }
}
