import { CHECK_USAGE, checkCommand } from './check-command.ts';
import { LIST_USAGE, listCommand } from './list-command.ts';
import { READ_USAGE, readPages } from './read-command.ts';

// Whoever reads our output may have had enough of it, as `head` has after some lines.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  // Left alone, Node would end with 1, which says that somebody was found.
  process.stderr.write(`The output can't be written: ${error.message}\n`);
  process.exit(2);
});

/** A mistake in how a command was called; shown in one line, exit status 2. */
const COMMANDS: Readonly<Record<string, (args: string[]) => Promise<number>>> = {
  read: readPages,
  check: checkCommand,
  list: listCommand,
};

const USAGE = `Takedown Lens, command line

${READ_USAGE}${CHECK_USAGE}${LIST_USAGE}
Exit status: 0 done, 2 something could not be done (one line on standard error says what).
`;

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
if (command) {
  try {
    process.exitCode = await command(args);
  } catch (error) {
    // A fault of ours. Left alone, Node would end with 1.
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exitCode = 2;
  }
} else {
  const asked = name === '' || name === 'help' || name === '--help';
  (asked ? process.stdout : process.stderr).write(
    asked ? USAGE : `There is no command "${name}". Try: npm run cli -- help\n`,
  );
  process.exitCode = asked ? 0 : 2;
}
