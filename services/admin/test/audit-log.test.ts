// The audit log: every staff action once, in a chain that shows any change.
import { randomUUID } from "node:crypto";
import { StaffActed } from "@souk/contracts";
import { type AnyDb, statement } from "@souk/db";
import { startTestShop, type TestShop } from "@souk/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { adminService } from "../src/app.ts";
import { verifyAuditLog } from "../src/commands/verify-audit-log.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop({ services: [adminService] });
});
afterAll(() => shop.close());

function anAction(subjectId: string = randomUUID()) {
  const before = { price: 100, name: "Bowl" };
  const after = { name: "Bowl", price: 90 };
  return {
    actorId: randomUUID(),
    action: "product.update",
    subjectType: "product",
    subjectId,
    before,
    after,
    at: new Date().toISOString(),
  };
}
const entries = async (query = "") =>
  shop.call("GET", `/audit-entries${query}`, { as: await shop.staff(["audit:read"]) });

test("an action that is heard twice stands in the log once", async () => {
  const action = anAction();
  const eventId = randomUUID();
  await shop.deliver("admin", StaffActed, { data: action, eventId });
  await shop.deliver("admin", StaffActed, { data: action, eventId });
  const { body } = await entries(`?subjectId=${action.subjectId}`);
  expect(body.items).toHaveLength(1);
  expect(body.items[0]).toMatchObject({
    id: eventId,
    action: "product.update",
    before: action.before,
    after: action.after,
  });
});

test("parallel actions make one unbroken chain, paged without gaps", async () => {
  await Promise.all(
    Array.from({ length: 25 }, () => shop.deliver("admin", StaffActed, { data: anAction() })),
  );
  const verdict = await verifyAuditLog({ db: shop.db("admin") as never });
  expect(verdict).toEqual({ entries: expect.any(Number), brokenAt: undefined });
  expect(verdict.entries).toBeGreaterThanOrEqual(25);
  const first = await entries("?limit=20");
  const second = await entries(`?limit=20&cursor=${first.body.nextCursor}`);
  const positions = [...first.body.items, ...second.body.items].map(
    ({ position }: { position: number }) => position,
  );
  expect(positions).toEqual(Array.from({ length: verdict.entries }, (_, index) => verdict.entries - index));
});

test("an entry without before and after is kept, too", async () => {
  const action = { ...anAction(), before: null, after: null };
  await shop.deliver("admin", StaffActed, { data: action });
  const { body } = await entries(`?actorId=${action.actorId}`);
  expect(body.items[0]).toMatchObject({ before: null, after: null });
});

test("the database refuses to change, delete or empty it", async () => {
  for (const change of [
    "update audit_entries set action = 'x'",
    "delete from audit_entries",
    "truncate audit_entries",
  ]) {
    await expect(run(shop.db("admin"), change)).rejects.toThrow("append-only");
  }
});

test("a row that somebody changed behind the database's back breaks the chain where it stands", async () => {
  const db = shop.db("admin");
  await run(db, "alter table audit_entries disable trigger audit_entries_append_only");
  await run(db, "update audit_entries set action = 'nothing to see here' where position = 3");
  expect(await verifyAuditLog({ db: db as never })).toEqual({ entries: 3, brokenAt: 3 });
});

test("only staff with the permission read it", async () => {
  expect((await shop.call("GET", "/audit-entries")).status).toBe(401);
  expect((await shop.call("GET", "/audit-entries", { as: await shop.customer() })).status).toBe(403);
});

async function run(db: AnyDb, text: string): Promise<void> {
  await statement<never>(`test_${text.length}_${text.slice(0, 8)}`, text).rows(db, []);
}
