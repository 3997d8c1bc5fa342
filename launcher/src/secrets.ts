// Secrets that nobody gave: made once, kept in the data folder for its owner alone, the same at every start.
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { writeWhole } from "./write-whole.ts";

const SECRET_BYTES = 32;
const FILE_NAME = "secrets.json";

/** Environment variables that services need and that a newcomer should not have to think of. */
const secretNames = [
  "USER_SEAL_SECRET",
  "ORDER_LINK_SECRET",
  "ORDER_GIFT_CARD_SECRET",
  "PAYMENT_ATTEMPT_SECRET",
  "PAYMENT_SANDBOX_API_KEY",
  "PAYMENT_SANDBOX_WEBHOOK_SECRET",
] as const;
export type Secrets = Readonly<Record<(typeof secretNames)[number], string>>;

const schema = z.record(z.string(), z.string());
const complete = z.record(z.enum(secretNames), z.string());

/** The secrets: from the environment where given there, from the file where made before, made now otherwise. */
export async function loadSecrets(
  dataDirectory: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Secrets> {
  const path = join(dataDirectory, FILE_NAME);
  const kept = await readKept(path);
  const all = Object.fromEntries(secretNames.map((name) => [name, kept[name] ?? newSecret()]));
  if (secretNames.some((name) => kept[name] === undefined)) {
    await writeWhole(path, `${JSON.stringify({ ...kept, ...all }, null, 2)}\n`);
  }
  return complete.parse({ ...all, ...given(env) });
}

function given(env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    secretNames.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])),
  );
}

function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString("base64url");
}

async function readKept(path: string): Promise<Readonly<Record<string, string>>> {
  try {
    return schema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    throw error;
  }
}
