// A second step with codes from an app: set up, used, and replaced by a recovery code when the phone is lost.
import { expect } from "vitest";
import { TOTP } from "otpauth";
import type { Page } from "playwright-core";
import { becomesGreeted, goToSecurity, openAccount, sendSignIn, signOut } from "../src/account.ts";
import { journey } from "../src/journey.ts";
import { pressOn, tabTo } from "../src/keyboard.ts";
import { waitForMail } from "../src/mailbox.ts";
import { personFor } from "../src/shopping.ts";

/** A code is good once: the next sign-in needs the one of the next half minute, which the shop takes a little early. */
const NEXT_CODE_MS = 30_000;

/** Sets the app up; gives what the app would know, and the recovery codes. */
async function setUp(page: Page): Promise<{ app: TOTP; recoveryCodes: readonly string[] }> {
  await page.getByRole("button", { name: "Set it up" }).click();
  await page.getByRole("heading", { name: "1. Add Souk to the app" }).waitFor();
  const secret = (await page.getByRole("main").locator("code").textContent()) ?? "";
  const app = new TOTP({ secret: secret.replaceAll(" ", "") });
  await page.getByLabel("Six-digit code").fill("000000");
  await page.getByRole("button", { name: "Turn it on" }).click();
  await page.getByRole("alert").getByText("This code is not right").waitFor();
  await page.getByLabel("Six-digit code").fill(app.generate());
  await page.getByRole("button", { name: "Turn it on" }).click();
  await page.getByRole("heading", { name: "Keep these codes now" }).waitFor();
  const recoveryCodes = await page
    .getByRole("list", { name: "Your recovery codes" })
    .getByRole("listitem")
    .allTextContents();
  return { app, recoveryCodes };
}

for (const javaScript of [true, false]) {
  journey(
    `the app's code is the second step, and a recovery code in its place, ${javaScript ? "at a desk" : "on a phone without JavaScript"}`,
    async ({ visit, shop, staff }) => {
      const person = personFor(javaScript ? "totp-desk" : "totp-phone");
      await visit({ device: javaScript ? "desktop" : "phone", javaScript }, async (visitor) => {
        const { page } = visitor;
        if (!javaScript) visitor.expectStatus(422);
        await openAccount(visitor, { shop, staff }, person);
        await goToSecurity(visitor, "Authenticator app");
        const { app, recoveryCodes } = await setUp(page);
        expect(recoveryCodes).toHaveLength(10);
        await waitForMail({ staff }, { to: person.email, subject: /sign/i });
        await page.getByRole("link", { name: "I have kept them" }).click();
        await page.getByText("10 codes left").waitFor();

        await signOut(visitor);
        await sendSignIn(visitor, person);
        await page.getByRole("heading", { name: "One more step" }).waitFor();
        await page.getByLabel("Six-digit code").fill(app.generate({ timestamp: Date.now() + NEXT_CODE_MS }));
        await page.getByRole("button", { name: "Continue" }).click();
        await becomesGreeted(page, person);

        await signOut(visitor);
        await sendSignIn(visitor, person);
        await page.getByRole("link", { name: "Use a recovery code" }).click();
        await page.getByLabel("Recovery code").fill(recoveryCodes[0] ?? "");
        await page.getByRole("button", { name: "Continue" }).click();
        await becomesGreeted(page, person);
        await visitor.open("/account/security");
        await page.getByText("9 codes left").waitFor();
      });
    },
  );
}

journey(
  "signing in with a code, and turning the app off, by keyboard alone",
  async ({ visit, shop, staff }) => {
    const person = personFor("totp-keys");
    await visit({ device: "desktop" }, async (visitor) => {
      const { page } = visitor;
      await openAccount(visitor, { shop, staff }, person);
      await goToSecurity(visitor, "Authenticator app");
      const { app } = await setUp(page);
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Keep these codes now");
      await signOut(visitor);
      await visitor.open("/sign-in");
      await tabTo(page, page.getByRole("textbox", { name: "E-mail" }));
      await page.keyboard.type(person.email);
      await tabTo(page, page.getByLabel("Password", { exact: true }));
      await page.keyboard.type("a lantern in the window");
      await page.keyboard.press("Enter");
      await tabTo(page, page.getByLabel("Six-digit code"));
      await page.keyboard.type(app.generate({ timestamp: Date.now() + NEXT_CODE_MS }));
      await page.keyboard.press("Enter");
      await becomesGreeted(page, person);
      await goToSecurity(visitor, "Authenticator app");
      await pressOn(page, page.getByText("Turn it off", { exact: true }));
      await pressOn(page, page.getByRole("button", { name: "Yes, turn it off" }));
      await page.getByText("The authenticator app is off.").waitFor();
    });
  },
);
