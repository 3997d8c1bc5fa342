// The public face of the contracts: REST schemas, events, permissions. The gRPC contracts are in `@souk/contracts/rpc`.
export * from "./rest/common.ts";
export * from "./rest/users.ts";
export * from "./rest/accounts.ts";
export * from "./rest/second-factor.ts";
export * from "./rest/identities.ts";
export * from "./rest/access.ts";
export * from "./rest/products.ts";
export * from "./rest/orders.ts";
export * from "./rest/payments.ts";
export * from "./rest/back-office.ts";
export * from "./events/define-event.ts";
export * from "./events/users.ts";
export * from "./events/products.ts";
export * from "./events/orders.ts";
export * from "./events/payments.ts";
export * from "./events/staff.ts";
export * from "./permissions.ts";
