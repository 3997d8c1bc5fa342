// Cells that would run, break or split are defused.
import { expect, test } from "vitest";
import { toCsv } from "../src/csv.ts";

test.each([
  ["=SUM(A1)", "'=SUM(A1)"],
  ["+1", "'+1"],
  ["-1", "'-1"],
  ["@cmd", "'@cmd"],
  ["\t=1", "'\t=1"],
  ["plain", "plain"],
  ['say "hi", you', '"say ""hi"", you"'],
  ["two\nlines", '"two\nlines"'],
  [-5, "-5"],
])("%j is written as %j", (value, cell) => {
  expect(toCsv([[value]])).toBe(`${cell}\r\n`);
});

test("rows end as RFC 4180 says", () => {
  expect(
    toCsv([
      ["a", 1],
      ["b", 2],
    ]),
  ).toBe("a,1\r\nb,2\r\n");
});
