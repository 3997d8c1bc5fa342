// What people do with their accounts, step by step, found by role and label. Each step ends where the next one begins.
import type { Page } from "playwright-core";
import { linkOf, type Post } from "./mailbox.ts";
import type { Person } from "./shopping.ts";
import type { Visitor } from "./visitor.ts";

export const PASSWORD = "a lantern in the window";

export const passwordField = (page: Page, name: string | RegExp = "Password") =>
  page.getByLabel(name, { exact: typeof name === "string" });

export async function becomesGreeted(page: Page, { firstName }: Pick<Person, "firstName">): Promise<void> {
  await page.getByRole("heading", { name: `Hello, ${firstName}`, level: 1 }).waitFor();
}

export async function register(visitor: Visitor, { email, firstName }: Person): Promise<void> {
  const { page } = visitor;
  await visitor.open("/register");
  await page.getByRole("textbox", { name: "First name" }).fill(firstName);
  await page.getByRole("textbox", { name: "Last name" }).fill("Haddad");
  await page.getByRole("textbox", { name: "E-mail" }).fill(email);
  await passwordField(page).fill(PASSWORD);
  await page.getByRole("button", { name: "Create an account" }).click();
  await becomesGreeted(page, { firstName });
}

/** Opens the link from the mail and presses its button. */
export async function verify(visitor: Visitor, post: Post, { email }: Pick<Person, "email">): Promise<void> {
  const { page } = visitor;
  await visitor.open(await linkOf(post, { to: email, subject: /^Confirm your e-mail address/ }));
  await page.getByRole("button", { name: "Confirm my address" }).click();
  await page.getByRole("heading", { name: "Your address is confirmed" }).waitFor();
}

/** Somebody whose address is proven, on the first page of their account. */
export async function openAccount(visitor: Visitor, post: Post, person: Person): Promise<void> {
  await register(visitor, person);
  await verify(visitor, post, person);
  await visitor.page.getByRole("link", { name: "Go to your account" }).click();
  await becomesGreeted(visitor.page, person);
}

/** Fills in the sign-in and sends it; where that leads, the journey says. */
export async function sendSignIn(
  visitor: Visitor,
  { email, password = PASSWORD }: { readonly email: string; readonly password?: string },
): Promise<void> {
  const { page } = visitor;
  await visitor.open("/sign-in");
  await page.getByRole("textbox", { name: "E-mail" }).fill(email);
  await passwordField(page).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

export async function signOut({ page }: Visitor): Promise<void> {
  await page.goto("/account");
  await page.getByRole("button", { name: "Sign out" }).filter({ visible: true }).click();
  await page.getByRole("heading", { name: "Made slowly, kept long." }).waitFor();
}

/** From the overview to one of its pages. */
export async function goToSecurity(visitor: Visitor, row: string): Promise<void> {
  const { page } = visitor;
  await visitor.open("/account/security");
  await page
    .getByRole("main")
    .getByRole("link", { name: new RegExp(`^${row}`) })
    .click();
  await page
    .getByRole("heading", { name: row, level: 1 })
    .or(page.getByRole("heading", { level: 1 }))
    .first()
    .waitFor();
}
