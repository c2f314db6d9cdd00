import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BROWSERS, type BrowserName, buildStep } from './extension.ts';
import { pack } from './pack.ts';
import { inRoot } from './root.ts';
import { printResult, runStep } from './steps.ts';

const FOLDER = inRoot('.output/release');

/**
 * `npm run release`: the packages for the stores, and their SHA-256 in a file that `sha256sum --check` reads, in
 * `.output/release`. Each is built twice: a package that anybody can make again from its source has no other bytes
 * the second time, and one that has is refused with exit status 1.
 */
export async function main(): Promise<number> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const sums: string[] = [];
  for (const browser of BROWSERS) {
    const first = await packaged(browser);
    const again = await packaged(browser);
    if (first === null || again === null) return 1;
    if (sumOf(first) !== sumOf(again)) {
      console.error(`Two builds for ${browser} from the same source differ, so none is released.`);
      return 1;
    }
    const file = path.join(FOLDER, path.basename(first.name));
    writeFileSync(file, first.bytes);
    sums.push(`${sumOf(first)}  ${path.basename(file)}`);
  }
  writeFileSync(path.join(FOLDER, 'SHA256SUMS'), `${sums.join('\n')}\n`);
  copyFileSync(inRoot('CHANGELOG.md'), path.join(FOLDER, 'CHANGELOG.md'));
  console.log(`\n${sums.join('\n')}\n\nin ${path.relative(process.cwd(), FOLDER)}`);
  return 0;
}

interface Packaged {
  readonly name: string;
  readonly bytes: Buffer;
}

async function packaged(browser: BrowserName): Promise<Packaged | null> {
  const built = await runStep(buildStep(browser));
  printResult(built);
  if (!built.ok) return null;
  const { file } = pack(browser);
  return { name: file, bytes: readFileSync(file) };
}

const sumOf = ({ bytes }: Packaged) => createHash('sha256').update(bytes).digest('hex');
