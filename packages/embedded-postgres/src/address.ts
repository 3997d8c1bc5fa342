// Where the server listens: a unix socket in a folder that only its owner may enter or, where that path is too long for a socket,
// a free port of the loopback interface. Both ask for the password.
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { giveTo } from "./cluster.ts";
import { canEnter, type Identity } from "./identity.ts";
import type { Settings } from "./settings.ts";

export type Address = {
  /** As it stands in a URL. */
  readonly host: string;
  readonly port: number;
  readonly settings: Settings;
  remove(): void;
};

// It only names the socket's file.
const socketPort = 5432;
const socketFile = `.s.PGSQL.${socketPort}`;
// sun_path holds 108 bytes on Linux and 104 on macOS, the closing zero included.
const socketPathBytesMax = 103;
const hashLength = 16;

export async function chooseAddress(dataDirectory: string, identity: Identity): Promise<Address> {
  const hash = createHash("sha256").update(dataDirectory).digest("hex").slice(0, hashLength);
  const directory = join(tmpdir(), `souk-${hash}`);
  const fits = Buffer.byteLength(join(`${directory}-XXXXXX`, socketFile)) <= socketPathBytesMax;
  return fits && canEnter(identity, tmpdir()) ? socketAddress(directory, identity) : loopbackAddress();
}

function socketAddress(preferred: string, identity: Identity): Address {
  const directory = makePrivate(preferred);
  giveTo(identity, [directory]);
  return {
    host: encodeURIComponent(directory),
    port: socketPort,
    settings: {
      unix_socket_directories: directory,
      unix_socket_permissions: "0700",
      listen_addresses: "",
      port: String(socketPort),
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

/** A new folder in place of one that an earlier server left; another name where somebody else took that one. */
function makePrivate(preferred: string): string {
  try {
    rmSync(preferred, { recursive: true, force: true });
    mkdirSync(preferred, { mode: 0o700 });
    chmodSync(preferred, 0o700); // Against an unusual umask.
    return preferred;
  } catch {
    return mkdtempSync(`${preferred}-`);
  }
}

async function loopbackAddress(): Promise<Address> {
  const port = await freePort();
  return {
    host: "127.0.0.1",
    port,
    settings: { unix_socket_directories: "", listen_addresses: "127.0.0.1", port: String(port) },
    remove: () => undefined,
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}
