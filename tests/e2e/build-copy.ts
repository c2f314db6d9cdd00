import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type BrowserName, extensionFolder } from '../../src/dev/extension.ts';
import { inRoot } from '../../src/dev/root.ts';

// Nobody can press the browser's own "Allow" in a test. So some tests load a copy of the build whose manifest allows
// from the start what a person would have allowed; its code is the build's.

const Manifest = z.looseObject({
  content_scripts: z.array(z.looseObject({ matches: z.array(z.string()) })).min(1),
  host_permissions: z.array(z.string()),
});

/** A copy of a browser's build with another manifest. Gives its folder. */
export function copyOfBuild(
  browser: BrowserName,
  name: string,
  change: (manifest: z.infer<typeof Manifest>) => void,
): string {
  const built = extensionFolder(browser);
  if (!existsSync(built)) throw new Error('not built: npm run e2e builds first');
  const folder = inRoot('.cache/e2e-builds', `${browser}-${name}`);
  rmSync(folder, { recursive: true, force: true });
  cpSync(built, folder, { recursive: true });
  const file = path.join(folder, 'manifest.json');
  const manifest = Manifest.parse(JSON.parse(readFileSync(file, 'utf8')));
  change(manifest);
  writeFileSync(file, JSON.stringify(manifest));
  return folder;
}
