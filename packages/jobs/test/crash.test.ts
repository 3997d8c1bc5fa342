// A worker's process killed while it runs a job.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { enqueue } from "../src/index.ts";
import { createStage, eventually, remembering, Work, type Stage } from "./stage.ts";

const takeoverMsMax = 5_000;

let stage: Stage;
beforeEach(async () => {
  stage = await createStage();
});
afterEach(() => stage.close());

test("the job of a killed process is taken over within seconds, as its second try", async () => {
  await enqueue(stage.db, Work, { key: "a", data: { step: 1 } });
  const child = spawn(process.execPath, [fileURLToPath(new URL("crash-child.ts", import.meta.url))], {
    env: { ...process.env, SERVICE_URL: stage.url },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await Promise.race([
    once(child.stdout, "data"),
    once(child, "exit").then(() => Promise.reject(new Error("The child ended early."))),
  ]);
  const attempts: number[] = [];
  const { handler } = remembering(async (_task, { attempt }) => {
    attempts.push(attempt);
    return "done";
  });
  await stage.started(handler);
  child.kill("SIGKILL");
  await once(child, "exit");
  const killedAt = performance.now();
  await eventually(() => expect(attempts).toEqual([2]));
  expect(performance.now() - killedAt).toBeLessThan(takeoverMsMax);
});
