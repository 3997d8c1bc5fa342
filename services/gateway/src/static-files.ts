// Files that were built once: the storefront's client code and the back office.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { createNonce, setPolicy } from "./security-headers.ts";

const YEAR_MS = 365 * 24 * 60 * 60 * 1_000;

/** Their names change with their content, so a browser never asks twice. */
const immutable = { immutable: true, maxAge: YEAR_MS } as const;

/** Hashed files below `/assets`; a `.br` or `.gz` beside a file is sent instead of it. */
export async function mountAssets(scope: FastifyInstance, directory: string): Promise<void> {
  await scope.register(fastifyStatic, {
    root: directory,
    prefix: "/assets/",
    index: false,
    preCompressed: true,
    ...immutable,
  });
}

export type BackOfficeOptions = { readonly directory: string; readonly policyOf: (nonce: string) => string };

/** A single page for every address below `/admin`; its inline scripts get the nonce of the answer. */
export async function mountBackOffice(scope: FastifyInstance, options: BackOfficeOptions): Promise<void> {
  const page = await readFile(join(options.directory, "index.html"), "utf8");
  await scope.register(fastifyStatic, { root: options.directory, serve: false, preCompressed: true });
  scope.get<{ Params: { "*": string } }>("/admin/*", (request, reply) => {
    const file = request.params["*"];
    if (file.startsWith("assets/")) return reply.sendFile(file, immutable);
    if (file.includes(".") && !file.endsWith(".html")) return reply.sendFile(file);
    const nonce = createNonce();
    setPolicy(reply, options.policyOf(nonce));
    return reply
      .type("text/html; charset=utf-8")
      .header("cache-control", "no-cache")
      .send(page.replaceAll("<script", `<script nonce="${nonce}"`));
  });
  scope.get("/admin", (_request, reply) => reply.redirect("/admin/", 308));
}
