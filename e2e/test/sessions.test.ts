// Where somebody is signed in, and how they end it from elsewhere.
import { becomesGreeted, goToSecurity, openAccount, sendSignIn } from "../src/account.ts";
import { journey } from "../src/journey.ts";
import { personFor } from "../src/shopping.ts";

journey("a session is ended from another device, and so are all others", async ({ visit, shop, staff }) => {
  const person = personFor("sessions");
  await visit({ device: "desktop" }, async (desk) => {
    await openAccount(desk, { shop, staff }, person);
    await visit({ device: "phone" }, async (phone) => {
      await sendSignIn(phone, person);
      await becomesGreeted(phone.page, person);

      await goToSecurity(phone, "Where you are signed in");
      await phone.page.getByText("This device").waitFor();
      await phone.page.getByRole("button", { name: /^Sign out on Chrome/ }).click();
      await phone.page.getByText("Signed out there.").waitFor();
      await phone.page.getByText("You are signed in nowhere else.").waitFor();
      await desk.open("/account");
      await desk.page.getByRole("heading", { name: "Sign in", level: 1 }).waitFor();

      await sendSignIn(desk, person);
      await becomesGreeted(desk.page, person);
      await goToSecurity(desk, "Where you are signed in");
      await desk.page.getByRole("button", { name: "Sign out everywhere else" }).click();
      await desk.page.getByText("You are signed out everywhere else.").waitFor();
      await phone.open("/account");
      await phone.page.getByRole("heading", { name: "Sign in", level: 1 }).waitFor();
    });
  });
});
