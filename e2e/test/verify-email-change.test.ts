// A new e-mail address becomes the account's when the mail to it is answered, and the old one is told.
import {
  becomesGreeted,
  goToSecurity,
  openAccount,
  PASSWORD,
  passwordField,
  sendSignIn,
  signOut,
} from "../src/account.ts";
import { journey } from "../src/journey.ts";
import { linkOf, waitForMail } from "../src/mailbox.ts";
import { personFor } from "../src/shopping.ts";

journey("the address changes with the link sent to the new one", async ({ visit, shop, staff }) => {
  const person = personFor("email-change");
  const newEmail = personFor("email-changed").email;
  await visit({ device: "desktop" }, async (visitor) => {
    const { page, open } = visitor;
    await openAccount(visitor, { shop, staff }, person);
    await goToSecurity(visitor, "E-mail");
    await page.getByRole("textbox", { name: "New e-mail address" }).fill(newEmail);
    await passwordField(page, "Your password").fill("not the right one");
    await page.getByRole("button", { name: "Send the link" }).click();
    await page.getByRole("alert").getByText("This is not your password").waitFor();
    await passwordField(page, "Your password").fill(PASSWORD);
    await page.getByRole("button", { name: "Send the link" }).click();
    await page.getByText("Waiting for your confirmation").waitFor();

    await open(await linkOf({ shop, staff }, { to: newEmail, subject: /^Confirm your new e-mail address/ }));
    await page.getByRole("button", { name: "Use this address" }).click();
    await page.getByRole("heading", { name: "Your address is changed" }).waitFor();
    await waitForMail({ staff }, { to: person.email, subject: /^Your e-mail address was changed/ });
    await signOut(visitor);
    await sendSignIn(visitor, { email: person.email });
    await page.getByRole("alert").getByText("E-mail and password do not match").waitFor();
    await sendSignIn(visitor, { email: newEmail });
    await becomesGreeted(page, person);
  });
});
