// The gRPC services that the product service offers.
import { BackInStockService, CatalogueService, StockService } from "@souk/contracts/rpc";
import type { RpcImplementations } from "@souk/rpc";
import { backInStockImplementation } from "./back-in-stock/rpc.ts";
import { catalogueImplementation } from "./catalogue/rpc.ts";
import type { Deps } from "./deps.ts";
import { stockImplementation } from "./stock/rpc.ts";

export const implementations =
  (deps: Deps): RpcImplementations =>
  (router) => {
    router.service(CatalogueService, catalogueImplementation(deps));
    router.service(StockService, stockImplementation(deps));
    router.service(BackInStockService, backInStockImplementation(deps));
  };
