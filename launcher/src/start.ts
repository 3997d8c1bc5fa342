// `npm start`: remembers compiled sources between starts, then opens the shop. Nothing else may be imported here: it would load uncompiled.
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

enableCompileCache(fileURLToPath(new URL("../../node_modules/.cache/souk/", import.meta.url)));
const { main } = await import("./main.ts");
await main();
