// Pages and files: the storefront's Fetch handler, its client files, the back office, the API reference, the mailbox.
import { once } from "node:events";
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { connect, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { PageContext, PageHandler } from "../src/app.ts";
import { openDoor, type Door, type DoorOptions } from "./doors.ts";

const opened: Door[] = [];
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "souk-gateway-"));
  await mkdir(join(directory, "assets"));
  await writeFile(join(directory, "assets", "entry-1a2b.js"), `console.log("${"souk ".repeat(500)}")`);
  await writeFile(join(directory, "logo.svg"), "<svg/>");
  await writeFile(
    join(directory, "index.html"),
    '<html><script>start()</script><script src="/admin/assets/entry-1a2b.js"></script></html>',
  );
});
afterAll(() => rm(directory, { recursive: true }));
afterEach(async () => {
  for (const door of opened.splice(0)) await door.close();
});

async function open(options: DoorOptions): Promise<Door> {
  const door = await openDoor(options);
  opened.push(door);
  return door;
}

async function listen(storefront: PageHandler, env: Record<string, string> = {}): Promise<string> {
  const door = await open({ storefront, env });
  await door.listen({ port: 0, host: "127.0.0.1" });
  return `http://127.0.0.1:${(door.server.address() as AddressInfo).port}`;
}

const page = (body: BodyInit | null) =>
  new Response(body, { headers: { "content-type": "text/html; charset=utf-8" } });
const nonceIn = (policy: unknown) => /script-src 'self' 'nonce-([A-Za-z0-9+/=]+)'/.exec(String(policy))?.[1];

describe("a page", () => {
  test("is asked for as it was, and may run scripts with its own nonce alone", async () => {
    const seen: { request: Request; context: PageContext }[] = [];
    const origin = await listen(
      async (request, context) => (seen.push({ request, context }), page("<p>hello</p>")),
      {
        GATEWAY_FORM_ACTION_ORIGINS: "https://pay.example",
      },
    );
    const first = await fetch(`${origin}/products/kilim?page=2`, {
      headers: { cookie: "theme=dark", "x-user-id": "admin" },
    });
    expect(await first.text()).toBe("<p>hello</p>");
    const { request, context } = seen[0]!;
    expect(request.url).toBe(`${origin}/products/kilim?page=2`);
    expect(request.headers.get("cookie")).toBe("theme=dark");
    expect(request.headers.has("x-user-id")).toBe(false);
    expect(context).toMatchObject({ clientIp: "127.0.0.1", requestId: expect.stringMatching(/.{8,}/) });
    const policy = first.headers.get("content-security-policy");
    expect(nonceIn(policy)).toBe(context.nonce);
    expect(policy).toContain("form-action 'self' https://pay.example");
    expect(policy).toContain("default-src 'self'");
    const second = await fetch(`${origin}/`);
    expect(nonceIn(second.headers.get("content-security-policy"))).not.toBe(context.nonce);
  });

  test("opens itself to another origin for one answer, which only the gateway is told, and never to anything else", async () => {
    const opensTo = new Headers({
      "content-type": "text/html",
      "x-page-opens-to":
        "https://js.pay.example https://*.frames.example ; script-src * javascript: https://a.example/b",
    });
    const origin = await listen(async (request) =>
      request.url.endsWith("/pay") ? new Response("<p>card</p>", { headers: opensTo }) : page("<p>bag</p>"),
    );
    const opened = await fetch(`${origin}/pay`);
    const policy = opened.headers.get("content-security-policy") ?? "";
    const others = "https://js.pay.example https://*.frames.example";
    expect(policy).toMatch(new RegExp(`script-src 'self' 'nonce-[^']+' ${others.replaceAll("*", "\\*")};`));
    expect(policy).toContain(`frame-src ${others}; connect-src 'self' ${others}`);
    expect(policy).not.toMatch(/javascript:|a\.example| \*[ ;]/);
    expect(opened.headers.has("x-page-opens-to")).toBe(false);
    const other = await fetch(`${origin}/cart`);
    expect(other.headers.get("content-security-policy")).not.toMatch(/pay\.example|frame-src|connect-src/);
  });

  test("sets several cookies, redirects, and answers without a body", async () => {
    const origin = await listen(async () => {
      const headers = new Headers({ location: "/cart", connection: "close" });
      headers.append("set-cookie", "a=1; Path=/");
      headers.append("set-cookie", "b=2; Path=/");
      return new Response(null, { status: 303, headers });
    });
    const answer = await fetch(`${origin}/cart`, { method: "POST", body: "x=1", redirect: "manual" });
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe("/cart");
    expect(answer.headers.getSetCookie()).toEqual(["a=1; Path=/", "b=2; Path=/"]);
    expect(answer.headers.has("content-security-policy")).toBe(false);
  });

  test("gets the form that was posted, in one piece or in many", async () => {
    const origin = await listen(async (request) =>
      Response.json(Object.fromEntries(await request.formData())),
    );
    const whole = await fetch(`${origin}/cart`, {
      method: "POST",
      body: new URLSearchParams({ quantity: "2" }),
    });
    expect(await whole.json()).toEqual({ quantity: "2" });
    const pieces = new ReadableStream({
      start(controller) {
        for (const piece of ["quan", "tity=", "3"]) controller.enqueue(new TextEncoder().encode(piece));
        controller.close();
      },
    });
    const init = {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: pieces,
      duplex: "half",
    };
    expect(await (await fetch(`${origin}/cart`, init)).json()).toEqual({ quantity: "3" });
  });

  test.each([
    [
      "says so",
      async (origin: string) => fetch(`${origin}/cart`, { method: "POST", body: "x".repeat(2_000) }),
    ],
    [
      "does not say so",
      async (origin: string) => {
        const body = new Blob(["x".repeat(2_000)]).stream();
        const init = { method: "POST", body, duplex: "half" };
        return fetch(`${origin}/cart`, init);
      },
    ],
  ])("refuses a body above the limit that %s", async (_how, send) => {
    const origin = await listen(async (request) => new Response(await request.text()), {
      GATEWAY_PAGE_BODY_LIMIT_BYTES: "1000",
    });
    const answer = await send(origin);
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ code: "body_too_large" });
  });

  test("that never looks at its body leaves the connection usable", async () => {
    const origin = await listen(async () => page("done"));
    for (let round = 0; round < 3; round += 1) {
      const answer = await fetch(`${origin}/upload`, { method: "POST", body: "x".repeat(500_000) });
      expect(await answer.text()).toBe("done");
    }
  });

  test("that gives its body up frees it", async () => {
    const origin = await listen(async (request) => {
      await request.body?.cancel();
      return page("thanks");
    });
    expect(
      await (await fetch(`${origin}/upload`, { method: "POST", body: "x".repeat(100_000) })).text(),
    ).toBe("thanks");
  });

  test("leaves piece by piece, compressed or not", async () => {
    const { promise: shown, resolve: show } = Promise.withResolvers<void>();
    const encoder = new TextEncoder();
    const origin = await listen(async () => {
      const body = new ReadableStream({
        async start(controller) {
          controller.enqueue(encoder.encode("<p>first</p>"));
          await shown;
          controller.enqueue(encoder.encode("<p>second</p>"));
          controller.close();
        },
      });
      return page(body);
    });
    const answer = await fetch(`${origin}/`, { headers: { "accept-encoding": "gzip" } });
    expect(answer.headers.get("content-encoding")).toBe("gzip");
    const reader = answer.body!.getReader();
    const first = await reader.read();
    expect(new TextDecoder().decode(first.value)).toBe("<p>first</p>");
    show();
    let rest = "";
    for (let read = await reader.read(); !read.done; read = await reader.read())
      rest += new TextDecoder().decode(read.value);
    expect(rest).toBe("<p>second</p>");
  });

  test("is given up when nobody waits for it any more", async () => {
    const aborted = Promise.withResolvers<void>();
    const cancelled = Promise.withResolvers<void>();
    const origin = await listen(async (request) => {
      request.signal.addEventListener("abort", () => aborted.resolve());
      const body = new ReadableStream({
        start: (controller) => controller.enqueue(new TextEncoder().encode("<p>first</p>")),
        cancel: () => cancelled.resolve(),
      });
      return page(body);
    });
    const controller = new AbortController();
    const answer = await fetch(`${origin}/`, { signal: controller.signal });
    await answer.body!.getReader().read();
    controller.abort();
    await Promise.all([aborted.promise, cancelled.promise]);
  });

  test("that breaks off half-way breaks the connection off, so that nobody takes it for whole", async () => {
    const pieces = ["<p>first</p>"];
    const origin = await listen(async () => {
      const pull = (controller: ReadableStreamDefaultController) => {
        const piece = pieces.shift();
        if (piece === undefined) throw new Error("the rendering failed");
        controller.enqueue(new TextEncoder().encode(piece));
      };
      return page(new ReadableStream({ pull }, { highWaterMark: 0 }));
    });
    const answer = await fetch(`${origin}/`, { headers: { "accept-encoding": "identity" } });
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
  });

  test("answers HEAD with its headers alone", async () => {
    const door = await open({ storefront: async () => page("<p>hello</p>") });
    const answer = await door.inject({ method: "HEAD", url: "/" });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers["content-type"]).toContain("text/html");
    expect(answer.body).toBe("");
  });

  test("that fails is a problem without a word about why", async () => {
    const door = await open({
      storefront: async () => {
        throw new Error("secret");
      },
    });
    const answer = await door.inject({
      method: "POST",
      url: "/",
      payload: "x",
      headers: { "content-type": "text/plain" },
    });
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain("secret");
  });

  test.each([
    "GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n",
    "GET http://other.example/ HTTP/1.1\r\nHost: [::1\r\nConnection: close\r\n\r\n",
  ])("is not asked for at an address that is none: %j", async (bytes) => {
    const origin = new URL(await listen(async () => page("hello")));
    const socket = connect(Number(origin.port), origin.hostname);
    socket.end(bytes);
    const chunks: Buffer[] = [];
    socket.on("data", (chunk) => chunks.push(chunk));
    await once(socket, "close");
    expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe("files", () => {
  test("of the storefront never change, and nothing outside its folder is served", async () => {
    const door = await open({
      storefrontAssets: { directory: join(directory, "assets") },
      storefront: async () => page("page"),
    });
    const file = await door.inject({ url: "/assets/entry-1a2b.js", headers: { "accept-encoding": "gzip" } });
    expect(file.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(gunzipSync(file.rawPayload).toString()).toContain("souk");
    expect((await door.inject("/assets/none.js")).statusCode).toBe(404);
    expect((await door.inject("/assets/..%2findex.html")).body).not.toContain("start()");
  });

  test("of the back office: one page for every address, its scripts with the nonce of the answer", async () => {
    const door = await open({ backOffice: { directory } });
    for (const url of ["/admin/", "/admin/orders/7", "/admin/index.html"]) {
      const answer = await door.inject(url);
      const nonce = nonceIn(answer.headers["content-security-policy"]);
      expect(answer.body).toContain(`<script nonce="${nonce}">start()`);
      expect(answer.body.match(/<script nonce=/g)).toHaveLength(2);
      expect(answer.headers["cache-control"]).toBe("no-cache");
    }
    expect((await door.inject("/admin")).headers.location).toBe("/admin/");
    expect((await door.inject("/admin/assets/entry-1a2b.js")).headers["cache-control"]).toContain(
      "immutable",
    );
    expect((await door.inject("/admin/logo.svg")).headers["cache-control"]).not.toContain("immutable");
    expect((await door.inject("/admin/assets/none.js")).statusCode).toBe(404);
  });
});

test("the API reference comes from this origin alone and works under its policy", async () => {
  const door = await open({});
  const answer = await door.inject("/api/docs");
  const nonce = nonceIn(answer.headers["content-security-policy"]);
  expect(answer.body).toContain(`<script nonce="${nonce}">`);
  expect(answer.body).not.toMatch(/https?:\/\//);
  expect(answer.body).not.toMatch(/<script>/);
  for (const [, file] of answer.body.matchAll(/(?:href|src)="(\/api\/docs\/[^"]+)"/g)) {
    expect((await door.inject(String(file))).statusCode).toBe(200);
  }
  expect((await door.inject("/api/docs/package.json")).statusCode).toBe(404);
});

test("the mailbox has a policy of its own unless it sets one", async () => {
  const mailbox: NonNullable<DoorOptions["mailbox"]> = async (scope) => {
    scope.get("/", (_request, reply) => reply.type("text/html").send("<p>mail</p>"));
    scope.get("/strict", (_request, reply) =>
      reply.type("text/html").header("content-security-policy", "default-src 'none'").send("<p>"),
    );
    scope.get("/json", () => ({ mails: [] }));
  };
  const door = await open({ mailbox });
  expect((await door.inject("/dev/mailbox/")).headers["content-security-policy"]).toContain(
    "frame-ancestors 'self'",
  );
  expect((await door.inject("/dev/mailbox/strict")).headers["content-security-policy"]).toBe(
    "default-src 'none'",
  );
  expect((await door.inject("/dev/mailbox/json")).headers).not.toHaveProperty("content-security-policy");
});
