import { checkCommand } from '../../../src/publish/check-command.ts';

// `check FILE…`, and then what memory the process had at most.

process.exitCode = await checkCommand(process.argv.slice(2));
console.error(`peak ${process.resourceUsage().maxRSS} KiB`);
