// The first administrator's password, where it is made here: kept for the data folder's owner alone until it has been shown.
// A start that dies between making the account and showing the password is followed by one that shows it.
import { randomBytes } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { writeWhole } from "./write-whole.ts";

const PASSWORD_BYTES = 15;
const SHOWN = "administrator-shown";
const WAITING = "administrator-password";

export type FirstAdministrator = { readonly email: string; readonly password: string };

/** The password for an account that may have to be made; undefined where one was given, or nothing is left to show. */
export type FirstPassword = {
  readonly password: string | undefined;
  /** An earlier start made the account with it, or died before. */
  readonly isLeftOver: boolean;
};

export async function prepareFirstPassword(
  dataDirectory: string,
  given: string | undefined,
): Promise<FirstPassword> {
  const waiting = join(dataDirectory, WAITING);
  if (given !== undefined) {
    await rm(waiting, { force: true }); // The account, if there is none yet, gets the given one.
    return { password: given, isLeftOver: false };
  }
  if ((await read(join(dataDirectory, SHOWN))) !== undefined)
    return { password: undefined, isLeftOver: false };
  const left = await read(waiting);
  if (left !== undefined) return { password: left, isLeftOver: true };
  const password = randomBytes(PASSWORD_BYTES).toString("base64url");
  await writeWhole(waiting, password);
  return { password, isLeftOver: false };
}

/** The account whose password nobody has seen yet. */
export function administratorToShow(
  { adminEmail, adminPassword }: { readonly adminEmail: string; readonly adminPassword: string | undefined },
  { password, isLeftOver }: FirstPassword,
  wasMadeNow: boolean,
): FirstAdministrator | undefined {
  if (adminPassword !== undefined || password === undefined) return undefined;
  return wasMadeNow || isLeftOver ? { email: adminEmail, password } : undefined;
}

/** Whoever did not read it now must have it reset. */
export async function forgetFirstPassword(dataDirectory: string): Promise<void> {
  await writeFile(join(dataDirectory, SHOWN), "");
  await rm(join(dataDirectory, WAITING), { force: true });
}

async function read(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
