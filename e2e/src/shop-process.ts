// A shop of its own for the journeys, in a process of its own: started by `start-shop.ts`, it ends when whoever started it lets go or is gone.
import { readConfig } from "@souk/launcher/config";
import { startOneProcess } from "@souk/launcher/one-process";

/** All that the shop is told. The environment of whoever runs the journeys stays outside: their databases are not for tests. */
const told = ["SOUK_DATA", "SOUK_ADMIN_EMAIL", "SOUK_ADMIN_PASSWORD"] as const;

const config = readConfig({
  PORT: "0",
  LOG_LEVEL: "warn",
  ...Object.fromEntries(told.map((name) => [name, process.env[name]])),
});
const shop = await startOneProcess({ config });

process.once("disconnect", () => {
  void shop.stop().then(() => process.exit());
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {}); // Ctrl-C reaches us too; we end in order when we are let go.
process.send?.({ url: shop.url, sandboxUrl: shop.sandboxUrl });
