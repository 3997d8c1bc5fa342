// Passkeys, with Chromium's own virtual authenticator.
import { expect } from "vitest";
import type { Page } from "playwright-core";
import { becomesGreeted, goToSecurity, openAccount, sendSignIn, signOut } from "../src/account.ts";
import { journey } from "../src/journey.ts";
import { waitForMail } from "../src/mailbox.ts";
import { personFor } from "../src/shopping.ts";
import type { Visitor } from "../src/visitor.ts";

/** A device that asks for a finger or a face, and always gets it. */
async function addAuthenticator(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    passkeyCount: async () =>
      (await session.send("WebAuthn.getCredentials", { authenticatorId })).credentials.length,
    /** Whether the person behind the device lets it see a finger or a face. */
    verifyUser: async (isUserVerified: boolean) => {
      await session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified });
    },
  };
}

/** A browser that does not offer passkeys where it fills in addresses: what is there is the button alone. */
async function forgoAutofill(page: Page): Promise<void> {
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false);
  });
}

async function addPasskey(visitor: Visitor, name: string): Promise<void> {
  const { page } = visitor;
  await goToSecurity(visitor, "Passkeys");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByRole("heading", { name: "Keep these codes now" }).waitFor();
}

journey(
  "a passkey is added, signs in alone and as the second step, is renamed and removed",
  async ({ visit, shop, staff }) => {
    const person = personFor("passkey");
    await visit({ device: "desktop" }, async (visitor) => {
      const { page } = visitor;
      await forgoAutofill(page);
      const device = await addAuthenticator(page);
      await openAccount(visitor, { shop, staff }, person);
      await addPasskey(visitor, "Desk");
      expect(await device.passkeyCount()).toBe(1);
      await waitForMail({ staff }, { to: person.email, subject: /sign/i });

      await goToSecurity(visitor, "Passkeys");
      await page.getByRole("button", { name: "Add a passkey" }).click();
      await page.getByRole("alert").getByText("This device already has a passkey").waitFor();
      await page.getByText("Rename", { exact: true }).click();
      await page.getByRole("listitem").getByLabel("Name").fill("Desk in the window");
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByText("The passkey has its new name.").waitFor();
      await page.getByText("Desk in the window", { exact: true }).waitFor();

      await signOut(visitor);
      await sendSignIn(visitor, person);
      await page.getByRole("button", { name: "Use a passkey" }).click();
      await becomesGreeted(page, person);

      await signOut(visitor);
      await visitor.open("/sign-in");
      await device.verifyUser(false);
      await page.getByRole("button", { name: "Sign in with a passkey" }).click();
      await page.getByRole("alert").getByText("No passkey was used").waitFor();
      await device.verifyUser(true);
      await page.getByRole("button", { name: "Sign in with a passkey" }).click();
      await becomesGreeted(page, person);

      await goToSecurity(visitor, "Passkeys");
      await page.getByText("Remove", { exact: true }).click();
      await page.getByRole("button", { name: /^Yes, remove/ }).click();
      await page.getByText("The passkey is removed.").waitFor();
    });
  },
);

journey(
  "a browser that offers passkeys with the address signs in without a button",
  async ({ visit, shop, staff }) => {
    const person = personFor("passkey-autofill");
    await visit({ device: "phone" }, async (visitor) => {
      const { page } = visitor;
      await addAuthenticator(page);
      await openAccount(visitor, { shop, staff }, person);
      await addPasskey(visitor, "Phone");
      await signOut(visitor);
      await page.goto("/sign-in"); // The virtual device takes the offer at once.
      await becomesGreeted(page, person);
    });
  },
);

journey("without JavaScript, the page of passkeys says what it needs", async ({ visit, shop, staff }) => {
  const person = personFor("passkey-plain");
  await visit({ device: "phone", javaScript: false }, async (visitor) => {
    await openAccount(visitor, { shop, staff }, person);
    await goToSecurity(visitor, "Passkeys");
    const text = await visitor.page.getByRole("main").innerText(); // What stands in for scripts, Playwright does not find by its text.
    expect(text).toContain("Passkeys need a browser that runs scripts");
  });
});
