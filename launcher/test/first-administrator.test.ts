// The first administrator's password: shown once, and not lost by a crash before that.
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  administratorToShow,
  forgetFirstPassword,
  prepareFirstPassword,
} from "../src/first-administrator.ts";
import { aFolder } from "./folders.ts";

const config = { adminEmail: "admin@souk.example", adminPassword: undefined };

test("it is shown by the start that made the account, and by no later one", async () => {
  const folder = aFolder();
  const first = await prepareFirstPassword(folder, undefined);
  const shown = administratorToShow(config, first, true);
  expect(shown).toEqual({ email: "admin@souk.example", password: first.password });
  expect(statSync(join(folder, "administrator-password")).mode & 0o777).toBe(0o600);
  await forgetFirstPassword(folder);
  expect(existsSync(join(folder, "administrator-password"))).toBe(false);
  const second = await prepareFirstPassword(folder, undefined);
  expect(administratorToShow(config, second, false)).toBeUndefined();
  expect(readdirSync(folder)).toEqual(["administrator-shown"]);
});

test("a start that died before showing it is followed by one that does", async () => {
  const folder = aFolder();
  const { password } = await prepareFirstPassword(folder, undefined);
  const next = await prepareFirstPassword(folder, undefined);
  expect(administratorToShow(config, next, false)).toEqual({ email: "admin@souk.example", password });
});

test("an account that was there before needs none", async () => {
  const first = await prepareFirstPassword(aFolder(), undefined);
  expect(administratorToShow(config, first, false)).toBeUndefined();
});

test("a given password is not shown, and takes the place of one that was waiting", async () => {
  const folder = aFolder();
  await prepareFirstPassword(folder, undefined);
  const given = await prepareFirstPassword(folder, "given by its owner");
  expect(given.password).toBe("given by its owner");
  expect(
    administratorToShow({ ...config, adminPassword: "given by its owner" }, given, true),
  ).toBeUndefined();
  expect(readdirSync(folder)).toEqual([]);
});

test("a folder that cannot be read is a fault, not a new password", async () => {
  await expect(prepareFirstPassword("/dev/null", undefined)).rejects.toThrow("ENOTDIR");
});
