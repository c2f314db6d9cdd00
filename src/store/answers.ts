import type { Catalogue } from '../lists/catalogue.ts';
import { sha256Hex } from '../lists/files.ts';
import { encodeManifest, type Manifest } from '../lists/manifest.ts';
import type {
  CardAnswer,
  CitedList,
  FoundEntry,
  ListFacts,
  OwnFile,
} from '../messaging/messages.ts';
import type { Disclosure } from '../records/disclosure.ts';
import type { AccountEntry } from '../records/entry.ts';

/** What is known of a list apart from its manifest: the file it was made of, if it is a private one. */
interface Made {
  readonly manifest: Manifest;
  readonly ownFile?: OwnFile;
}

/** A list as a person is told of it. */
export function factsOf({ manifest, ownFile }: Made): ListFacts {
  const { list, version, created, expires, counts } = manifest;
  return {
    ...(ownFile && { ownFile }),
    id: list.id,
    name: list.name,
    version,
    created,
    expires,
    publisher: list.publisher,
    corrections: list.corrections,
    entries: counts.entries,
    disclosures: counts.disclosures,
    disputes: counts.disputes,
  };
}

/** A list as a result cites it: its hash is that of the manifest in its one JSON form, which is what was signed. */
export async function citedList({ manifest, ownFile }: Made): Promise<CitedList> {
  const { list, version, created, counts } = manifest;
  return {
    ...(ownFile && { ownFile }),
    id: list.id,
    name: list.name,
    publisher: list.publisher,
    version,
    created,
    sha256: await sha256Hex(Uint8Array.from(encodeManifest(manifest))),
    entries: counts.entries,
  };
}

/** An entry as a tab is told of it, with what a badge says of its disclosures. */
export function foundEntry(
  key: string,
  entry: AccountEntry,
  disclosures: readonly Disclosure[],
  { list, version, expires }: Manifest,
): FoundEntry {
  return {
    key,
    entry,
    disclosures: disclosures.map(({ id, disclosedBy, date, kind, disputes }) => ({
      id,
      shortName: disclosedBy.shortName,
      date,
      kind,
      disputes: disputes.length,
    })),
    list: { id: list.id, name: list.name, version, expires },
  };
}

/** An entry as its card shows it. */
export function cardRecord(
  entry: AccountEntry,
  disclosures: readonly Disclosure[],
  { named }: Pick<Catalogue, 'named'>,
  made: Made,
): CardAnswer['records'][number] {
  const known = new Map(Object.entries(named));
  return {
    entry,
    disclosures,
    namesKnown: Object.fromEntries(disclosures.map(({ id }) => [id, known.get(id) ?? 0])),
    list: factsOf(made),
  };
}
