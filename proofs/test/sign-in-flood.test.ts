// The flood of sign-ins, shortened; `npm run proofs -- sign-in-flood` lets it come in full.
import { expect, test } from "vitest";
import { prove } from "./prove.ts";

const TIMEOUT_MS = 240_000;

test(
  "a script that says it is many is held as one, and one that is many does not keep the owner out",
  { timeout: TIMEOUT_MS },
  async () => {
    const { status, said } = await prove("sign-in-flood", "--attempts", "200", "--seed", "1");
    expect(said).toContain("sign-in-flood: 400 cases, holds");
    expect(said).toMatch(
      /forged addresses: 200 guesses from 1000 addresses .* [1-9]\d* reached a password check, [1-9]\d* were held/,
    );
    expect(status).toBe(0);
  },
);
