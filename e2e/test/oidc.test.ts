// Signing in with an account elsewhere: a real OpenID provider, whose pages the browser goes through.
import type { Page } from "playwright-core";
import { becomesGreeted, goToSecurity, openAccount, sendSignIn, signOut } from "../src/account.ts";
import { journey } from "../src/journey.ts";
import { peopleElsewhere, PROVIDER_NAME } from "../src/shop-identities.ts";

async function becomesProvider(page: Page): Promise<void> {
  await page.getByRole("heading", { name: "Sign in to the test identity provider" }).waitFor();
}

async function agreeThere(page: Page, subject: string): Promise<void> {
  await becomesProvider(page);
  await page.getByLabel("Account").fill(subject);
  await page.getByRole("button", { name: "Continue" }).click();
}

for (const javaScript of [true, false]) {
  journey(
    `somebody with an account elsewhere signs in, and again, ${javaScript ? "at a desk" : "on a phone without JavaScript"}`,
    async ({ visit }) => {
      const { subject, name } = javaScript ? peopleElsewhere.newcomer : peopleElsewhere.plainNewcomer;
      const firstName = name.split(" ")[0] ?? "";
      await visit({ device: javaScript ? "desktop" : "phone", javaScript }, async (visitor) => {
        const { page, open } = visitor;
        await open("/sign-in?from=/account/profile");
        await page.getByRole("button", { name: `Continue with ${PROVIDER_NAME}` }).click();
        await agreeThere(page, subject);
        await page.getByRole("heading", { name: "Your details" }).waitFor();
        await signOut(visitor);
        await open("/register");
        await page.getByRole("button", { name: `Continue with ${PROVIDER_NAME}` }).click();
        await becomesGreeted(page, { firstName }); // The provider still knows them.
      });
    },
  );
}

journey("whoever stops there is back at the sign-in, with a word about it", async ({ visit }) => {
  await visit({ device: "phone" }, async ({ page, open }) => {
    await open("/sign-in");
    await page.getByRole("button", { name: `Continue with ${PROVIDER_NAME}` }).click();
    await becomesProvider(page);
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("alert").getByText("You stopped on the other side").waitFor();
    await page.getByRole("heading", { name: "Sign in", level: 1 }).waitFor();
  });
});

journey(
  "an account elsewhere is connected, opens this account, and is disconnected",
  async ({ visit, shop, staff }) => {
    const { subject, email } = peopleElsewhere.linker;
    const person = { email, firstName: "Samir" };
    await visit({ device: "desktop" }, async (visitor) => {
      const { page, open } = visitor;
      await openAccount(visitor, { shop, staff }, person);
      await goToSecurity(visitor, "Connected accounts");
      await page.getByRole("button", { name: `Connect ${PROVIDER_NAME}` }).click();
      await agreeThere(page, subject);
      await page.getByText("The account is connected.").waitFor();
      await signOut(visitor);
      await open("/sign-in");
      await page.getByRole("button", { name: `Continue with ${PROVIDER_NAME}` }).click();
      await becomesGreeted(page, person);
      await goToSecurity(visitor, "Connected accounts");
      await page.getByText("Disconnect", { exact: true }).click();
      await page.getByRole("button", { name: `Yes, disconnect ${PROVIDER_NAME}` }).click();
      await page.getByText("The account is disconnected.").waitFor();
      await signOut(visitor);
      await sendSignIn(visitor, person);
      await becomesGreeted(page, person);
    });
  },
);
