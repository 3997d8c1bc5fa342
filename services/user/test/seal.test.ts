// What is sealed opens only with the same secret, for the same purpose, and unaltered.
import { expect, test } from "vitest";
import { createSeal } from "../src/seal.ts";

const seal = createSeal("a secret of at least thirty-two characters");

test("what is sealed can be opened again, and looks different every time", () => {
  const sealed = seal.close("hello", "greeting");
  expect(seal.open(sealed, "greeting")).toBe("hello");
  expect(seal.close("hello", "greeting").equals(sealed)).toBe(false);
});

test("another purpose, another secret or a changed byte opens nothing", () => {
  const sealed = seal.close("hello", "greeting");
  expect(() => seal.open(sealed, "farewell")).toThrow();
  expect(() => createSeal("another secret of thirty-two characters!").open(sealed, "greeting")).toThrow();
  sealed.writeUInt8(sealed.readUInt8(14) ^ 1, 14);
  expect(() => seal.open(sealed, "greeting")).toThrow();
});
