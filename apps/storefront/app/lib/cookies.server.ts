// The cookies of the storefront: their names, their rules, and how they are read and written.

export type CookieRules = { readonly path?: string; readonly maxAgeSeconds: number };
export const DAY_SECONDS = 86_400;
const COOKIE_HEADER_LENGTH_MAX = 16_384;

/** All cookies of a request. A value that is not properly encoded is left out: somebody else wrote it. */
export function parseCookies(header: string | null): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  for (const part of (header ?? "").slice(0, COOKIE_HEADER_LENGTH_MAX).split(";")) {
    const [name, value] = part.split("=", 2).map((text) => text.trim());
    if (!name || value === undefined || cookies.has(name)) continue;
    try {
      cookies.set(name, decodeURIComponent(value));
    } catch {
      continue;
    }
  }
  return cookies;
}

/** A `Set-Cookie` line. Never readable by scripts; sent along from other sites only when a visitor follows a link. */
export function serializeCookie(
  name: string,
  value: string,
  { path = "/", maxAgeSeconds }: CookieRules,
): string {
  const secure = name.startsWith("__") ? "; Secure" : "";
  return `${name}=${encodeURIComponent(value)}; Path=${path}; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`;
}

/** The names. With TLS they carry prefixes that a browser enforces: `__Host-` needs the path `/`, `__Secure-` allows another. */
export function cookieNames(isSecure: boolean) {
  const host = isSecure ? "__Host-" : "";
  const secure = isSecure ? "__Secure-" : "";
  return {
    cart: `${host}souk_cart`,
    cartNews: `${host}souk_cart_news`,
    refresh: `${host}souk_refresh`,
    currency: `${host}souk_currency`,
    secondFactor: `${host}souk_second_factor`,
    identityFlow: `${host}souk_identity_flow`,
    mailed: (page: string) => `${host}souk_mailed_${page}`,
    lastOrder: `${secure}souk_last_order`,
    order: (orderId: string) => `${secure}souk_order_${orderId}`,
    payment: (orderId: string) => `${secure}souk_payment_${orderId}`,
  };
}
export type CookieNames = ReturnType<typeof cookieNames>;

/** The cookies of one exchange: what came, and what will be sent back. What was set is seen by later reads. */
export class CookieJar {
  readonly names: CookieNames;
  readonly #values: Map<string, string>;
  readonly #changes = new Map<string, string>();

  constructor(header: string | null, isSecure: boolean) {
    this.names = cookieNames(isSecure);
    this.#values = new Map(parseCookies(header));
  }

  get(name: string): string | undefined {
    return this.#values.get(name);
  }

  set(name: string, value: string, rules: CookieRules): void {
    this.#values.set(name, value);
    this.#changes.set(name, serializeCookie(name, value, rules));
  }

  clear(name: string, path = "/"): void {
    this.#values.delete(name);
    this.#changes.set(name, serializeCookie(name, "", { path, maxAgeSeconds: 0 }));
  }

  /** The `Set-Cookie` lines of everything that changed. */
  get changes(): readonly string[] {
    return [...this.#changes.values()];
  }
}
