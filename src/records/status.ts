// Apart from the schemas, so that a content script can use it without carrying a schema library.

/** The entry's own status, that of its newest event: it outranks what its disclosures say. */
export function statusOf<Status extends string>(entry: {
  readonly history: readonly { readonly status: Status }[];
}): Status | 'listed' {
  return entry.history.at(-1)?.status ?? 'listed';
}
