// The order and the user service as the product service hears them: only their gRPC contracts, answering what a test says.
import { OrderService, UserService } from "@souk/contracts/rpc";
import { Refusal } from "@souk/errors";
import type { ServiceModule } from "@souk/service";

type Account = { readonly email: string; readonly active: boolean; readonly emailVerified: boolean };
export type Neighbours = {
  readonly modules: readonly ServiceModule[];
  /** From now on the customer has bought the product. */
  sell(userId: string, productId: string): void;
  keepAccount(userId: string, account?: Partial<Account>): Account;
  /** The user service cannot be asked. */
  setDown(isDown: boolean): void;
};

export function createNeighbours(): Neighbours {
  const sold = new Set<string>();
  const accounts = new Map<string, Account>();
  let isDown = false;
  const nothing = { routes: [], subscriptions: [], jobs: [] };
  const order: ServiceModule = {
    name: "order",
    migrations: new URL("../../order/migrations/", import.meta.url),
    buildApp: async () => ({
      ...nothing,
      rpc: (router) =>
        router.service(OrderService, {
          hasBought: ({ userId, productId }) => ({ bought: sold.has(`${userId} ${productId}`) }),
        }),
    }),
  };
  const user: ServiceModule = {
    name: "user",
    migrations: new URL("../../user/migrations/", import.meta.url),
    buildApp: async () => ({
      ...nothing,
      rpc: (router) =>
        router.service(UserService, {
          getUser: ({ userId }) => {
            if (isDown) throw new Refusal("unavailable", "service_unavailable", "Down for the test.");
            const account = accounts.get(userId);
            if (account === undefined)
              throw new Refusal("not_found", "user_not_found", "There is no such user.");
            return { userId, ...account };
          },
        }),
    }),
  };
  return {
    modules: [order, user],
    sell: (userId, productId) => void sold.add(`${userId} ${productId}`),
    keepAccount: (userId, changes = {}) => {
      const account = {
        email: `${userId.slice(0, 8)}@shopper.example`,
        active: true,
        emailVerified: true,
        ...changes,
      };
      accounts.set(userId, account);
      return account;
    },
    setDown: (down) => {
      isDown = down;
    },
  };
}
