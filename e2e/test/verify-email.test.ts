// Who has an account proves that its e-mail address is theirs, by the mail that was sent there.
import { expect } from "vitest";
import { becomesGreeted, PASSWORD, register, sendSignIn, signOut, verify } from "../src/account.ts";
import { journey } from "../src/journey.ts";
import { linkOf, waitForMail } from "../src/mailbox.ts";
import { personFor } from "../src/shopping.ts";

const CONFIRM = /^Confirm your e-mail address/;

journey(
  "an address is proven by the button behind the link, not by opening it",
  async ({ visit, shop, staff }) => {
    const person = personFor("verify-desk");
    await visit({ device: "desktop" }, async (visitor) => {
      const { page, open } = visitor;
      await register(visitor, person);
      await page.getByText(`We sent a mail to ${person.email}`).waitFor();
      const link = await linkOf({ shop, staff }, { to: person.email, subject: CONFIRM });
      for (const method of ["HEAD", "GET"] as const) {
        const response = await fetch(`${shop.url}${link}`, { method }); // As programs do that look into mails.
        expect(response.headers.get("referrer-policy")).toBe("no-referrer");
      }
      await verify(visitor, { shop, staff }, person);
      expect(page.url()).not.toContain("token");
      await page.getByRole("link", { name: "Go to your account" }).click();
      await becomesGreeted(page, person);
      await expect.poll(() => page.getByText("Please confirm your e-mail address").count()).toBe(0);
      await open(link);
      await page.getByRole("button", { name: "Confirm my address" }).click();
      await page.getByRole("heading", { name: "This link no longer works" }).waitFor();
    });
  },
);

journey("without JavaScript on a phone, with the mail sent once more", async ({ visit, shop, staff }) => {
  const person = personFor("verify-phone");
  await visit({ device: "phone", javaScript: false }, async (visitor) => {
    const { page, open } = visitor;
    await register(visitor, person);
    const first = await linkOf({ shop, staff }, { to: person.email, subject: CONFIRM });
    await page.getByRole("button", { name: "Send it again" }).click();
    await page.getByText("A new mail is on its way").waitFor();
    const second = await linkOf({ shop, staff }, { to: person.email, subject: CONFIRM }, 2);
    expect(second).not.toBe(first);
    await open(second);
    await page.getByRole("button", { name: "Confirm my address" }).click();
    await page.getByRole("heading", { name: "Your address is confirmed" }).waitFor();
  });
});

journey(
  "whoever registers with somebody else's address learns nothing and gets nothing",
  async ({ visit, shop, staff }) => {
    const person = personFor("verify-owner");
    await visit({ device: "desktop" }, async (visitor) => {
      await register(visitor, person);
      await verify(visitor, { shop, staff }, person);
    });
    await visit({ device: "desktop" }, async (visitor) => {
      const { page } = visitor;
      await visitor.open("/register");
      await page.getByRole("textbox", { name: "First name" }).fill("Mallory");
      await page.getByRole("textbox", { name: "Last name" }).fill("Moore");
      await page.getByRole("textbox", { name: "E-mail" }).fill(person.email);
      await page.getByLabel("Password", { exact: true }).fill("another long sentence");
      await page.getByRole("button", { name: "Create an account" }).click();
      await becomesGreeted(page, { firstName: "Mallory" });
      await page.getByText(`We sent a mail to ${person.email}`).waitFor();
      await waitForMail({ staff }, { to: person.email, subject: /^You have an account/ });
      await signOut(visitor);
      await sendSignIn(visitor, { email: person.email, password: PASSWORD });
      await becomesGreeted(page, person);
    });
  },
);
