import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. Commands may run from anywhere below or beside it. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A path inside the repository. */
export const inRoot = (...parts: string[]): string => path.join(ROOT, ...parts);
