import { ListRefused } from '../lists/refusal.ts';
import { fetchListFile, listAddress } from './fetch-list.ts';
import type { FetchFile } from './version-files.ts';

/**
 * Gets a list's files from its own address and, where that fails, from its mirrors in random order. A server that
 * could not be reached is not asked again; one that lacks a file is, for others. Mirrors are named by a signed version
 * and everything they give is checked like the rest, so what counts as failing is only what another server may do
 * better: not being there, or not having the file yet. The refusal is that of the first that was asked.
 */
export function fetchWithMirrors(
  address: string,
  mirrors: readonly string[],
  signal?: AbortSignal,
): FetchFile {
  // As published, where a folder's address may lack the slash at its end.
  const order = [address, ...shuffled(mirrors.map(listAddress))];
  const failed = new Set<string>();
  return async (name, maxBytes) => {
    let first: unknown = null;
    for (const server of order.filter((one) => !failed.has(one))) {
      try {
        return await fetchListFile(server, name, { maxBytes, signal });
      } catch (error) {
        first ??= error;
        if (signal?.aborted || !isPassing(error)) throw error;
        if (!isMissing(error)) failed.add(server);
      }
    }
    throw first ?? new ListRefused('unreachable', 'No server of this list could be reached.');
  };
}

const isMissing = (error: unknown): boolean =>
  error instanceof ListRefused && error.refusal === 'missing-file';

function isPassing(error: unknown): boolean {
  return (
    isMissing(error) ||
    (error instanceof ListRefused && ['unreachable', 'redirected'].includes(error.refusal))
  );
}

function shuffled(addresses: readonly string[]): string[] {
  return addresses
    .map((address) => ({ address, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ address }) => address);
}
