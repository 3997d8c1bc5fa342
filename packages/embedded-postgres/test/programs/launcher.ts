// A launcher as tests start and kill it: starts the server, says so, and stays until it is told to stop or is killed.
import { once } from "node:events";
import { DataInUse, startEmbeddedPostgres } from "../../src/index.ts";
import type { IdentityChoice } from "../../src/identity.ts";

const [dataDirectory = "", identityChoice = "automatic"] = process.argv.slice(2);

try {
  const server = await startEmbeddedPostgres({
    dataDirectory,
    durable: true,
    identityChoice: identityChoice as IdentityChoice,
    log: (line) => process.stderr.write(`${line}\n`),
  });
  process.stdout.write(`${JSON.stringify({ pid: server.pid, url: server.url("postgres") })}\n`);
  await once(process.stdin, "data");
  await server.stop();
  process.stdout.write("stopped\n");
  process.stdin.destroy();
} catch (error) {
  const ownerPid = error instanceof DataInUse ? error.ownerPid : undefined;
  process.stdout.write(`${JSON.stringify({ error: String(error), ownerPid })}\n`);
}
