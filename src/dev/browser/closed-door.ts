import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy that lets nothing through and remembers who knocked. */
export interface ClosedDoor {
  readonly port: number;
  /** `host:port` of encrypted connections, whole addresses of others. */
  readonly knocks: readonly string[];
  close(): void;
}

/** Opens one on the loopback interface, for a browser that is to have no network. */
export async function closedDoor(): Promise<ClosedDoor> {
  const knocks: string[] = [];
  const server = createServer((request, response) => {
    knocks.push(request.url ?? '');
    response.writeHead(403).end();
  });
  server.on('connect', (request, socket) => {
    knocks.push(request.url ?? '');
    socket.on('error', () => {});
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    knocks,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
