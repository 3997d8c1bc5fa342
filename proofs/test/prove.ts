// Runs a proof as `npm run proofs` does, in a process of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const RUN = fileURLToPath(new URL("../src/run.ts", import.meta.url));

export async function prove(
  ...parameters: readonly string[]
): Promise<{ readonly status: number; readonly said: string }> {
  const child = spawn(process.execPath, [RUN, ...parameters], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const pipe of [child.stdout, child.stderr])
    pipe.on("data", (part: Buffer) => (said += part.toString()));
  const [status] = await once(child, "close");
  return { status, said };
}
