// What the proxies have in common: a place to listen, and an end.
import { once } from "node:events";
import type { Server, Socket } from "node:net";

export type Proxy = { readonly port: number; close(): Promise<void> };

/** Opens the server on a free port of the loopback interface. */
export async function addressOf(server: Server): Promise<Proxy> {
  const open = new Set<Socket>();
  server.on("connection", (socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("A proxy has no port.");
  return {
    port: address.port,
    async close() {
      server.close();
      for (const socket of open) socket.destroy();
      await once(server, "close");
    },
  };
}
