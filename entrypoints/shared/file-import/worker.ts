import type { ToImporter } from '../../../src/research/import/file-protocol.ts';
import { FileSession } from '../../../src/research/import/file-session.ts';
import { PrivateFiles } from '../../../src/store/private-files.ts';

// Reads a published file apart from the page, and keeps what it read till the person has said yes.

const page = self as unknown as Pick<MessagePort, 'postMessage'>;
const session = new FileSession((message) => page.postMessage(message), new PrivateFiles());

addEventListener('message', ({ data }: MessageEvent<ToImporter>) => void session.take(data));
