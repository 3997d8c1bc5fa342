// A shop of its own for the journeys, in a process of its own: started by `start-shop.ts`, it ends when whoever started it lets go or is gone.
import { readConfig } from "@souk/launcher/config";
import { startOneProcess } from "@souk/launcher/one-process";
import { identityEnvironment, startShopIdentities } from "./shop-identities.ts";

/** All that the shop is told. The environment of whoever runs the journeys stays outside: their databases are not for tests. */
const told = ["SOUK_DATA", "SOUK_ADMIN_EMAIL", "SOUK_ADMIN_PASSWORD"] as const;

/** All visitors come from one address here, and the machine may be slow: neither is what journeys are about. */
const patience = { GATEWAY_LOOP_DELAY_MAX_MS: "10000", GATEWAY_RATE_LIMIT_SIGN_IN: "3000/30" };

/** Ways to pay that the shop settles by hand, beside the sandbox. */
const ways = {
  PAYMENT_BANK_TRANSFER_INSTRUCTIONS: "Souk Market Hall\nIBAN DE00 0000 0000 0000 0000 00\nReference:",
  PAYMENT_CASH_ON_DELIVERY: "true",
};

const identities = await startShopIdentities();
const config = readConfig({
  PORT: "0",
  LOG_LEVEL: "warn",
  ...patience,
  ...ways,
  ...identityEnvironment(identities),
  ...Object.fromEntries(told.map((name) => [name, process.env[name]])),
});
const shop = await startOneProcess({ config });

process.once("disconnect", () => {
  void Promise.all([shop.stop(), identities.close()]).then(() => process.exit());
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {}); // Ctrl-C reaches us too; we end in order when we are let go.
process.send?.({ url: shop.url, sandboxUrl: shop.sandboxUrl });
