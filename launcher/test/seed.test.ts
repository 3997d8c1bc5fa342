// `npm run seed` on a closed shop.
import { join } from "node:path";
import { startEmbeddedPostgres } from "@souk/embedded-postgres";
import { Client } from "pg";
import { afterEach, expect, test } from "vitest";
import { aFolder } from "./folders.ts";
import { killAll, nothingLeftOf, run, seedFile } from "./shop.ts";

afterEach(killAll);
const seed = (data: string, ...parameters: string[]) =>
  run({ env: { SOUK_DATA: data }, command: [process.execPath, seedFile, ...parameters] });

test("it adds as many products as it is told, says so, and stops the database again", async () => {
  const data = aFolder();
  const first = await seed(data, "--products", "12");
  expect(first).toMatchObject({
    status: 0,
    said: expect.stringMatching(/^Added 12 products with \d+ variants in /),
  });
  await nothingLeftOf(data);
  const server = await startEmbeddedPostgres({ dataDirectory: join(data, "postgres"), durable: true });
  const client = new Client({ connectionString: server.url("souk_product") });
  await client.connect();
  const { rows } = await client.query("select count(*)::int as products from products");
  await client.end();
  expect(rows).toEqual([{ products: 12 }]);

  const inUse = await seed(data, "--products", "12");
  expect(inUse).toMatchObject({
    status: 1,
    said: expect.stringContaining(`in use by process ${process.pid}`),
  });
  await server.stop();
});

test.each([["0"], ["many"], ["1000001"]])("it does not add %s products", async (products) => {
  const data = aFolder();
  const { status, said } = await seed(data, "--products", products);
  expect(status).toBe(1);
  expect(said).toContain("products");
});
