// The direction of imports between the rooms of src/ (docs/ARCHITECTURE.md): a room may use
// the rooms below it, never one beside or above it, and never in a circle.
const ROOMS = [
  ['accounts'],
  ['records'],
  ['lists'],
  ['messaging'],
  ['store', 'sync', 'readers', 'ui'],
  ['page', 'badge', 'research', 'publish'],
  ['dev'],
];

// badge draws what page decided; publish reads saved pages as the page room and the badge would, and checks files
// as the research page does.
const SIDEWAYS = [
  ['page', 'badge'],
  ['badge', 'ui'],
  ['publish', 'page'],
  ['publish', 'badge'],
  ['publish', 'research'],
  ['sync', 'store'],
];

const rank = new Map(ROOMS.flatMap((rooms, level) => rooms.map((room) => [room, level])));

const directionRules = [...rank].map(([room, level]) => {
  const forbidden = [...rank.keys()].filter(
    (other) =>
      other !== room &&
      (rank.get(other) ?? 0) >= level &&
      !SIDEWAYS.some(([from, to]) => from === room && to === other),
  );
  return {
    name: `${room}-imports-only-downwards`,
    severity: 'error',
    from: { path: `^src/${room}/` },
    to: { path: `^(src/(${forbidden.join('|')})|entrypoints)/` },
  };
});

// dependency-cruiser 17 asks swc for TypeScript without JSX and fails on our .tsx files; its other
// parser needs a TypeScript older than 7. So swc is told about JSX here, where the tool gets it from.
const swc = require('@swc/core');
const { parseFileSync } = swc;
swc.parseFileSync = (file, options) =>
  parseFileSync(file, { ...options, tsx: file.endsWith('.tsx') });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'pure-rooms-know-no-browser',
      comment: 'The same code serves the extension, the command line and the tests.',
      severity: 'error',
      from: { path: '^src/(accounts|records|lists)/', pathNot: '\\.test\\.ts$' },
      to: { path: '(webextension-polyfill|wxt/|^node:|node_modules/(idb|preact|jsdom)/)' },
    },
    {
      name: 'parts-have-no-readers',
      comment:
        'What is brought to a page later would have readers of its own, and none in them: it asks the PageContext.',
      severity: 'error',
      from: { path: '^entrypoints/(badge|card)\\.tsx?$' },
      to: { path: '^src/readers/core/(registry|scan|page)\\.ts$', reachable: true },
    },
    {
      name: 'workers-have-no-words',
      comment: 'A worker has no messages of the browser; its page says what there is to say.',
      severity: 'error',
      from: { path: '^entrypoints/.*worker\\.ts$' },
      to: { path: '^src/ui/language/', reachable: true },
    },
    {
      name: 'not-from-tests',
      severity: 'error',
      from: { path: '^(src|entrypoints)/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^tests/' },
    },
    ...directionRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.test\\.tsx?$' },
    parser: 'swc',
    tsConfig: { fileName: 'tsconfig.json' },
    moduleSystems: ['es6', 'cjs'],
  },
};
