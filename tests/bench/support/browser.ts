import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { build } from 'vite';
import { findBrowser } from '../../../src/dev/browsers.ts';

/** One of our own scripts as a browser runs it: bundled and minified as in the extension. */
export async function bundled(file: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: file, formats: ['iife'], name: 'bench' },
    },
  });
  const output = Array.isArray(result) ? result[0]?.output : 'output' in result && result.output;
  const chunk = output ? output[0] : undefined;
  if (!chunk || !('code' in chunk)) throw new Error(`${file} could not be bundled`);
  return chunk.code;
}

/** A Chromium with a profile that goes away, with an extension where one is given. */
export async function withChromium<T>(
  extension: string | null,
  work: (context: BrowserContext) => Promise<T>,
): Promise<T> {
  const program = await findBrowser('chromium');
  if (program === null) throw new Error('There is no Chromium to measure in.');
  const profile = mkdtempSync(path.join(tmpdir(), 'lens-bench-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: program,
    headless: false,
    args: [
      '--headless=new',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--no-first-run',
      ...(extension === null
        ? []
        : [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`]),
    ],
  });
  try {
    return await work(context);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/**
 * Serves an empty page, and these files, on this machine. Pages are isolated from other origins, which makes
 * their clock twenty times finer.
 */
export async function serveFiles(files: ReadonlyMap<string, Uint8Array | string> = new Map()) {
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '/');
    response.writeHead(200, {
      'content-type': file === undefined ? 'text/html; charset=utf-8' : 'application/octet-stream',
      'access-control-allow-origin': '*',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    });
    response.end(file ?? '<!doctype html><title>Bench</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
