// Finds out early whether the shop can listen where it is told to.
import { createServer } from "node:net";

/** Somebody else listens there. */
export class PortTaken extends Error {
  readonly port: number;
  constructor(port: number, cause: unknown) {
    super(`Port ${port} is taken. Stop what listens there, or choose another: PORT=${port + 10} npm start`, {
      cause,
    });
    this.name = "PortTaken";
    this.port = port;
  }
}

/** The port, or a free one for 0. It is let go of again before this returns. */
export async function findPort(host: string, port: number): Promise<number> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once("error", (error) => {
      reject("code" in error && error.code === "EADDRINUSE" ? new PortTaken(port, error) : error);
    });
    probe.listen(port, host, () => {
      const address = probe.address();
      const found = typeof address === "object" && address !== null ? address.port : port;
      probe.close(() => resolve(found));
    });
  });
}
