import { listCommand } from '../../../src/publish/list-command.ts';

// `list COMMAND …`, and then what memory the process had at most.

process.exitCode = await listCommand(process.argv.slice(2));
console.log(`peak ${process.resourceUsage().maxRSS} KiB`);
