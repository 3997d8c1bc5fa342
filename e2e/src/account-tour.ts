// Every page of signing in and of the account, in every state worth looking at.
import { TOTP } from "otpauth";
import {
  goToSecurity,
  openAccount,
  passwordField,
  register,
  sendSignIn,
  signOut,
  verify,
} from "./account.ts";
import { linkOf } from "./mailbox.ts";
import type { Person } from "./shopping.ts";
import type { Staff } from "./staff.ts";
import type { ShopAddress } from "./start-shop.ts";
import type { Look } from "./tour.ts";
import type { Visitor } from "./visitor.ts";

export type AccountTour = {
  readonly visitor: Visitor;
  readonly shop: ShopAddress;
  readonly staff: Staff;
  readonly person: Person;
  readonly look: Look;
};

/** Everything before one is signed in. */
export async function tourOfTheDoors({ visitor, shop, staff, person, look }: AccountTour): Promise<void> {
  const { page, open } = visitor;
  await sendSignIn(visitor, { email: person.email, password: "not the right one" });
  await page.getByRole("alert").waitFor();
  await look("sign-in-wrong");
  await register(visitor, person);
  await open("/account/security");
  await look("security-unconfirmed");
  const post = { shop, staff };
  await open(await linkOf(post, { to: person.email, subject: /^Confirm your e-mail address/ }));
  await look("verify-email");
  await verify(visitor, post, person);
  await look("verify-email-done");
  await open("/verify-email");
  await look("link-invalid");
  await signOut(visitor);
  await open("/forgot-password");
  await look("forgot-password");
  await page.getByRole("textbox", { name: "E-mail" }).fill(person.email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await page.getByRole("heading", { name: "Look into your mailbox" }).waitFor();
  await look("forgot-password-sent");
  await open(await linkOf(post, { to: person.email, subject: /^Choose a new password/ }));
  await look("reset-password");
  await page.getByRole("button", { name: "Set the password" }).click();
  await page.getByRole("alert").waitFor();
  await look("reset-password-errors");
}

/** The account's own pages. */
export async function tourOfTheRooms({ visitor, shop, staff, person, look }: AccountTour): Promise<void> {
  const { page, open } = visitor;
  await openAccount(visitor, { shop, staff }, person);
  for (const [name, path] of [
    ["profile", "/account/profile"],
    ["addresses-none", "/account/addresses"],
    ["address-new", "/account/addresses/new"],
  ] as const) {
    await open(path);
    await look(name);
  }
  await page.getByRole("textbox", { name: "Street and number" }).fill("Lindenstraße 12");
  await page.getByRole("textbox", { name: "Postcode" }).fill("10969");
  await page.getByRole("textbox", { name: "Town or city" }).fill("Berlin");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("The address is saved.").waitFor();
  await look("addresses");
  await page.getByRole("link", { name: /^Change the address/ }).click();
  await page.getByRole("heading", { name: "Change this address" }).waitFor();
  await page.getByText("Remove", { exact: true }).click();
  await look("address-remove");
  for (const name of [
    "security",
    "security/password",
    "security/identities",
    "security/sessions",
    "confirm",
  ]) {
    await open(`/account/${name}`);
    await look(name.replace("/", "-"));
  }
  await open("/account/security/email");
  await page.getByRole("textbox", { name: "New e-mail address" }).fill(`new-${person.email}`);
  await passwordField(page, "Your password").fill("wrong");
  await page.getByRole("button", { name: "Send the link" }).click();
  await page.getByRole("alert").waitFor();
  await look("email-errors");
}

/** The second factor, set up and used. */
export async function tourOfTheSecondStep({
  visitor,
  shop,
  staff,
  person,
  look,
}: AccountTour): Promise<void> {
  const { page, open } = visitor;
  await openAccount(visitor, { shop, staff }, person);
  await goToSecurity(visitor, "Authenticator app");
  await look("authenticator");
  await page.getByRole("button", { name: "Set it up" }).click();
  const secret = (await page.locator("code").textContent()) ?? "";
  await look("authenticator-scan");
  await page.getByLabel("Six-digit code").fill(new TOTP({ secret: secret.replaceAll(" ", "") }).generate());
  await page.getByRole("button", { name: "Turn it on" }).click();
  await page.getByRole("heading", { name: "Keep these codes now" }).waitFor();
  await look("recovery-codes-shown");
  for (const name of ["security", "security/authenticator", "security/recovery-codes", "security/passkeys"]) {
    await open(`/account/${name}`);
    await look(`${name.replace("/", "-")}-on`);
  }
  await signOut(visitor);
  await sendSignIn(visitor, person);
  await page.getByRole("heading", { name: "One more step" }).waitFor();
  await look("second-step");
  await page.getByRole("link", { name: "Use a recovery code" }).click();
  await page.getByLabel("Recovery code").waitFor();
  await page.getByLabel("Recovery code").fill("not one of them");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("alert").waitFor();
  await look("second-step-wrong");
}
