// Runs the product service in a process of its own.
import { runServiceProcess } from "@souk/service";
import { productService } from "./app.ts";

await runServiceProcess(productService);
