// gRPC of the user service.
import { UserService } from "@souk/contracts/rpc";
import type { RpcImplementations } from "@souk/rpc";
import { composeAccountMail } from "./commands/compose-account-mail.ts";
import { exchangeCredential } from "./commands/exchange-credential.ts";
import { loadUser } from "./commands/load-user.ts";
import type { Deps } from "./deps.ts";

export function rpc(deps: Deps): RpcImplementations {
  return (router) => {
    router.service(UserService, {
      getUser: async ({ userId }) => {
        const { id, email, firstName, lastName, active, emailVerifiedAt } = await loadUser(deps, userId);
        return { userId: id, email, firstName, lastName, active, emailVerified: emailVerifiedAt !== null };
      },
      getAccountMail: async ({ mailId }) => {
        const mail = await composeAccountMail(deps, mailId);
        return mail ? { ...mail, expiresAt: mail.expiresAt?.toISOString() ?? "" } : {};
      },
      exchangeCredential: async ({ credential }) => ({
        accessToken: await exchangeCredential(deps, credential),
      }),
    });
  };
}
