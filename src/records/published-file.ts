/** The published files that are known by their content. `table` and `lines` are of nobody's making. */
export const IMPORT_FORMATS = [
  'twitter-users',
  'twitter-tweets',
  'clemson-authors',
  'clemson-tweets',
  'reddit-profiles',
  'reddit-table',
  'meta-indicators',
  'tumblr-names',
  'addresses',
  'handles',
  'table',
] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** Why a file can't be read, or nothing be looked up or written of it. */
export const READ_FAULTS = [
  'damaged-gzip',
  'several-tables',
  'damaged-json',
  'endless-row',
  'no-rows',
  'no-such-column',
  'no-names',
  'no-lists',
  'lists-changed',
  'not-readable',
  'too-many-rows',
] as const;
