// gRPC of the user service.
import { UserService } from "@souk/contracts/rpc";
import type { RpcImplementations } from "@souk/rpc";
import { loadUser } from "./commands/load-user.ts";
import type { Deps } from "./deps.ts";

export function rpc(deps: Deps): RpcImplementations {
  return (router) => {
    router.service(UserService, {
      getUser: async ({ userId }) => {
        const { id, email, firstName, lastName, active } = await loadUser(deps, userId);
        return { userId: id, email, firstName, lastName, active };
      },
    });
  };
}
