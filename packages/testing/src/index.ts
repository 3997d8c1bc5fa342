// The public face of @souk/testing: a shop of real services for tests.
export { aCart, anAddress, aProduct, type BuiltCart, type BuiltProduct } from "./builders.ts";
export type { Call, CallAnswer, CallOptions } from "./calls.ts";
export { createTestDatabase, type TestDatabase } from "./databases.ts";
export { setup as startTestPostgres } from "./global-setup.ts";
export { startIdentityProvider, type IdentityProvider, type ProviderPerson } from "./identity-provider.ts";
export { createPeople, TOKEN_AUDIENCE, TOKEN_ISSUER, type People, type Person } from "./people.ts";
export type { Delivery, Reach } from "./reach.ts";
export type { PublishedEvent } from "./records.ts";
export { SANDBOX_API_KEY, SANDBOX_WEBHOOK_SECRET, type TestClock } from "./surroundings.ts";
export { startTestShop, type TestShop, type TestShopOptions } from "./test-shop.ts";
