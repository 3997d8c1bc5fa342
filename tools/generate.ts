// `npm run generate`: everything that is derived from something else. `--check` fails where a file is not what it would be made as.
//   schema.sql and database.gen.ts of each service, from its migrations · gRPC code, from the protobuf files · docs/access.md and
//   docs/events.md, from the routes and the events.
import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accessPage } from "./src/access-page.ts";
import { eventsPage } from "./src/events-page.ts";
import { generatedSchemas } from "./src/schemas.ts";

type Generated = { readonly path: string; readonly text: string };

const isCheck = process.argv.includes("--check");
const root = new URL("../", import.meta.url);

async function main(): Promise<void> {
  const made: readonly Generated[] = [
    ...(await generatedSchemas()),
    await accessPage(),
    await eventsPage(),
    ...(await generatedRpc()),
  ];
  const stale: string[] = [];
  for (const { path, text } of made) {
    const now = await readFile(new URL(path, root), "utf8").catch(() => "");
    if (now === text) continue;
    stale.push(path);
    if (!isCheck) await writeFile(new URL(path, root), text);
  }
  const verb = isCheck ? "not up to date (run: npm run generate)" : "written";
  for (const path of stale) console.log(`${path}: ${verb}`);
  console.log(`generate: ${made.length} files, ${stale.length} ${isCheck ? "stale" : "changed"}`);
  if (isCheck && stale.length > 0) process.exitCode = 1;
}

/** What buf makes of the protobuf files, made aside so that a check changes nothing. */
async function generatedRpc(): Promise<readonly Generated[]> {
  const directory = await mkdtemp(join(tmpdir(), "souk-generate-"));
  const contracts = new URL("packages/contracts/", root);
  try {
    run("buf", ["lint"], contracts);
    run("buf", ["generate", "--output", directory], contracts);
    const listed = run("find", ["gen", "-type", "f"], directory).trim().split("\n");
    return Promise.all(
      listed.map(async (file) => ({
        path: `packages/contracts/${file}`,
        text: await readFile(join(directory, file), "utf8"),
      })),
    );
  } finally {
    await rm(directory, { recursive: true });
  }
}

function run(command: string, parameters: readonly string[], cwd: URL | string): string {
  const done = spawnSync(command, parameters, { cwd, encoding: "utf8" });
  if (done.status === 0) return done.stdout;
  throw new Error(`${command} ${parameters.join(" ")} failed:\n${done.stdout}${done.stderr}`);
}

await main();
