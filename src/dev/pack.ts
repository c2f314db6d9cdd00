import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';
import { type BrowserName, extensionFolder } from './extension.ts';
import { inRoot } from './root.ts';

/** A packed extension. */
export interface Package {
  readonly file: string;
  readonly sha256: string;
}

/** The earliest moment that a zip can hold: when a file was written is nobody's concern, and differs each time. */
const NO_TIME = new Date(1980, 0, 1);

/** Packs a browser's build for its store. The same build gives the same bytes, on whatever machine. */
export function pack(browser: BrowserName): Package {
  const folder = extensionFolder(browser);
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((name) => name.split(path.sep).join('/'))
    .sort();
  const files = Object.fromEntries(
    names.map((name) => [name, new Uint8Array(readFileSync(path.join(folder, name)))]),
  );
  const zip = zipSync(files, { level: 9, mtime: NO_TIME, os: 3 });
  const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as {
    version: string;
  };
  const file = inRoot('.output', `takedown-lens-${version}-${browser}.zip`);
  writeFileSync(file, zip);
  return { file, sha256: createHash('sha256').update(zip).digest('hex') };
}
