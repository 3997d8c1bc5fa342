// A visitor without JavaScript: keeps cookies, follows redirects, posts forms, reads the page as text.
import type { StorefrontHandler } from "../server/handler.ts";

export const ORIGIN = "http://souk.test";
export const NONCE = "nonce-of-this-test";

export type Page = {
  readonly status: number;
  readonly url: string;
  readonly html: string;
  readonly headers: Headers;
};

export class Visitor {
  readonly cookies = new Map<string, string>();
  readonly #handler: StorefrontHandler;

  constructor(handler: StorefrontHandler) {
    this.#handler = handler;
  }

  /** One exchange, redirects not followed. */
  async ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("cookie", [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    const request = new Request(new URL(path, ORIGIN), { ...init, headers });
    const response = await this.#handler(request, {
      nonce: NONCE,
      requestId: "request-1",
      clientIp: "203.0.113.7",
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split("=");
      if (line.includes("Max-Age=0")) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }

  async #follow(path: string, init?: RequestInit): Promise<Page> {
    let response = await this.ask(path, init);
    let url = new URL(path, ORIGIN);
    for (let hops = 0; hops < 5 && response.status >= 300 && response.status < 400; hops += 1) {
      url = new URL(response.headers.get("location") ?? "/", url);
      response = await this.ask(url.pathname + url.search);
    }
    const html = await response.text();
    return { status: response.status, url: url.pathname + url.search, html, headers: response.headers };
  }

  open(path: string): Promise<Page> {
    return this.#follow(path);
  }

  post(
    path: string,
    fields: Record<string, string>,
    headers: Record<string, string> = { origin: ORIGIN },
  ): Promise<Page> {
    return this.#follow(path, { method: "POST", headers, body: new URLSearchParams(fields) });
  }
}

/** The value of a hidden field. */
export function fieldOf({ html }: Page, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? "";
}
