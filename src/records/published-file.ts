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

/** Why a row, or a name in it, can't be read. */
export const UNREAD_KINDS = [
  /** Text that is no name on its platform. */
  'not-a-name',
  /** The place of the name is empty, or says that there is none (`N/A`, `[deleted]`). */
  'no-name',
  /** It looks like the heading of what follows. */
  'heading',
  /** It looks like the sum of the rows above. */
  'total',
  'no-platform',
  'rounded-id',
  'quotes',
  'json',
] as const;
export type UnreadKind = (typeof UNREAD_KINDS)[number];

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

/** Of a table with hundreds of columns so many are named. */
const MOST_COLUMNS = 20;

/** The first of some columns, with a mark behind them where there are more. */
export const firstColumns = (names: readonly string[]): readonly string[] =>
  names.length > MOST_COLUMNS ? [...names.slice(0, MOST_COLUMNS), '…'] : names;
