// Secrets that nobody gave, and small files that a crash cannot halve.
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadSecrets } from "../src/secrets.ts";
import { writeWhole } from "../src/write-whole.ts";
import { aFolder } from "./folders.ts";

const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe("secrets", () => {
  test("are made once, long and different, for their owner alone", async () => {
    const folder = aFolder();
    const made = await loadSecrets(folder, {});
    expect(new Set(Object.values(made)).size).toBe(6);
    for (const secret of Object.values(made)) expect(secret).toMatch(/^[\w-]{43}$/);
    expect(readdirSync(folder)).toEqual(["secrets.json"]);
    expect(modeOf(join(folder, "secrets.json"))).toBe(0o600);
    expect(await loadSecrets(folder, {})).toEqual(made);
    expect(await loadSecrets(aFolder(), {})).not.toEqual(made);
  });

  test("that are given win and are not kept", async () => {
    const folder = aFolder();
    const made = await loadSecrets(folder, { ORDER_LINK_SECRET: "given" });
    expect(made.ORDER_LINK_SECRET).toBe("given");
    expect(readFileSync(join(folder, "secrets.json"), "utf8")).not.toContain("given");
    const later = await loadSecrets(folder, {});
    expect(later.ORDER_LINK_SECRET).not.toBe("given");
    expect({ ...later, ORDER_LINK_SECRET: "given" }).toEqual(made);
  });

  test("of a later version join those that are there", async () => {
    const folder = aFolder();
    writeFileSync(
      join(folder, "secrets.json"),
      JSON.stringify({ USER_SEAL_SECRET: "old", OF_THE_FUTURE: "kept" }),
    );
    const made = await loadSecrets(folder, {});
    expect(made.USER_SEAL_SECRET).toBe("old");
    expect(made).not.toHaveProperty("OF_THE_FUTURE");
    expect(JSON.parse(readFileSync(join(folder, "secrets.json"), "utf8"))).toEqual({
      ...made,
      OF_THE_FUTURE: "kept",
    });
  });

  test("that cannot be read are not replaced: what they seal would be lost", async () => {
    const folder = aFolder();
    writeFileSync(join(folder, "secrets.json"), "{");
    await expect(loadSecrets(folder, {})).rejects.toThrow();
    expect(readFileSync(join(folder, "secrets.json"), "utf8")).toBe("{");
  });
});

describe("a small file", () => {
  test("written by a start that died half-way does not count, whatever its mode was", async () => {
    const path = join(aFolder(), "file");
    writeFileSync(`${path}.draft`, "half of it", { mode: 0o644 });
    chmodSync(`${path}.draft`, 0o644);
    await writeWhole(path, "all");
    expect(readFileSync(path, "utf8")).toBe("all");
    expect(modeOf(path)).toBe(0o600);
  });

  test("that cannot be written leaves the old one", async () => {
    const path = join(aFolder(), "file");
    await writeWhole(path, "old");
    await expect(writeWhole(join(path, "below-a-file"), "new")).rejects.toThrow();
    expect(readFileSync(path, "utf8")).toBe("old");
  });
});
