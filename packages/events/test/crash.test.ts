// A process killed between the commit of an effect and the commit of its offset.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { query } from "./database.ts";
import { aStep, createStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await createStage();
});
afterEach(() => stage.close());

test("the effects of a killed process happen once, and another takes its partitions over in order", async () => {
  await stage.bus.append([1, 2, 3].map((step) => aStep("a", step)));
  const child = spawn(process.execPath, [fileURLToPath(new URL("crash-child.ts", import.meta.url))], {
    env: { ...process.env, SERVICE_URL: stage.service.url, BUS_URL: stage.busDatabase.url },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await Promise.race([
    once(child.stdout, "data"),
    once(child, "exit").then(() => Promise.reject(new Error("The child ended early."))),
  ]);
  child.kill("SIGKILL");
  await once(child, "exit");
  const expected = [1, 2].map((step) => ({ thingId: "a", step }));
  expect(await stage.effects()).toEqual(expected);
  expect(await query(stage.busDatabase.db, "select from bus_offsets where position > 0")).toHaveLength(0);

  const consumer = await stage.consumer({ subscriptions: [stage.effectOf()] });
  await stage.settled(consumer);
  expect(await stage.effects()).toEqual([...expected, { thingId: "a", step: 3 }]);
});
