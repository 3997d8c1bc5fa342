// Asks the user service where somebody with an account is written to.
import { UserService } from "@souk/contracts/rpc";
import { isRefusal } from "@souk/errors";
import type { Rpc } from "@souk/rpc";

export type Mailbox = { readonly email: string; readonly isVerified: boolean };
export type AccountsClient = {
  /** Undefined where the account is closed. */
  findMailbox(userId: string): Promise<Mailbox | undefined>;
};

export function createAccountsClient(rpc: Rpc): AccountsClient {
  const client = rpc.client(UserService);
  return {
    async findMailbox(userId) {
      try {
        const { email, active, emailVerified } = await client.getUser({ userId });
        return active ? { email, isVerified: emailVerified } : undefined;
      } catch (error) {
        if (isRefusal(error) && error.code === "user_not_found") return undefined;
        throw error;
      }
    },
  };
}
