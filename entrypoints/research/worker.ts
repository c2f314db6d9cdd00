import type { ToWorker } from '../../src/research/protocol.ts';
import { CheckSession } from '../../src/research/session.ts';

// Reads, looks up and holds the result apart from the page, so that the page answers whatever it does.

const page = self as unknown as Pick<MessagePort, 'postMessage'>;
const session = new CheckSession((message) => page.postMessage(message));

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => void session.take(data));
