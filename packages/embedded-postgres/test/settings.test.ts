// How much memory PostgreSQL may use for pages: a share of the machine's, within bounds, unless the caller knows better.
import { expect, it } from "vitest";
import { memorySettings, settingArguments } from "../src/settings.ts";

const GIB = 1024 ** 3;

it.each([
  [0.5, "128MB"],
  [2, "128MB"],
  [4, "256MB"],
  [8, "512MB"],
  [24, "1024MB"],
  [512, "1024MB"],
])("of %d GiB it takes %s", (gib, buffers) => {
  expect(memorySettings(gib * GIB)).toMatchObject({ shared_buffers: buffers });
});

it("takes little for tests, and what the caller says before all else", () => {
  expect(settingArguments(false)).toContain("shared_buffers=128MB");
  expect(settingArguments(true)).toContainEqual(expect.stringMatching(/^shared_buffers=\d+MB$/));
  const chosen = settingArguments(true, { shared_buffers: "77MB" });
  expect(chosen.filter((argument) => argument.startsWith("shared_buffers"))).toEqual(["shared_buffers=77MB"]);
});
