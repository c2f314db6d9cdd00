/**
 * A function as text to be run elsewhere. Our own loader (tsx) adds calls of a helper `__name` that
 * does not exist in a page, so the text brings one along.
 */
export function asText(code: (...args: never[]) => unknown): string {
  return `function (...args) { const __name = (it) => it; return (${code}).apply(this, args); }`;
}

/** A call of it with arguments that pass through JSON, as one expression. */
export function asCall(code: (...args: never[]) => unknown, args: readonly unknown[]): string {
  return `(${asText(code)})(...${JSON.stringify(args)})`;
}
