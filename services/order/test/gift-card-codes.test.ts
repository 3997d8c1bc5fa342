// Codes of gift cards as people read, say and type them; and what credits pay of a total.
import fc from "fast-check";
import { money } from "@souk/money";
import { describe, expect, test } from "vitest";
import { amountDueAfter, type GiftCardCredit, sharesOf } from "../src/gift-cards/domain/credit.ts";
import {
  GIFT_CARD_CODE_BYTES,
  giftCardCodeFrom,
  last4Of,
  parseGiftCardCode,
  printedCode,
} from "../src/gift-cards/domain/gift-card-code.ts";
import { routes } from "../src/routes.ts";
import type { Deps } from "../src/deps.ts";
import { createGiftCardCodes } from "../src/gift-cards/gift-card-codes.ts";

const bytes = fc.uint8Array({ minLength: GIFT_CARD_CODE_BYTES, maxLength: GIFT_CARD_CODE_BYTES });

describe("a code", () => {
  test("is 16 characters that say all 80 bits", () => {
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        expect(giftCardCodeFrom(one)).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
        const isSame = Buffer.from(one).equals(Buffer.from(other));
        expect(giftCardCodeFrom(one) === giftCardCodeFrom(other)).toBe(isSame);
      }),
    );
    expect(giftCardCodeFrom(new Uint8Array(GIFT_CARD_CODE_BYTES).fill(255))).toBe("ZZZZZZZZZZZZZZZZ");
  });

  test("is understood as it was printed, and as people type it", () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const code = giftCardCodeFrom(random);
        const typed = printedCode(code).toLowerCase().replaceAll("0", "o").replaceAll("1", "l");
        expect(parseGiftCardCode(typed)).toBe(code);
        expect(parseGiftCardCode(` ${printedCode(code).replaceAll("-", " ")} `)).toBe(code);
        expect(code.endsWith(last4Of(code))).toBe(true);
      }),
    );
  });

  test.each([
    [""],
    ["ABCD-EFGH-JKMN"],
    ["ABCD-EFGH-JKMN-PQRU"],
    ["ABCD-EFGH-JKMN-PQRS-T"],
    ["АBCD-EFGH-JKMN-PQRS"],
  ])("%j cannot be one", (typed) => {
    expect(parseGiftCardCode(typed)).toBeUndefined();
  });

  test("is found by a hash that depends on the secret", () => {
    const [one, other] = ["first", "second"].map(createGiftCardCodes);
    const code = one!.newCode();
    expect(one!.hashOf(code)).toEqual(one!.hashOf(code));
    expect(one!.hashOf(code)).not.toEqual(other!.hashOf(code));
    expect(one!.newCode()).not.toBe(code);
  });
});

const at = new Date("2026-06-01T12:00:00Z");
const aCredit = (changes: Partial<GiftCardCredit>): GiftCardCredit => ({
  id: "0199a0b0-0000-7000-8000-000000000001",
  version: 1,
  kind: "gift_card",
  currency: "EUR",
  balanceMinor: 1000,
  status: "active",
  last4: "ABCD",
  expiresAt: null,
  note: null,
  customerId: null,
  createdAt: at,
  updatedAt: at,
  ...changes,
});

describe("credits pay", () => {
  test("in their order and never more than the total or than they have", () => {
    const balances = fc.array(fc.nat(5_000), { maxLength: 6 });
    fc.assert(
      fc.property(balances, fc.nat(20_000), (amounts, totalMinor) => {
        const credits = amounts.map((balanceMinor, index) => aCredit({ id: String(index), balanceMinor }));
        const total = money(totalMinor, "EUR");
        const shares = sharesOf(credits, total, at);
        const paid = shares.reduce((sum, { amount }) => sum + amount.amount, 0);
        const owned = amounts.reduce((sum, amount) => sum + amount, 0);
        expect(paid).toBe(Math.min(owned, totalMinor));
        expect(amountDueAfter(shares, total).amount).toBe(totalMinor - paid);
        for (const { creditId, amount } of shares) {
          expect(amount.amount).toBeGreaterThan(0);
          expect(amount.amount).toBeLessThanOrEqual(amounts[Number(creditId)] ?? 0);
        }
      }),
    );
  });

  test.each([
    ["disabled", { status: "disabled" as const }],
    ["expired this very moment", { expiresAt: at }],
    ["of another currency", { currency: "USD" }],
    ["empty", { balanceMinor: 0 }],
  ])("nothing where they are %s", (_, changes) => {
    expect(sharesOf([aCredit(changes)], money(500, "EUR"), at)).toEqual([]);
  });
});

test("a route that tells what a code is worth counts in the strict limit of what can be guessed", () => {
  const declared = routes({} as Deps); // Declaring asks for nothing; what handlers need is not there.
  const balance = declared.find(({ path }) => path === "/gift-cards/balance");
  expect(balance?.options.guessable).toBe(true);
});
