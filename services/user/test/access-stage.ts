// A shop with an administrator and people of any role, for the tests of who may do what.
import { randomUUID } from "node:crypto";
import { type AnyDb, statement } from "@souk/db";
import { type CallAnswer, startTestShop, type TestShop } from "@souk/testing";
import { userService } from "../src/app.ts";

const ADMINISTRATOR = { email: "owner@example.com", password: "a password for the owner" };
export const PASSWORD = "bolts of indigo linen";

export type Signed = {
  readonly userId: string;
  readonly email: string;
  readonly token: string;
  readonly refreshToken: string;
};
type Method = "GET" | "POST" | "PUT" | "DELETE";
export type AccessStage = {
  readonly shop: TestShop;
  readonly administrator: Signed;
  aCustomer(firstName?: string): Promise<Signed>;
  /** Signed in with these roles. */
  aColleague(...roles: readonly string[]): Promise<Signed>;
  /** The name of a new role of the shop's own. */
  aRole(permissions: readonly string[]): Promise<string>;
  signIn(email: string, password?: string): Promise<Signed>;
  /** An edit with the ETag of what is edited. */
  edit(method: "PUT" | "DELETE", path: string, edit: Edit): Promise<CallAnswer>;
  close(): Promise<void>;
};
type Edit = { readonly as: Signed; readonly of: string; readonly body: unknown };

export async function openAccessStage(): Promise<AccessStage> {
  const shop = await startTestShop({
    services: [userService],
    env: {
      SOUK_ADMIN_EMAIL: ADMINISTRATOR.email,
      SOUK_ADMIN_PASSWORD: ADMINISTRATOR.password,
    },
  });
  const expect2xx = async (method: Method, path: string, options: object): Promise<CallAnswer> => {
    const answer = await shop.call(method, path, options);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer;
  };
  const signIn = async (email: string, password = PASSWORD): Promise<Signed> => {
    const { body } = await expect2xx("POST", "/users/login", { body: { email, password } });
    return { userId: body.user.id, email, token: body.accessToken, refreshToken: body.refreshToken };
  };
  const administrator = await signIn(ADMINISTRATOR.email, ADMINISTRATOR.password);
  const edit = async (method: "PUT" | "DELETE", path: string, { as, of, body }: Edit) => {
    const { headers } = await expect2xx("GET", of, { as: administrator });
    return shop.call(method, path, { as, body, headers: { "if-match": String(headers["etag"]) } });
  };
  const aCustomer = async (firstName = "Omar"): Promise<Signed> => {
    const email = `${randomUUID()}@example.com`;
    const person = { email, password: PASSWORD, firstName, lastName: "Haddad" };
    const { body } = await expect2xx("POST", "/users/register", { body: person });
    await proveAddress(shop.db("user"), body.user.id);
    return { userId: body.user.id, email, token: body.accessToken, refreshToken: body.refreshToken };
  };
  return {
    shop,
    administrator,
    signIn,
    edit,
    aCustomer,
    async aColleague(...roles) {
      const { userId, email } = await aCustomer("Amira");
      const of = `/users/${userId}`;
      const { status, text } = await edit("PUT", `${of}/roles`, { as: administrator, of, body: { roles } });
      if (status !== 200) throw new Error(text);
      return signIn(email);
    },
    async aRole(permissions) {
      const name = `role_${randomUUID().replaceAll("-", "")}`;
      await expect2xx("POST", "/roles", { as: administrator, body: { name, permissions } });
      return name;
    },
    close: () => shop.close(),
  };
}

async function proveAddress(db: AnyDb, userId: string): Promise<void> {
  await statement<never, [string]>(
    "test_prove_address",
    "update users set email_verified_at = now() where id = $1",
  ).rows(db, [userId]);
}
