// What the inbox forgets, and what it must not.
import { afterEach, beforeEach, expect, test } from "vitest";
import { cleanInbox } from "../src/clean-inbox.ts";
import { query } from "./database.ts";
import { createStage, eventually, type Stage } from "./stage.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await createStage();
});
afterEach(() => stage.close());

test("old inbox rows and refusals go in bounded steps; what is parked or younger stays", async () => {
  const { db } = stage;
  await query(
    db,
    "insert into inbox select 'a', gen_random_uuid(), now() - interval '36 days' from generate_series(1, 5001)",
  );
  await query(
    db,
    "insert into inbox select 'a', gen_random_uuid(), now() - interval '34 days' from generate_series(1, 7)",
  );
  await query(
    db,
    `insert into dead_letters (consumer, event_id, type, key, source, data, occurred_at, kind, attempts, reason, recorded_at)
     select 'a', gen_random_uuid(), 't', 'k', 's', '{}', now(), kind, 1, 'r', now() - interval '36 days' from (values ('refused'), ('parked')) as kinds (kind)`,
  );
  await cleanInbox(db);
  expect(await query(db, "select count(*) from inbox")).toEqual([{ count: 7 }]);
  expect(await query(db, "select kind from dead_letters")).toEqual([{ kind: "parked" }]);
});

test("a running consumer cleans by itself, and says so when it cannot", async () => {
  await query(stage.db, "insert into inbox values ('a', gen_random_uuid(), now() - interval '36 days')");
  await stage.consumer({ subscriptions: [stage.effectOf()] });
  await eventually(async () => expect(await query(stage.db, "select from inbox")).toHaveLength(0));
  await query(stage.db, "alter table inbox rename to away");
  await stage.consumer({ service: "other", subscriptions: [stage.effectOf()] });
  await eventually(() =>
    expect(stage.telemetry.lines.join("")).toContain("old inbox rows could not be deleted"),
  );
  await query(stage.db, "alter table away rename to inbox");
});
