// W4: PostgreSQL, read by a role that belongs to no service and may change nothing.
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type AnyDb, closeDb, createDb, statement } from "@souk/db";
import { z } from "zod";

export const WITNESS_ROLE = "souk_witness";
const PASSWORD_BYTES = 24;

export type Query<Row> = { readonly database: string; readonly text: string; readonly row: z.ZodType<Row> };
export type WitnessDatabase = {
  read<Row>(query: Query<Row>): Promise<readonly Row[]>;
};

export type SteadyWitness = WitnessDatabase & {
  /** As the server's owner, for what no witness may: to move time. */
  change(change: { readonly database: string; readonly text: string }): Promise<void>;
  close(): Promise<void>;
};

/** The server may come and go: each reading finds it anew. */
export async function openWitnessDatabase(dataDirectory: string): Promise<WitnessDatabase> {
  const cluster = join(dataDirectory, "postgres", "cluster");
  const password = randomBytes(PASSWORD_BYTES).toString("base64url");
  const witness = { user: WITNESS_ROLE, password };
  await query(
    await urlOf(cluster, await ownerOf(cluster), "postgres"),
    `create role ${WITNESS_ROLE} login password '${password}' in role pg_read_all_data`,
  );
  return {
    async read({ database, text, row }) {
      return z.array(row).parse(await query(await urlOf(cluster, witness, `souk_${database}`), text));
    },
  };
}

/** The same on a server that stays where it is: connections are kept. */
export async function openSteadyWitness(ownerUrl: string): Promise<SteadyWitness> {
  const password = randomBytes(PASSWORD_BYTES).toString("base64url");
  await query(ownerUrl, `create role ${WITNESS_ROLE} login password '${password}' in role pg_read_all_data`);
  const pools = new Map<string, AnyDb & { destroy(): Promise<void> }>();
  const poolOf = (database: string, login?: Login): AnyDb => {
    const url = new URL(ownerUrl);
    url.pathname = `/souk_${database}`;
    if (login) Object.assign(url, { username: login.user, password: login.password });
    const known = pools.get(url.href);
    if (known) return known;
    const db = createDb<unknown>({ url: url.href, applicationName: "souk-witness", connectionsMax: 1 });
    pools.set(url.href, db);
    return db;
  };
  const witness = { user: WITNESS_ROLE, password };
  return {
    read: async ({ database, text, row }) =>
      z.array(row).parse(await statement<unknown>("witness", text).rows(poolOf(database, witness), [])),
    async change({ database, text }) {
      await statement<unknown>("owner", text).rows(poolOf(database), []);
    },
    async close() {
      await Promise.all([...pools.values()].map((db) => closeDb(db)));
    },
  };
}

/** The server's owner, for what no witness may: to move time. */
export async function changeAsOwner(
  dataDirectory: string,
  { database, text }: { readonly database: string; readonly text: string },
): Promise<void> {
  const cluster = join(dataDirectory, "postgres", "cluster");
  await query(await urlOf(cluster, await ownerOf(cluster), `souk_${database}`), text);
}

async function ownerOf(cluster: string): Promise<Login> {
  return { user: "souk", password: await readFile(join(cluster, "souk.password"), "utf8") };
}

type Login = { readonly user: string; readonly password: string };

/** Where the server says that it listens, in the file it keeps for that. */
async function urlOf(cluster: string, { user, password }: Login, database: string): Promise<string> {
  const [, , , port, socketDirectory, address] = (
    await readFile(join(cluster, "postmaster.pid"), "utf8")
  ).split("\n");
  const host =
    socketDirectory === "" || socketDirectory === undefined ? address : encodeURIComponent(socketDirectory);
  return `postgresql://${user}:${password}@${host}:${port}/${database}`;
}

async function query(url: string, text: string): Promise<readonly unknown[]> {
  const db = createDb<unknown>({ url, applicationName: "souk-witness", connectionsMax: 1 });
  try {
    return await statement<unknown>("witness", text).rows(db, []);
  } finally {
    await closeDb(db);
  }
}
