// A forgotten password is chosen anew by the mail's link, which ends every session.
import { becomesGreeted, openAccount, PASSWORD, passwordField, sendSignIn } from "../src/account.ts";
import { journey } from "../src/journey.ts";
import { linkOf, waitForMail } from "../src/mailbox.ts";
import { personFor } from "../src/shopping.ts";

const RESET = /^Choose a new password/;
const NEW_PASSWORD = "the lantern is out now";

for (const javaScript of [true, false]) {
  journey(
    `a new password is chosen by the mail's link, ${javaScript ? "at a desk" : "on a phone without JavaScript"}`,
    async ({ visit, shop, staff }) => {
      const person = personFor(javaScript ? "reset-desk" : "reset-phone");
      await visit({ device: "desktop" }, (visitor) => openAccount(visitor, { shop, staff }, person));
      await visit({ device: javaScript ? "desktop" : "phone", javaScript }, async (visitor) => {
        const { page, open } = visitor;
        if (!javaScript) visitor.expectStatus(422);
        await open("/sign-in");
        await page.getByRole("link", { name: "Forgot your password?" }).click();
        await page.getByRole("heading", { name: "Forgot your password?" }).waitFor();
        await page.getByRole("textbox", { name: "E-mail" }).fill(person.email);
        await page.getByRole("button", { name: "Send the link" }).click();
        await page.getByRole("heading", { name: "Look into your mailbox" }).waitFor();

        const link = await linkOf({ shop, staff }, { to: person.email, subject: RESET });
        await open(link);
        await passwordField(page, "New password").fill("short");
        await page.getByRole("button", { name: "Set the password" }).click();
        await page.getByRole("alert").getByText("Use at least 8 characters").waitFor();
        await passwordField(page, "New password").fill(NEW_PASSWORD);
        await page.getByRole("button", { name: "Set the password" }).click();
        await page.getByText("Your new password is set").waitFor();
        await waitForMail({ staff }, { to: person.email, subject: /^Your password was changed/ });

        await open(link);
        await passwordField(page, "New password").fill("a third lantern here");
        await page.getByRole("button", { name: "Set the password" }).click();
        await page.getByRole("heading", { name: "This link no longer works" }).waitFor();
        await sendSignIn(visitor, { email: person.email, password: PASSWORD });
        await page.getByText("E-mail and password do not match").first().waitFor();
        await sendSignIn(visitor, { email: person.email, password: NEW_PASSWORD });
        await becomesGreeted(page, person);
      });
    },
  );
}

journey("nobody learns from the page whether there is an account", async ({ visit }) => {
  await visit({ device: "phone" }, async ({ page, open }) => {
    await open("/forgot-password");
    await page.getByRole("textbox", { name: "E-mail" }).fill("nobody-at-all@customers.example");
    await page.getByRole("button", { name: "Send the link" }).click();
    await page.getByRole("heading", { name: "Look into your mailbox" }).waitFor();
  });
});
