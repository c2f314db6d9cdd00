import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What went through since the last time it was asked. */
export interface Traffic {
  /** `GET /latest`, … in their order. */
  readonly requests: readonly string[];
  /** Their status codes. */
  readonly statuses: readonly number[];
  /** Whether every request carried If-None-Match. */
  readonly conditional: boolean;
  /** Bytes from the server, heads included. */
  readonly received: number;
  /** Of these, those of bodies. */
  readonly bodies: number;
}

/** Stands before a server on this machine and counts the bytes of HTTP as they are on the wire. */
export async function countingProxy(target: string) {
  const { port } = new URL(target);
  let up = '';
  let down: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(port), '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    client.on('data', (bytes) => {
      up += bytes.toString('latin1');
    });
    upstream.on('data', (bytes) => {
      down.push(bytes);
    });
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    take(): Traffic {
      const all = Buffer.concat(down);
      const heads = all.toString('latin1').match(/HTTP\/1\.1 \d{3}[\s\S]*?\r\n\r\n/g) ?? [];
      const asked = up.match(/GET [\s\S]*?\r\n\r\n/g) ?? [];
      const traffic = {
        requests: asked.map((head) => head.split(' ').slice(0, 2).join(' ')),
        statuses: heads.map((head) => Number(head.slice(9, 12))),
        conditional: asked.every((head) => /\r\nif-none-match:/i.test(head)),
        received: all.length,
        bodies: all.length - heads.reduce((sum, head) => sum + head.length, 0),
      };
      up = '';
      down = [];
      return traffic;
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
