// Serves the built storefront over the stand-in API: `node dev/preview.ts [port]`. Pictures are drawn when asked for and kept in memory.
import { createReadableStreamFromReadable } from "@react-router/node";
import { randomBytes, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { extname, join } from "node:path";
import sharp from "sharp";
import { buildStorefront } from "../server/build.ts";
import { createStorefrontHandler } from "../server/handler.ts";
import { drawings } from "../test/stand-in/catalogue.ts";
import { finishPayment, standInApi } from "../test/stand-in/stand-in-api.ts";

const types: Record<string, string> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
  ".svg": "image/svg+xml",
  ".ico": "image/x-icon",
  ".png": "image/png",
  ".txt": "text/plain",
};
const output = await buildStorefront({ log: console.log });
console.log(output);
const port = Number(process.argv[2] ?? 0);
let origin = "";
const handler = createStorefrontHandler({
  build: await import(output.serverFile),
  apiFetch: standInApi,
  secureCookies: false,
  publicUrl: () => origin,
  log: console.error,
});

const kept = new Map<string, Promise<Buffer>>();
async function draw(id: string): Promise<Buffer> {
  const drawing = drawings.get(id);
  if (!drawing) throw new Error("no such picture");
  const module: Record<string, any> = await import("../../../demo/src/index.ts");
  const colours = ["#c96f3b", "#2f4a6d", "#8a9a5b", "#b03a2e", "#d9b26f", "#5b7a78"];
  const at = id.charCodeAt(3) % colours.length;
  const drawn = (): string | undefined => {
    try {
      return module["drawPicture"]?.({
        productSlug: drawing.product.slug,
        view: drawing.picture.view,
        optionValue: drawing.picture.optionValue,
      });
    } catch {
      return undefined; // Not all families can be drawn yet.
    }
  };
  const svg =
    drawn() ??
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 1200"><rect width="960" height="1200" fill="#e9dfd0"/><ellipse cx="480" cy="980" rx="300" ry="40" fill="#cdbfa9"/><path d="M300 500 Q480 380 660 500 Q760 800 600 980 H360 Q200 800 300 500Z" fill="${colours[at]}"/></svg>`;
  return Buffer.from(svg);
}
async function media(id: string, width: number): Promise<Buffer> {
  const key = `${id}/${width}`;
  if (!kept.has(key))
    kept.set(
      key,
      draw(id).then((svg) => sharp(svg).resize(width).webp({ quality: 80 }).toBuffer()),
    );
  return kept.get(key) ?? Buffer.alloc(0);
}

function toRequest(message: IncomingMessage): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers))
    if (value !== undefined) headers.set(name, String(value));
  const hasBody = message.method !== "GET" && message.method !== "HEAD";
  return new Request(new URL(message.url ?? "/", origin), {
    method: message.method ?? "GET",
    headers,
    ...(hasBody ? { body: createReadableStreamFromReadable(message), duplex: "half" } : {}),
  } as RequestInit);
}

async function answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(message.url ?? "/", origin);
  const [, first, second, third] = url.pathname.split("/");
  if (first === "media" && second) {
    const picture = await media(second, Number.parseInt(third ?? "960"));
    response.writeHead(200, { "content-type": "image/webp", "cache-control": "max-age=600" }).end(picture);
    return;
  }
  if (first === "pay" && second) {
    const outcome = url.searchParams.get("outcome");
    if (outcome === "captured" || outcome === "failed" || outcome === "cancelled" || outcome === "pending") {
      finishPayment(second, outcome);
      response.writeHead(303, { location: `${url.searchParams.get("return")}?payment=${second}` }).end();
      return;
    }
    const links = ["captured", "failed", "cancelled", "pending"]
      .map((name) => `<p><a href="?${url.searchParams}&outcome=${name}">${name}</a></p>`)
      .join("");
    response
      .writeHead(200, { "content-type": "text/html" })
      .end(`<title>Provider</title><h1>Provider</h1>${links}`);
    return;
  }
  const file =
    extname(url.pathname) && !url.pathname.endsWith(".data")
      ? await readFile(join(output.clientDirectory, url.pathname)).catch(() => undefined)
      : undefined;
  if (file) {
    response
      .writeHead(200, {
        "content-type": types[extname(url.pathname)] ?? "application/octet-stream",
        "cache-control": "max-age=3600",
      })
      .end(file);
    return;
  }
  if (url.pathname.startsWith("/api/v1/")) {
    const api = await standInApi(url.pathname + url.search, {});
    response.writeHead(api.status, { "content-type": "application/json" }).end(await api.text());
    return;
  }
  const nonce = randomBytes(16).toString("base64");
  const page = await handler(toRequest(message), { nonce, requestId: randomUUID(), clientIp: "127.0.0.1" });
  page.headers.set(
    "content-security-policy",
    `default-src 'self'; script-src 'self' 'nonce-${nonce}'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  );
  response.writeHead(
    page.status,
    [...page.headers]
      .flatMap(([name, value]) => (name === "set-cookie" ? [] : [[name, value]]))
      .flat()
      .concat(page.headers.getSetCookie().flatMap((line) => ["set-cookie", line])) as string[],
  );
  if (page.body) for await (const chunk of page.body) response.write(chunk);
  response.end();
}

const server = createServer((message, response) => {
  answer(message, response).catch((error: unknown) => {
    console.error(error);
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
});
server.listen(port, "127.0.0.1", () => {
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : port}`;
  process.env["STAND_IN_PROVIDER"] = origin;
  console.log(`READY ${origin}`);
});
