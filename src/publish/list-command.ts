import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { keysOf } from '../accounts/keys.ts';
import { fileName } from '../lists/files.ts';
import { minuteNumber } from '../lists/lay-out.ts';
import { allFiles, type Manifest, readLatest } from '../lists/manifest.ts';
import { ListRefused } from '../lists/refusal.ts';
import { fingerprint, type TrustedKey, trustedKey } from '../lists/signature.ts';
import type { AccountEntry } from '../records/entry.ts';
import { assembleList, newestDay } from './build.ts';
import { lastChange } from './bundle.ts';
import { exportCommand } from './export-command.ts';
import { FETCH_USAGE, fetchCommand } from './fetch-command.ts';
import { DataError, type GatheredData, gatherData } from './gather.ts';
import { readIdentity } from './identity.ts';
import { IMPORT_USAGE, importCommand } from './import-command.ts';
import { generateKey, readKey, signLatest } from './keyfile.ts';
import { diffLists, isEmptyDiff, type ListDiff } from './list-diff.ts';
import { type OpenedList, openListFolder } from './list-folder.ts';
import { serveList } from './list-server.ts';
import { putFile } from './put-file.ts';

const DAY_MS = 86_400_000;

const COMMANDS: Readonly<Record<string, (args: string[]) => Promise<number>>> = {
  keygen,
  build,
  sign,
  verify,
  diff,
  history,
  export: exportCommand,
  serve,
  import: importCommand,
  fetch: fetchCommand,
};

export const LIST_USAGE = `  list keygen --out KEYFILE
      Makes a signing key. Keep the file: whoever has it can publish in your name.
  list build --data DIR --key KEYFILE --out DIR [--created TIME] [--good-for DAYS] [--min-wait SECONDS]
             [--mirror ADDRESS]... [--also-trust PUBLICKEY]... [--revoke KEYID]...
      Builds DIR/list.json, DIR/disclosures, DIR/accounts and, where there is one, DIR/reader-rules.json
      into a signed list that any static host can serve. Run on the folder of the last version it writes
      the next one, with what changed since, and keeps the files of the last.
      --public-key PUBLICKEY in place of --key: builds without signing, for list sign.
  list sign DIR --key KEYFILE
      Signs a list that was built without signing, where the key is kept.
  list verify DIR [--public-key KEY]
      Checks a list from its signature to its last record. 0: good, 2: refused, and why.
  list diff DIR DIR [--json]
      What changed from one version to another.
  list history DIR [--json]
      The versions of a list.
  list export [DIR] --format csv|ndjson|stix|parquet [--out FILE]
      Writes a list as a table with a row for each key that an entry can be found by, to join data with
      (docs/RESEARCH.md), or as a STIX 2.1 bundle. Without DIR the list that comes with the extension.
  list serve DIR [--port N]
      Serves a list on this machine, for trying.
${IMPORT_USAGE}${FETCH_USAGE}`;

/** `list COMMAND …`; gives the exit status. */
export async function listCommand([name = '', ...args]: string[]): Promise<number> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) return complain(`There is no command "list ${name}". Try: npm run cli -- help`);
  try {
    return await command(args);
  } catch (error) {
    if (error instanceof ListRefused)
      return complain(`Refused (${error.refusal}): ${error.message}`);
    return complain((error as Error).message);
  }
}

async function keygen(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { out: { type: 'string' } } });
  const key = await generateKey(needed(values.out, '--out KEYFILE'));
  say(
    `Key ${key.id}\nPublic key ${key.publicKey}\nFingerprint ${await keyFingerprint(key.publicKey)}`,
  );
  return 0;
}

async function build(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string' },
      key: { type: 'string' },
      'public-key': { type: 'string' },
      out: { type: 'string' },
      created: { type: 'string' },
      'good-for': { type: 'string' },
      'min-wait': { type: 'string' },
      mirror: { type: 'string', multiple: true },
      'also-trust': { type: 'string', multiple: true },
      revoke: { type: 'string', multiple: true },
    },
  });
  const dataDir = needed(values.data, '--data DIR');
  const out = needed(values.out, '--out DIR');
  const unsigned = values['public-key'] !== undefined;
  const key = unsigned ? null : await readKey(needed(values.key, '--key KEYFILE'));
  const signer = key ?? (await namedKey(values['public-key'] ?? ''));
  const created = values.created === undefined ? null : time(values.created);
  const goodForDays = numberIn(values['good-for'] ?? '365', '--good-for', 1, 3650, 'days');
  const minWait = numberIn(values['min-wait'] ?? '21600', '--min-wait', 60, 30 * 86_400, 'seconds');
  progress(`Reading ${dataDir} …`);
  const [data, identity] = [await gatherData(dataDir), await readIdentity(dataDir)];
  progress(`Read ${data.entries.length} entries. Opening the version before …`);
  const before = await earlierVersion(out, unsigned);
  if (before && before.manifest.list.id !== identity.id) {
    throw new DataError(
      `${out} holds the list "${before.manifest.list.id}", and this is "${identity.id}": take another folder.`,
    );
  }
  const signing = await signingOf(before, signer, values['also-trust'] ?? [], values.revoke ?? []);
  const made = created ?? (await dateOf(dataDir, data, goodForDays));
  const version = Math.max(minuteNumber(made), (before?.manifest.version ?? 0) + 1);
  const changes = before && changesSince(before, data, version);
  const isSame =
    before !== null &&
    JSON.stringify([before.manifest.list, before.readerRules, before.manifest.signing]) ===
      JSON.stringify([identity, data.readerRules ?? [], signing]);
  if (before && changes && isSame && isEmptyDiff(changes) && created === null && !isOver(before)) {
    say(`Nothing has changed since version ${before.manifest.version}; it stays as it is.`);
    return 0;
  }
  progress(`Building version ${version} …`);
  const { manifest, files } = assembleList(data, {
    ...{ identity, created: made, version, goodForDays, minWait, before },
    ...signing,
    mirrors: values.mirror ?? before?.manifest.mirrors ?? [],
    history: [
      ...(before?.history ?? []),
      {
        version,
        created: made.toISOString(),
        entries: data.entries.length,
        added: changes?.entries.added.length ?? data.entries.length,
        removed: changes?.entries.removed.length ?? 0,
        changed: changes?.entries.changed.length ?? 0,
        statuses: [...(changes?.entries.statuses ?? [])],
      },
    ],
  });
  progress(`Writing ${files.size} files …`);
  await mkdir(out, { recursive: true });
  for (const [name, bytes] of files) {
    if (name !== 'latest') await putFile(path.join(out, name), bytes);
  }
  const body = files.get('latest') ?? new Uint8Array();
  // Last: whoever sees it sees all the files that it names.
  await putFile(path.join(out, 'latest'), key ? signLatest(body, key) : body);
  await dropStale(out, before ? [manifest, before.manifest] : [manifest]);
  say(
    `${out}: version ${manifest.version}, ${manifest.counts.entries} entries, ${manifest.counts.disclosures} disclosures, ${key ? `signed with key ${key.id}` : `not signed yet: list sign ${out} --key KEYFILE`}.`,
  );
  return 0;
}

/** What changed in the data since a version. */
function changesSince(before: OpenedList, data: GatheredData, version: number): ListDiff {
  const { unmatched, findable } = partition(data.entries);
  return diffLists(before, {
    manifest: { version },
    entries: findable,
    catalogue: { disclosures: data.disclosures, unmatched },
  });
}

/**
 * Who may sign from this version on. Readers take a version only when a key signed it that the version
 * before names, so a key that it does not name is refused here instead of there.
 */
async function signingOf(
  before: OpenedList | null,
  signer: NamedKey,
  alsoTrust: readonly string[],
  revoke: readonly string[],
): Promise<{ keys: NamedKey[]; revoked: string[] }> {
  const earlier = before?.manifest.signing;
  if (earlier && !earlier.keys.some(({ id }) => id === signer.id)) {
    throw new DataError(
      `Readers do not trust key ${signer.id} for this list yet. Build once with the old key and --also-trust ${signer.publicKey}`,
    );
  }
  const revoked = [...new Set([...(earlier?.revoked ?? []), ...revoke])];
  if (revoked.includes(signer.id)) {
    throw new DataError(`Key ${signer.id} is revoked; sign with another one.`);
  }
  const more = await Promise.all(alsoTrust.map(namedKey));
  const keys = new Map([signer, ...(earlier?.keys ?? []), ...more].map((key) => [key.id, key]));
  for (const id of revoked) keys.delete(id);
  const named = [...keys.values()].map(({ id, publicKey }) => ({ id, publicKey }));
  return { keys: named.sort((a, b) => (a.id < b.id ? -1 : 1)), revoked };
}

type NamedKey = Manifest['signing']['keys'][number];

async function namedKey(text: string): Promise<NamedKey> {
  return { id: (await publicKey(text)).id, publicKey: text };
}

/**
 * Deletes files that neither this version nor the one before names, and what a build that was ended left: whoever is in the middle of fetching
 * the one before still finds it whole.
 */
async function dropStale(out: string, manifests: readonly Manifest[]): Promise<void> {
  const kept = new Set(manifests.flatMap(allFiles).map(fileName));
  for (const name of await readdir(out)) {
    if (/^(?:[0-9a-f]{64}\.bin(?:\.new)?|latest\.new)$/.test(name) && !kept.has(name))
      await rm(path.join(out, name));
  }
}

async function sign(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { key: { type: 'string' } },
  });
  const dir = needed(positionals[0], 'DIR');
  const key = await readKey(needed(values.key, '--key KEYFILE'));
  const latest = path.join(dir, 'latest');
  const { body } = readLatest(Uint8Array.from(await readFile(latest)));
  const { manifest } = await openListFolder(dir, { allowUnsigned: true });
  if (!manifest.signing.keys.some(({ id }) => id === key.id)) {
    throw new DataError(
      `The list does not name key ${key.id}; build it with this key's public part.`,
    );
  }
  await putFile(latest, signLatest(body, key));
  say(`${dir}: version ${manifest.version} is signed with key ${key.id}.`);
  return 0;
}

async function verify(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { 'public-key': { type: 'string', multiple: true } },
  });
  const dir = needed(positionals[0], 'DIR');
  const keys = await Promise.all((values['public-key'] ?? []).map(publicKey));
  const { manifest, key } = await openListFolder(dir, keys.length > 0 ? { keys } : {});
  const { counts } = manifest;
  say(
    `Good: ${manifest.list.name}, version ${manifest.version} of ${manifest.created}, ${counts.entries} entries, ${counts.disclosures} disclosures, ${counts.disputes} disputes.` +
      (key ? `\nSigned with key ${key.id}: ${await fingerprint(key.publicKey)}` : ''),
  );
  return 0;
}

async function diff(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean' } },
  });
  const from = await openListFolder(needed(positionals[0], 'DIR'), { allowUnsigned: true });
  const to = await openListFolder(needed(positionals[1], 'DIR DIR'), { allowUnsigned: true });
  const changes = diffLists(from, to);
  say(values.json ? JSON.stringify(changes) : inWords(changes));
  return 0;
}

async function history(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean' } },
  });
  const dir = needed(positionals[0], 'DIR');
  const { history: versions } = await openListFolder(dir, { allowUnsigned: true });
  if (values.json) {
    say(JSON.stringify(versions));
  } else {
    for (const one of versions) {
      say(
        [
          `${one.version}  ${one.created}  ${one.entries} entries, ${one.added} added, ${one.removed} removed, ${one.changed} changed`,
          ...one.statuses.map((status) => `  ${status}`),
        ].join('\n'),
      );
    }
  }
  return 0;
}

async function serve(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { port: { type: 'string' } },
  });
  const dir = needed(positionals[0], 'DIR');
  await openListFolder(dir, { allowUnsigned: true });
  const server = await serveList(
    dir,
    numberIn(values.port ?? '8787', '--port', 0, 65_535, 'a port'),
  );
  say(`${server.address}latest\nEnd it with Ctrl+C.`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await server.close();
  return 0;
}

/** The version in a folder that is about to get the next one; null in an empty or new folder. */
async function earlierVersion(out: string, allowUnsigned: boolean): Promise<OpenedList | null> {
  try {
    return await openListFolder(out, { allowUnsigned });
  } catch (error) {
    if (error instanceof ListRefused && error.refusal === 'missing-file') {
      const there = await readFile(path.join(out, 'latest')).catch(() => null);
      if (there === null) return null;
    }
    throw error;
  }
}

/**
 * When a list is made is read from its data, so that the same data gives the same bytes. Where a list of that
 * time would be out of date before anybody has it, it is made today.
 */
async function dateOf(
  dataDir: string,
  data: Parameters<typeof newestDay>[0],
  goodForDays: number,
): Promise<Date> {
  const epoch = process.env.SOURCE_DATE_EPOCH;
  if (epoch !== undefined && /^\d{1,12}$/.test(epoch)) return new Date(Number(epoch) * 1000);
  const changed = (await lastChange(dataDir)) ?? newestDay(data);
  if (changed.getTime() + goodForDays * DAY_MS > Date.now()) return changed;
  const today = new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS);
  say(
    `The newest date in the data is ${dayOf(changed)}: a list of that day would be out of date already, so this one is made on ${dayOf(today)} (--created says otherwise).`,
  );
  return today;
}

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

const isOver = ({ manifest }: OpenedList): boolean => Date.parse(manifest.expires) < Date.now();

function inWords({ from, to, entries, disclosures }: ListDiff): string {
  const part = (what: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`${names.length} ${what}:`, ...names.map((name) => `  ${name}`)];
  const lines = [
    ...part('entries added', entries.added),
    ...part('entries removed', entries.removed),
    ...part('entries changed', entries.changed),
    ...part('statuses changed', entries.statuses),
    ...part('disclosures added', disclosures.added),
    ...part('disclosures removed', disclosures.removed),
    ...part('disclosures changed', disclosures.changed),
  ];
  return [
    `From version ${from} to ${to}`,
    ...(lines.length > 0 ? lines : ['Nothing changed.']),
  ].join('\n');
}

/** Entries known by a display name alone can't be looked up; the catalogue carries them. */
function partition(entries: OpenedList['entries']) {
  const isFindable = (entry: AccountEntry) => keysOf(entry).length > 0;
  return {
    findable: entries.filter(isFindable),
    unmatched: entries.filter((entry) => !isFindable(entry)),
  };
}

async function publicKey(text: string): Promise<TrustedKey> {
  const key = await trustedKey(text);
  if (!key) throw new DataError(`"${text}" is no public key; keygen and verify print them.`);
  return key;
}

async function keyFingerprint(text: string): Promise<string> {
  return fingerprint((await publicKey(text)).publicKey);
}

function needed(value: string | undefined, what: string): string {
  if (value === undefined || value === '') throw new DataError(`${what} is missing.`);
  return value;
}

function numberIn(text: string, option: string, from: number, to: number, of: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < from || number > to) {
    throw new DataError(`${option} takes a number of ${of} from ${from} to ${to}, not "${text}".`);
  }
  return number;
}

function time(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) {
    throw new DataError(`--created takes a time such as 2026-11-25T09:00:00Z, not "${text}".`);
  }
  return date;
}

function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function complain(message: string): 2 {
  process.stderr.write(`${message}\n`);
  return 2;
}
