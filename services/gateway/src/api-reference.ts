// The interactive API reference at /api/docs: Swagger UI from our own origin, reading our own document.
import { createRequire } from "node:module";
import { dirname } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { createNonce, setPolicy } from "./security-headers.ts";

const YEAR_MS = 365 * 24 * 60 * 60 * 1_000;
const servedFiles: ReadonlySet<string> = new Set([
  "swagger-ui.css",
  "swagger-ui-bundle.js",
  "favicon-16x16.png",
  "favicon-32x32.png",
]);

/** `validatorUrl: "none"` keeps Swagger UI from asking a server of its makers. */
const pageOf = (nonce: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Souk API</title>
    <link rel="icon" type="image/png" href="/api/docs/favicon-32x32.png" sizes="32x32" />
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
  </head>
  <body>
    <main id="reference"><noscript>The reference needs JavaScript. The document itself is at <a href="/api/openapi.json">/api/openapi.json</a>.</noscript></main>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script nonce="${nonce}">
      SwaggerUIBundle({ url: "/api/openapi.json", dom_id: "#reference", deepLinking: true, validatorUrl: "none", tryItOutEnabled: true, persistAuthorization: false });
    </script>
  </body>
</html>
`;

export async function mountApiReference(
  scope: FastifyInstance,
  policyOf: (nonce: string) => string,
): Promise<void> {
  const root = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
  await scope.register(fastifyStatic, {
    root,
    prefix: "/api/docs/",
    index: false,
    maxAge: YEAR_MS,
    allowedPath: (path) => servedFiles.has(path.slice(1)),
  });
  scope.get("/api/docs", (_request, reply) => {
    const nonce = createNonce();
    setPolicy(reply, policyOf(nonce));
    return reply.type("text/html; charset=utf-8").header("cache-control", "no-cache").send(pageOf(nonce));
  });
}
